import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { named, statedFact } from "../../parts/stated-fact.ts";

const auditFields = graphql(
  `
    fragment AuditFields on AuditRecord {
      revision
      at
      who
      action
      reason
      counts {
        facts
        retracted
        organisations
        redescribed
      }
      before {
        facts {
          ...StatedFact
        }
      }
      after {
        facts {
          ...StatedFact
        }
        organisations {
          ...Named
        }
      }
    }
  `,
  [named, statedFact],
);
export type AuditFields = ResultOf<typeof auditFields>;

/** What a change wrote: each mutation asks for its own, so that no query grows beyond what the API allows. */

const curated = graphql(`
  fragment CuratedFields on Curated {
    __typename
    revision
    recordedAt
    repeated
  }
`);

export const recordedFields = graphql(
  `
    fragment RecordedFields on FactRecorded {
      ...CuratedFields
      __typename
      fact {
        ...StatedFact
      }
    }
  `,
  [curated, statedFact],
);

export const endedFields = graphql(
  `
    fragment EndedFields on FactEnded {
      ...CuratedFields
      __typename
      fact {
        ...StatedFact
      }
      former {
        ...StatedFact
      }
    }
  `,
  [curated, statedFact],
);

export const retractedFields = graphql(
  `
    fragment RetractedFields on FactRetracted {
      ...CuratedFields
      __typename
      fact {
        ...StatedFact
      }
    }
  `,
  [curated, statedFact],
);

export const registeredFields = graphql(
  `
    fragment RegisteredFields on OrganisationRegistered {
      ...CuratedFields
      __typename
      organisation {
        ...Named
      }
    }
  `,
  [curated, named],
);

export const closedFields = graphql(
  `
    fragment ClosedFields on OrganisationClosed {
      ...CuratedFields
      __typename
      organisation {
        ...Named
      }
      endedFacts
    }
  `,
  [curated, named],
);

export type Written =
  | ResultOf<typeof recordedFields>
  | ResultOf<typeof endedFields>
  | ResultOf<typeof retractedFields>
  | ResultOf<typeof registeredFields>
  | ResultOf<typeof closedFields>;

/** Why nothing was written. */
export const refusedFields = graphql(
  `
    fragment RefusedFields on Refused {
      __typename
      message
      ... on InvalidInput {
        problems {
          path
          message
        }
      }
      ... on RevisionConflict {
        revision
        since {
          ...AuditFields
        }
      }
      ... on IdempotencyKeyReused {
        auditRecord {
          ...AuditFields
        }
      }
    }
  `,
  [auditFields],
);
export type Refused = ResultOf<typeof refusedFields>;
export type ChangeOutcome = Written | Refused;
