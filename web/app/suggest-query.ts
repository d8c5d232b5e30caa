import { graphql, type ResultOf } from "../graphql/graphql.ts";
import { otherNameFields } from "../parts/other-name.ts";

/** The best hits for what is being typed. */
export const suggestQuery = graphql(
  `
    query SearchAsYouType($text: String!, $kinds: [OrganisationKind!], $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
      search(text: $text, kinds: $kinds, first: 8, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        otherName {
          ...OtherNameFields
        }
        organisation {
          asOf
          code
          id
          name
          kind
          confidence
        }
      }
    }
  `,
  [otherNameFields],
);

type Hit = ResultOf<typeof suggestQuery>["search"][number];
export type SuggestedOrganisation = Hit["organisation"] & Pick<Hit, "otherName">;
