import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { sourceFields } from "../../parts/source-link.tsx";

/** England on a day: PCTs with where they lie and how far they came; the practices and consortia that come under no PCT. */
export const englandQuery = graphql(
  `
    query England($asOf: Date, $knownAt: DateTime) {
      dataset @_required {
        ...DatasetFields
      }
      delegationSummary(asOf: $asOf, knownAt: $knownAt) @_required {
        pcts
        reporting
        delegatedOrReady
        developing
        noClearPlans
        notReported
        delegatedGbp
        practicesOutside
        patientsOutside
        practicesUnclear
        patientsUnclear
      }
      pcts(first: 1000, asOf: $asOf, knownAt: $knownAt) @_required {
        totalCount
        nodes {
          code
          asOf
          name
          confidence
          position
          delegatedShare
          source {
            ...SourceFields
          }
          report {
            confidence
            source {
              ...SourceFields
            }
          }
          sha {
            code
            asOf
            name
          }
          cluster {
            code
            asOf
            name
          }
        }
      }
      byPct: practiceCounts(groupBy: PCT, asOf: $asOf, knownAt: $knownAt) @_required {
        practices
        patients
        group {
          code
          asOf
        }
      }
      withoutMembers: consortia(
        first: 1000
        where: { pcts: { none: {} }, practices: { none: {} } }
        asOf: $asOf
        knownAt: $knownAt
      ) @_required {
        nodes {
          code
          asOf
          name
          confidence
          isStatutory
          hasDelegatedBudget
          source {
            ...SourceFields
          }
        }
      }
      withoutPct: practiceCounts(
        groupBy: CONSORTIUM
        where: { pct: { exists: false } }
        asOf: $asOf
        knownAt: $knownAt
      ) @_required {
        practices
        patients
        group {
          __typename
          code
          asOf
          name
          confidence
          source {
            ...SourceFields
          }
          ... on Consortium {
            isStatutory
            hasDelegatedBudget
          }
        }
      }
    }
  `,
  [datasetFields, sourceFields],
);

export type EnglandData = ResultOf<typeof englandQuery>;
export type PctRow = EnglandData["pcts"]["nodes"][number];

/** The practices of an area, with what they belong to. */
export const practicesQuery = graphql(
  `
    query PracticesOfArea($asOf: Date, $knownAt: DateTime, $where: PracticeWhere!, $after: String) {
      practices(first: 1000, after: $after, asOf: $asOf, knownAt: $knownAt, where: $where) @_required {
        totalCount
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          code
          asOf
          name
          confidence
          listSize
          standing
          source {
            ...SourceFields
          }
          pct {
            code
            asOf
            name
          }
          consortium {
            code
            asOf
            name
            hasDelegatedBudget
            isStatutory
          }
        }
      }
    }
  `,
  [sourceFields],
);

export type PracticeRow = ResultOf<typeof practicesQuery>["practices"]["nodes"][number];
