import { graphql, type ResultOf } from "../graphql/graphql.ts";

/** The best hits for what is being typed. */
export const suggestQuery = graphql(`
  query SearchAsYouType($text: String!, $kinds: [OrganisationKind!], $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
    search(text: $text, kinds: $kinds, first: 8, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
      organisation {
        code
        id
        name
        kind
        confidence
      }
    }
  }
`);

export type SuggestedOrganisation = ResultOf<typeof suggestQuery>["search"][number]["organisation"];
