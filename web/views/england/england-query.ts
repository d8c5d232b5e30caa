import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { sourceFields } from "../../parts/source-link.tsx";
import { summaryFields } from "../../parts/summary-figures.tsx";
import { questionCounts } from "./questions-query.ts";

/**
 * England on a day: PCTs with where they lie and how far they came; the practices and consortia that come under no PCT.
 * Hundreds rest on a few sources: those are said once.
 */
export const englandQuery = graphql(
  `
    query England($asOf: Date, $knownAt: DateTime, $atRevision: Int) {
      dataset @_required {
        ...DatasetFields
        sources {
          ...SourceFields
        }
      }
      delegationSummary(asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        ...SummaryFields
      }
      pcts(first: 1000, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        totalCount
        nodes {
          code
          id
          name
          confidence
          position
          delegatedShare
          source {
            code
          }
          report {
            confidence
            source {
              code
            }
          }
          sha {
            code
            id
            name
          }
          cluster {
            code
            id
            name
          }
        }
      }
      byPct: practiceCounts(groupBy: PCT, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        practices
        patients
        group {
          code
          id
        }
      }
      outsideByPct: practiceCounts(
        groupBy: PCT
        where: { standing: { eq: OUTSIDE } }
        asOf: $asOf
        knownAt: $knownAt
        atRevision: $atRevision
      ) @_required {
        practices
        group {
          code
          id
        }
      }
      withoutMembers: consortia(
        first: 1000
        where: { pcts: { none: {} }, practices: { none: {} } }
        asOf: $asOf
        knownAt: $knownAt
        atRevision: $atRevision
      ) @_required {
        nodes {
          code
          id
          name
          confidence
          isStatutory
          hasDelegatedBudget
          source {
            code
          }
        }
      }
      withoutPct: practiceCounts(
        groupBy: CONSORTIUM
        where: { pct: { exists: false } }
        asOf: $asOf
        knownAt: $knownAt
        atRevision: $atRevision
      ) @_required {
        practices
        patients
        group {
          __typename
          code
          id
          name
          confidence
          source {
            code
          }
          ... on Consortium {
            isStatutory
            hasDelegatedBudget
          }
        }
      }
    }
  `,
  [datasetFields, sourceFields, summaryFields],
);

export type EnglandData = ResultOf<typeof englandQuery>;
export type PctRow = EnglandData["pcts"]["nodes"][number];

/** The area that the address names: what it is, its own figures where PCTs lie in it, and its practices where they are large enough to see. */
export const zoomedAreaQuery = graphql(
  `
    query Area(
      $within: String!
      $asOf: Date
      $knownAt: DateTime
      $atRevision: Int
      $isOrganisation: Boolean!
      $hasFigures: Boolean!
      $hasPractices: Boolean!
      $where: PracticeWhere!
      $after: String
      $day: Date!
      $yearBefore: Date!
      $changesWithin: String
      $pctsIn: PCTWhere!
      $clustersIn: ClusterWhere!
      $practicesIn: PracticeWhere!
      $consortiaIn: ConsortiumWhere!
      $supportProvidersIn: SupportProviderWhere!
    ) {
      ...QuestionCounts @include(if: $hasFigures)
      organisation(code: $within, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @include(if: $isOrganisation) {
        __typename
        code
        id
        name
        opened
        closed
        ... on Consortium {
          isStatutory
          isPathfinder
          hasDelegatedBudget
        }
      }
      delegationSummary(within: $within, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @include(if: $hasFigures) {
        ...SummaryFields
      }
      practices(first: 1000, after: $after, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision, where: $where)
        @include(if: $hasPractices) {
        totalCount
        totalPatients
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          code
          id
          name
          confidence
          listSize
          postcode
          standing
          source {
            ...SourceFields
          }
          pct {
            code
            id
            name
          }
          consortium {
            code
            id
            name
            hasDelegatedBudget
            isStatutory
          }
        }
      }
    }
  `,
  [sourceFields, summaryFields, questionCounts],
);

export type ZoomedAreaData = ResultOf<typeof zoomedAreaQuery>;
export type PracticeRow = NonNullable<ZoomedAreaData["practices"]>["nodes"][number];
