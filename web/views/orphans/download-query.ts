import { graphql, type ResultOf } from "../../graphql/graphql.ts";

/** Every practice of the list, some at a time, with all that the file says of it. */
export const downloadQuery = graphql(`
  query OrphansDownload(
    $asOf: Date
    $knownAt: DateTime
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
      within: $within
      standing: $standing
      where: $where
      orderBy: $orderBy
    ) {
      pageInfo {
        endCursor
        hasNextPage
      }
      nodes {
        code
        asOf
        name
        standing
        outsideReason
        orphanedSince
        listSize
        listSizeOn
        postcode
        pct {
          code
          asOf
          name
        }
        cluster {
          code
          asOf
          name
        }
        sha {
          code
          asOf
          name
        }
        suggestedConsortia {
          sharePct
          evidence
          consortium {
            code
            asOf
            name
          }
        }
        confidence
        source {
          code
        }
      }
    }
  }
`);

export type DownloadRow = ResultOf<typeof downloadQuery>["orphanedPractices"]["nodes"][number];
