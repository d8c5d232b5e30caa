import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { endFields } from "../../parts/organisation-end.ts";
import { sourceFields } from "../../parts/source-link.tsx";
import { sourceNames } from "../../parts/source-names.ts";
import { successionFields } from "../../parts/takeover-rows.ts";

export type End = ResultOf<typeof endFields>;

const factFields = graphql(
  `
    fragment FactFields on Fact {
      __typename
      factId
      kind
      validFrom
      validTo
      knownFrom
      knownTo
      confidence
      note
      source {
        ...SourceFields
      }
      ... on Membership {
        status
        member {
          ...EndFields
        }
        group {
          ...EndFields
        }
      }
      ... on Delegation {
        financialYear
        stage
        amountGbp
        shareOfBudget
        scope
        delegator {
          ...EndFields
        }
        recipient {
          ...EndFields
        }
      }
      ... on Support {
        services
        model
        valueGbp
        provider {
          ...EndFields
        }
        supported: recipient {
          ...EndFields
        }
      }
      ...SuccessionFields
      ... on Outside {
        reason
        practice {
          ...EndFields
        }
        outsideOf: pct {
          ...EndFields
        }
      }
      ... on DelegationReport {
        position
        reportYear: financialYear
        reportGbp: amountGbp
        reportShare: shareOfBudget
      }
      ... on Budget {
        budgetYear: financialYear
        budgetGbp: amountGbp
      }
    }
  `,
  [endFields, sourceFields, successionFields],
);

export type Fact = ResultOf<typeof factFields>;

/** An organisation on a day, with every fact about it, and what it lies in up to England. */
export const organisationQuery = graphql(
  `
    query Organisation($code: String!, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
      dataset @_required {
        ...DatasetFields
        ...SourceNames
      }
      organisation(code: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
        ...EndFields
        asOf
        opened
        closed
        postcode
        note
        source {
          ...SourceFields
        }
        descriptions {
          name
          postcode
          validFrom
          validTo
          describedOn
          confidence
          source {
            ...SourceFields
          }
        }
        history @_required {
          ...FactFields
        }
        memberships {
          ...FactFields
          group {
            memberships {
              ...FactFields
              group {
                memberships {
                  ...FactFields
                }
              }
            }
          }
        }
        predecessors {
          ...EndFields
        }
        successors {
          ...EndFields
        }
        ... on PCT {
          position
          delegatedShare
          patients
          practices(first: 0) { totalCount }
          budget {
            amountGbp
          }
        }
        ... on Consortium {
          statedPractices
          statedPopulation
          patients
          practices(first: 0) { totalCount }
          isPathfinder
          isStatutory
          hasDelegatedBudget
        }
        ... on SHA {
          patients
          practices(first: 0) { totalCount }
          minimumDelegatedShare
        }
        ... on Practice {
          standing
          listSize
          outsideReason
          orphanedSince
        }
        ... on SupportProvider {
          sector
        }
      }
    }
  `,
  [datasetFields, endFields, factFields, sourceFields, sourceNames],
);

export type OrganisationData = NonNullable<ResultOf<typeof organisationQuery>["organisation"]>;

export type Description = OrganisationData["descriptions"][number];

/** The members of a member. */
export const membersQuery = graphql(
  `
    query Members($code: String!, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
      organisation(code: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
        code
        id
        members(first: 1000) {
          totalCount
          nodes {
            ...EndFields
          }
        }
      }
    }
  `,
  [endFields],
);

/** The facts about a neighbour, for a picture that is expanded at it. */
export const neighboursQuery = graphql(
  `
    query Neighbours($code: String!, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
      organisation(code: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
        code
        id
        history @_required {
          ...FactFields
        }
      }
    }
  `,
  [factFields],
);
