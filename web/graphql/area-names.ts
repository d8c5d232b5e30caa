import { graphql, type ResultOf } from "./graphql.ts";

/** The areas that an answer can be confined to, by name; spread it in the query of a view that offers them. */
export const areaNames = graphql(`
  fragment AreaNames on Query {
    shas(first: 1000, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision, orderBy: { field: NAME }) @_required {
      nodes {
        code
        id
        name
      }
    }
    clusters(first: 1000, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision, orderBy: { field: NAME }) @_required {
      nodes {
        code
        id
        name
      }
    }
    pcts(first: 1000, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision, orderBy: { field: NAME }) @_required {
      nodes {
        code
        id
        name
      }
    }
  }
`);

export type AreaNames = ResultOf<typeof areaNames>;
