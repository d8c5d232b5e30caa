import { areaNames } from "../../graphql/area-names.ts";
import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { sourceFields } from "../../parts/source-link.tsx";

const named = graphql(`
  fragment Named on Organisation {
    code
    asOf
    name
  }
`);

const conflictFact = graphql(
  `
    fragment ConflictFact on Fact {
      __typename
      factId
      validFrom
      validTo
      recordedAt
      confidence
      note
      source {
        ...SourceFields
      }
      assertedBy {
        ...Named
      }
      ... on Membership {
        status
        member {
          ...Named
        }
        group {
          ...Named
        }
      }
      ... on Outside {
        reason
        practice {
          ...Named
        }
        pct {
          ...Named
        }
      }
      ... on Delegation {
        delegator {
          ...Named
        }
        recipient {
          ...Named
        }
        financialYear
        stage
        scope
        amountGbp
        shareOfBudget
      }
      ... on DelegationReport {
        pct {
          ...Named
        }
        financialYear
        position
        amountGbp
        shareOfBudget
      }
      ... on Budget {
        organisation {
          ...Named
        }
        financialYear
        budgetGbp: amountGbp
      }
      ... on Support {
        provider {
          ...Named
        }
        recipient {
          ...Named
        }
        services
        model
      }
      ... on Succession {
        predecessor {
          ...Named
        }
        successor {
          ...Named
        }
      }
    }
  `,
  [named, sourceFields],
);

/** The contradictions of a day, each with the facts that contradict each other. */
export const conflictsQuery = graphql(
  `
    query Conflicts($asOf: Date, $knownAt: DateTime, $within: String, $rules: [String!]) {
      dataset {
        ...DatasetFields
      }
      ...AreaNames
      conflictRules {
        name
        severity
        meaning
      }
      conflicts(asOf: $asOf, knownAt: $knownAt, within: $within, rules: $rules) {
        rule
        message
        subject {
          ...Named
          kind
          confidence
        }
        facts {
          ...ConflictFact
        }
      }
    }
  `,
  [datasetFields, areaNames, named, conflictFact],
);

export type ConflictsData = ResultOf<typeof conflictsQuery>;
export type ConflictRule = ConflictsData["conflictRules"][number];
export type Conflict = ConflictsData["conflicts"][number];
export type ConflictFact = Conflict["facts"][number];
