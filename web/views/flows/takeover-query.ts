import { areaNames } from "../../graphql/area-names.ts";
import { datasetFields } from "../../graphql/dataset-fields.ts";
import { graphql, type ResultOf } from "../../graphql/graphql.ts";
import {
  crosswalkFields,
  successionFields,
  type TakeoverRow,
  takeoverRows,
} from "../../parts/takeover-rows.ts";

/** Whose practices went to which clinical commissioning group, and who took over from each PCT as successions say. */
export const takeoverQuery = graphql(
  `
    query Takeover(
      $asOf: Date
      $knownAt: DateTime
      $atRevision: Int
      $from: Date!
      $to: Date!
      $within: String
      $where: PCTWhere!
    ) {
      dataset @_required {
        ...DatasetFields
      }
      ...AreaNames
      places: pcts(first: 1000, where: $where, orderBy: { field: NAME }, asOf: $from, knownAt: $knownAt, atRevision: $atRevision) @_required {
        nodes {
          __typename
          code
          id
          name
          kind
          confidence
          sha {
            code
            id
            name
          }
          cluster {
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
        ...CrosswalkFields
      }
      successions: changes(
        from: $from
        to: $to
        within: $within
        organisationKind: PCT
        kinds: [SUCCEEDED]
        first: 1000
        knownAt: $knownAt
        atRevision: $atRevision
      ) @_required {
        nodes {
          after {
            __typename
            ...SuccessionFields
          }
        }
      }
    }
  `,
  [areaNames, datasetFields, crosswalkFields, successionFields],
);

export type TakeoverData = ResultOf<typeof takeoverQuery>;
export type TakeoverPct = TakeoverData["places"]["nodes"][number];

/** All that is known of what became of an area's PCTs; of one of which nothing is known, that. */
export function takeoverRowsOf({ places, pairs, successions }: TakeoverData): readonly TakeoverRow[] {
  const facts = successions.nodes.flatMap(({ after }) => after);
  const said = facts.flatMap((fact) => (fact.__typename === "Succession" ? [fact] : []));
  const rows = takeoverRows(pairs, said);
  const covered = new Set(rows.map(({ from }) => from?.code));
  const unknown = places.nodes.filter(({ code }) => !covered.has(code));
  return [...rows, ...unknown.map((from) => ({ ...ofNobody, from }))];
}

const nothing = { practices: null, patients: null, shareOfFrom: null, shareOfTo: null } as const;
const ofNobody = { ...nothing, to: null, said: undefined } as const;
