import { graphql } from "../../graphql/graphql.ts";
import {
  closedFields,
  endedFields,
  recordedFields,
  refusedFields,
  registeredFields,
  retractedFields,
} from "./outcome-fields.ts";

/** A mutation for each form; each answers its outcome as `result`. */

export const recordMembership = graphql(
  `
    mutation RecordMembership($input: RecordMembershipInput!) {
      result: recordMembership(input: $input) {
        ...RecordedFields
        ...RefusedFields
      }
    }
  `,
  [recordedFields, refusedFields],
);

export const recordOutside = graphql(
  `
    mutation RecordOutside($input: RecordOutsideInput!) {
      result: recordOutside(input: $input) {
        ...RecordedFields
        ...RefusedFields
      }
    }
  `,
  [recordedFields, refusedFields],
);

export const recordDelegation = graphql(
  `
    mutation RecordDelegation($input: RecordDelegationInput!) {
      result: recordDelegation(input: $input) {
        ...RecordedFields
        ...RefusedFields
      }
    }
  `,
  [recordedFields, refusedFields],
);

export const recordSupport = graphql(
  `
    mutation RecordSupport($input: RecordSupportInput!) {
      result: recordSupport(input: $input) {
        ...RecordedFields
        ...RefusedFields
      }
    }
  `,
  [recordedFields, refusedFields],
);

export const recordSuccession = graphql(
  `
    mutation RecordSuccession($input: RecordSuccessionInput!) {
      result: recordSuccession(input: $input) {
        ...RecordedFields
        ...RefusedFields
      }
    }
  `,
  [recordedFields, refusedFields],
);

export const recordReport = graphql(
  `
    mutation RecordReport($input: RecordReportInput!) {
      result: recordReport(input: $input) {
        ...RecordedFields
        ...RefusedFields
      }
    }
  `,
  [recordedFields, refusedFields],
);

export const recordBudget = graphql(
  `
    mutation RecordBudget($input: RecordBudgetInput!) {
      result: recordBudget(input: $input) {
        ...RecordedFields
        ...RefusedFields
      }
    }
  `,
  [recordedFields, refusedFields],
);

export const endFact = graphql(
  `
    mutation EndFact($input: EndFactInput!) {
      result: endFact(input: $input) {
        ...EndedFields
        ...RefusedFields
      }
    }
  `,
  [endedFields, refusedFields],
);

export const retractFact = graphql(
  `
    mutation RetractFact($input: RetractFactInput!) {
      result: retractFact(input: $input) {
        ...RetractedFields
        ...RefusedFields
      }
    }
  `,
  [retractedFields, refusedFields],
);

export const registerOrganisation = graphql(
  `
    mutation RegisterOrganisation($input: RegisterOrganisationInput!) {
      result: registerOrganisation(input: $input) {
        ...RegisteredFields
        ...RefusedFields
      }
    }
  `,
  [registeredFields, refusedFields],
);

export const closeOrganisation = graphql(
  `
    mutation CloseOrganisation($input: CloseOrganisationInput!) {
      result: closeOrganisation(input: $input) {
        ...ClosedFields
        ...RefusedFields
      }
    }
  `,
  [closedFields, refusedFields],
);
