import { areaNames } from "../../graphql/area-names.ts";
import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf, type VariablesOf } from "../../graphql/graphql.ts";
import type { PagedQuery } from "../../graphql/use-pages.ts";
import { sourceFields } from "../../parts/source-link.tsx";

/** What the list says of a practice, and its download. */
export const orphanFields = graphql(
  `
    fragment OrphanFields on Practice {
      code
      id
      name
      postcode
      listSize
      listSizeOn
      standing
      outsideReason
      orphanedSince
      confidence
      source {
        ...SourceFields
      }
      pct {
        code
        id
        name
      }
      cluster {
        code
        id
        name
      }
      sha {
        code
        id
        name
      }
    }
  `,
  [sourceFields],
);

/** The practices without a consortium: the first of them, and how many there are beside those that have one. */
export const orphansQuery = graphql(
  `
    query Orphans(
      $asOf: Date
      $knownAt: DateTime
      $atRevision: Int
      $within: String
      $standing: [ConsortiumStanding!]
      $where: PracticeWhere
      $orderBy: [PracticeOrder!]
    ) {
      dataset @_required {
        ...DatasetFields
      }
      ...AreaNames
      orphanedPractices(
        first: 200
        asOf: $asOf
        knownAt: $knownAt
        atRevision: $atRevision
        within: $within
        standing: $standing
        where: $where
        orderBy: $orderBy
      ) @_required {
        totalCount
        totalPatients
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          ...OrphanFields
        }
      }
      covered: orphanedPractices(
        first: 1
        asOf: $asOf
        knownAt: $knownAt
        atRevision: $atRevision
        within: $within
        standing: [MEMBER]
      ) @_required {
        totalCount
        totalPatients
      }
      delegationSummary(asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision, within: $within) @_required {
        practicesOutside
        patientsOutside
        practicesUnclear
        patientsUnclear
        practicesNotCovered
        patientsNotCovered
      }
    }
  `,
  [datasetFields, areaNames, orphanFields],
);

const moreOrphansQuery = graphql(
  `
    query MoreOrphans(
      $asOf: Date
      $knownAt: DateTime
      $atRevision: Int
      $within: String
      $standing: [ConsortiumStanding!]
      $where: PracticeWhere
      $orderBy: [PracticeOrder!]
      $after: String
    ) {
      orphanedPractices(
        first: 1000
        after: $after
        asOf: $asOf
        knownAt: $knownAt
        atRevision: $atRevision
        within: $within
        standing: $standing
        where: $where
        orderBy: $orderBy
      ) @_required {
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          ...OrphanFields
        }
      }
    }
  `,
  [orphanFields],
);

export type OrphansData = ResultOf<typeof orphansQuery>;
export type OrphansQuestion = VariablesOf<typeof orphansQuery>;
export type OrphanRow = OrphansData["orphanedPractices"]["nodes"][number];

/** What follows the first practices, as the list is scrolled. */
export const moreOrphans: PagedQuery<ResultOf<typeof moreOrphansQuery>, OrphansQuestion, OrphanRow> = {
  document: moreOrphansQuery,
  pageOf: ({ orphanedPractices }) => orphanedPractices,
};
