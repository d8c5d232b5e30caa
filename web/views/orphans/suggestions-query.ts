import { graphql } from "../../graphql/graphql.ts";

/** Which consortia the practices around one are in. */
export const suggestionsQuery = graphql(`
  query Suggestions($code: String!, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
    organisation(code: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
      code
      id
      ... on Practice {
        suggestedConsortia {
          sharePct
          evidence
          consortium {
            code
            id
            name
            confidence
          }
        }
      }
    }
  }
`);
