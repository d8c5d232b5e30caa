import { graphql, type ResultOf } from "../graphql/graphql.ts";
import { sourceFields } from "./source-link.tsx";

/** An organisation by its name. */
export const named = graphql(`
  fragment Named on Organisation {
    code
    id
    name
  }
`);

/** A fact with all that it says, and who says so; `statementOf` puts it into words. */
export const statedFact = graphql(
  `
    fragment StatedFact on Fact {
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
        name
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
        valueGbp
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

export type StatedFact = ResultOf<typeof statedFact>;
