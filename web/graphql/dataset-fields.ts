import { graphql } from "./graphql.ts";

/** What the page around every view shows; each view's query spreads it, so that one request brings both. */
export const datasetFields = graphql(`
  fragment DatasetFields on Dataset {
    revision
    graphId
    knownAt
    synthetic
    referenceDate
    from
    to
  }
`);

export const datasetQuery = graphql(
  `
    query Dataset {
      dataset @_required {
        ...DatasetFields
      }
    }
  `,
  [datasetFields],
);
