import { graphql, type ResultOf } from "../../graphql/graphql.ts";

/** From which PCTs a CCG has its practices, or to which CCGs those of a PCT went: on the day on which PCTs ended. */
export const tookOver = graphql(`
  fragment TookOver on Query {
    tookOver: crosswalk(
      from: PCT
      to: CONSORTIUM
      fromAsOf: "2013-03-31"
      toAsOf: "2013-04-01"
      within: $code
      knownAt: $knownAt
      atRevision: $atRevision
    ) @_required {
      practices
      shareOfFrom
      shareOfTo
      from {
        __typename
        code
        id
        name
        kind
        confidence
      }
      to {
        __typename
        code
        id
        name
        kind
        confidence
      }
    }
  }
`);

export const tookOverQuery = graphql(
  `
    query TookOver($code: String!, $knownAt: DateTime, $atRevision: Int) {
      ...TookOver
    }
  `,
  [tookOver],
);

export type TookOverRow = ResultOf<typeof tookOver>["tookOver"][number];
