import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import { otherNameFields } from "../../parts/other-name.ts";
import { sourceFields } from "../../parts/source-link.tsx";

/** The organisations that fit a text, the best first. */
export const searchQuery = graphql(
  `
    query Search($text: String!, $kinds: [OrganisationKind!], $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
      dataset @_required {
        ...DatasetFields
      }
      search(text: $text, kinds: $kinds, first: 100, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
        score
        otherName {
          ...OtherNameFields
        }
        organisation {
          asOf
          code
          id
          name
          kind
          postcode
          opened
          closed
          confidence
          source {
            ...SourceFields
          }
        }
      }
    }
  `,
  [datasetFields, otherNameFields, sourceFields],
);

export type Hit = ResultOf<typeof searchQuery>["search"][number];

/** What would fit the text on another day. */
export const elsewhenQuery = graphql(`
  query SearchOnOtherDays($text: String!, $kinds: [OrganisationKind!], $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
    search(text: $text, kinds: $kinds, first: 3, anyDay: true, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) @_required {
      organisation {
        code
        id
        name
        opened
        closed
      }
    }
  }
`);
