import { graphql } from "../graphql/graphql.ts";

/** An organisation at one end of a fact, as a link to it needs it. */
export const endFields = graphql(`
  fragment EndFields on Organisation {
    __typename
    code
    id
    name
    kind
    confidence
  }
`);
