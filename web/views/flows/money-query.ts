import { areaNames } from "../../graphql/area-names.ts";
import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { sourceFields } from "../../parts/source-link.tsx";

/** The money of an area's PCTs on a day: their budgets of the year, and what they handed to whom. */
export const moneyQuery = graphql(
  `
    query Money($asOf: Date, $knownAt: DateTime, $atRevision: Int, $where: PCTWhere!) {
      dataset @_required {
        ...DatasetFields
      }
      ...AreaNames
      money: pcts(first: 1000, where: $where, orderBy: { field: NAME }, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        nodes {
          code
          id
          name
          confidence
          position
          budget {
            amountGbp
            source {
              ...SourceFields
            }
          }
          report {
            financialYear
            amountGbp
            confidence
            source {
              ...SourceFields
            }
          }
          sha {
            code
            id
            name
            minimumDelegatedShare
          }
          delegations {
            factId
            financialYear
            stage
            scope
            amountGbp
            confidence
            source {
              ...SourceFields
            }
            recipient {
              __typename
              code
              id
              name
              confidence
            }
          }
        }
      }
    }
  `,
  [areaNames, datasetFields, sourceFields],
);

export type MoneyData = ResultOf<typeof moneyQuery>;
export type MoneyPct = MoneyData["money"]["nodes"][number];
export type Delegation = MoneyPct["delegations"][number];
