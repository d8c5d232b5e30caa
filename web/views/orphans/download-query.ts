import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import type { PagedQuery } from "../../graphql/use-pages.ts";
import { type OrphansQuestion, orphanFields } from "./orphans-query.ts";

const downloadQuery = graphql(
  `
    query OrphansDownload(
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
        first: 500
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
          suggestedConsortia {
            sharePct
            evidence
            consortium {
              code
              id
              name
            }
          }
        }
      }
    }
  `,
  [orphanFields],
);

type DownloadData = ResultOf<typeof downloadQuery>;
export type DownloadRow = DownloadData["orphanedPractices"]["nodes"][number];

/** Every practice of the list, some at a time, with the suggestions that the file has too. */
export const orphansDownload: PagedQuery<DownloadData, OrphansQuestion, DownloadRow> = {
  document: downloadQuery,
  pageOf: ({ orphanedPractices }) => orphanedPractices,
};
