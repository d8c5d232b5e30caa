import { areaNames } from "../../graphql/area-names.ts";
import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";

const crosswalkEnds = graphql(`
  fragment CrosswalkEnds on CrosswalkRow {
    practices
    patients
    shareOfFrom
    shareOfTo
    from {
      __typename
      code
      id
      name
    }
    to {
      __typename
      code
      id
      name
    }
  }
`);

/** Whose practices went to which clinical commissioning group, and by way of which cluster where the picture has room for it. */
export const takeoverQuery = graphql(
  `
    query Takeover(
      $asOf: Date
      $knownAt: DateTime
      $atRevision: Int
      $from: Date!
      $to: Date!
      $within: String
      $hasClusters: Boolean!
      $where: PCTWhere!
    ) {
      dataset @_required {
        ...DatasetFields
      }
      ...AreaNames
      places: pcts(first: 1000, where: $where, orderBy: { field: NAME }, asOf: $from, knownAt: $knownAt, atRevision: $atRevision) @_required {
        nodes {
          code
          id
          name
          sha {
            code
            id
            name
          }
        }
      }
      pairs: crosswalk(
        from: PCT
        to: CONSORTIUM
        fromAsOf: $from
        toAsOf: $to
        within: $within
        knownAt: $knownAt
        atRevision: $atRevision
      ) @_required {
        ...CrosswalkEnds
      }
      toClusters: crosswalk(
        from: PCT
        to: CLUSTER
        fromAsOf: $from
        toAsOf: $from
        within: $within
        knownAt: $knownAt
        atRevision: $atRevision
      ) @include(if: $hasClusters) {
        ...CrosswalkEnds
      }
      fromClusters: crosswalk(
        from: CLUSTER
        to: CONSORTIUM
        fromAsOf: $from
        toAsOf: $to
        within: $within
        knownAt: $knownAt
        atRevision: $atRevision
      ) @include(if: $hasClusters) {
        ...CrosswalkEnds
      }
    }
  `,
  [areaNames, datasetFields, crosswalkEnds],
);

export type TakeoverData = ResultOf<typeof takeoverQuery>;
export type TakeoverRow = TakeoverData["pairs"][number];
