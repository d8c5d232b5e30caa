import { graphql } from "../../graphql/graphql.ts";
import { crosswalkFields } from "../../parts/takeover-rows.ts";

/** From which PCTs a CCG has its practices, or to which CCGs those of a PCT went: on the day on which PCTs ended. */
export const tookOver = graphql(
  `
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
        ...CrosswalkFields
      }
    }
  `,
  [crosswalkFields],
);

export const tookOverQuery = graphql(
  `
    query TookOver($code: String!, $knownAt: DateTime, $atRevision: Int) {
      ...TookOver
    }
  `,
  [tookOver],
);
