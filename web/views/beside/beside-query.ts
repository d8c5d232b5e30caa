import { areaNames } from "../../graphql/area-names.ts";
import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { sourceFields } from "../../parts/source-link.tsx";
import { summaryFields } from "../../parts/summary-figures.tsx";

const sidePcts = graphql(
  `
    fragment SidePcts on PCTConnection {
      nodes {
        code
        id
        report {
          source {
            ...SourceFields
          }
        }
      }
    }
  `,
  [sourceFields],
);

/** Two areas, or one on two days: how far delegation had come in each. */
export const besideQuery = graphql(
  `
    query Beside(
      $asOf: Date
      $bAsOf: Date
      $knownAt: DateTime
      $atRevision: Int
      $aWithin: String
      $bWithin: String
      $aPcts: PCTWhere!
      $bPcts: PCTWhere!
      $aPractices: PracticeWhere!
      $bPractices: PracticeWhere!
    ) {
      dataset @_required {
        ...DatasetFields
      }
      ...AreaNames
      a: delegationSummary(within: $aWithin, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        ...SummaryFields
      }
      b: delegationSummary(within: $bWithin, asOf: $bAsOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        ...SummaryFields
      }
      aReports: pcts(first: 1000, where: $aPcts, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        ...SidePcts
      }
      aPractices: practices(first: 0, where: $aPractices, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        totalCount
      }
      bPractices: practices(first: 0, where: $bPractices, asOf: $bAsOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        totalCount
      }
      bReports: pcts(first: 1000, where: $bPcts, asOf: $bAsOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        ...SidePcts
      }
    }
  `,
  [areaNames, datasetFields, sidePcts, summaryFields],
);

export type BesideData = ResultOf<typeof besideQuery>;
