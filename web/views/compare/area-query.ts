import { graphql, type ResultOf } from "../../graphql/graphql.ts";

const areaHit = graphql(`
  fragment AreaHit on SearchHit {
    organisation {
      code
      id
      name
      kind
      confidence
    }
  }
`);

/** What an area's name, as it is typed, fits on either day: on the later one a PCT may be gone, on the earlier one a group unknown. */
export const areaSearchQuery = graphql(
  `
    query Areas($text: String!, $from: Date!, $to: Date!, $knownAt: DateTime, $atRevision: Int, $kinds: [OrganisationKind!]) {
      earlier: search(text: $text, first: 8, asOf: $from, knownAt: $knownAt, atRevision: $atRevision, kinds: $kinds) @_required {
        ...AreaHit
      }
      later: search(text: $text, first: 8, asOf: $to, knownAt: $knownAt, atRevision: $atRevision, kinds: $kinds) @_required {
        ...AreaHit
      }
    }
  `,
  [areaHit],
);

export type AreaHit = ResultOf<typeof areaHit>["organisation"];

/** Those that fit on either day, each once. */
export function hitsOf({ earlier, later }: ResultOf<typeof areaSearchQuery>): readonly AreaHit[] {
  const hits = [...earlier, ...later].map(({ organisation }) => organisation);
  return [...new Map(hits.map((hit) => [hit.code, hit])).values()];
}
