import { graphql, type ResultOf } from "../graphql/graphql.ts";
import { endFields } from "./organisation-end.ts";
import { sourceFields } from "./source-link.tsx";

/** Whose practices were whose on a second day; spread it in a crosswalk. */
export const crosswalkFields = graphql(
  `
    fragment CrosswalkFields on CrosswalkRow {
      practices
      patients
      shareOfFrom
      shareOfTo
      from {
        ...EndFields
      }
      to {
        ...EndFields
      }
    }
  `,
  [endFields],
);

/** Who took over from whom as a source says it; spread it in a fact. */
export const successionFields = graphql(
  `
    fragment SuccessionFields on Succession {
      factId
      validFrom
      knownTo
      confidence
      practices
      patients
      shareOfPredecessor
      shareOfSuccessor
      source {
        ...SourceFields
      }
      predecessor {
        ...EndFields
      }
      successor {
        ...EndFields
      }
    }
  `,
  [endFields, sourceFields],
);

export type CrosswalkRow = ResultOf<typeof crosswalkFields>;
export type SuccessionFact = ResultOf<typeof successionFields>;
export type TakeoverEnd = NonNullable<CrosswalkRow["from"]>;

/** From whom to whom, and how many practices: as the practices of this graph went, or as a succession says. */
export interface TakeoverRow {
  readonly from: TakeoverEnd | null;
  readonly to: TakeoverEnd | null;
  /** Null where nobody says how many. */
  readonly practices: number | null;
  readonly patients: number | null;
  readonly shareOfFrom: number | null;
  readonly shareOfTo: number | null;
  /** The fact that says so, where it is not the practices of this graph. */
  readonly said: SuccessionFact | undefined;
}

/** Where none of a body's practices tells who took over, or whose it has, successions do. */
export function takeoverRows(
  pairs: readonly CrosswalkRow[],
  successions: readonly SuccessionFact[],
  side: "from" | "to" = "from",
): readonly TakeoverRow[] {
  const other = side === "from" ? "to" : "from";
  const covered = new Set(pairs.flatMap((row) => (row[other] && row[side] ? [row[side].code] : [])));
  const said = eachPair(successions)
    .map(rowOf)
    .filter((row) => !covered.has(row[side]?.code ?? ""));
  const bySuccession = new Set(said.map((row) => row[side]?.code));
  const counted = pairs.filter((row) => row[side] === null || !bySuccession.has(row[side].code));
  return [...counted.map((row) => ({ ...row, said: undefined })), ...said];
}

/** What several sources say of the same two is one takeover: of them the first that gives numbers. */
function eachPair(successions: readonly SuccessionFact[]): readonly SuccessionFact[] {
  const pairs = new Map<string, SuccessionFact>();
  for (const fact of successions) {
    const pair = `${fact.predecessor.code} ${fact.successor.code}`;
    const first = pairs.get(pair);
    if (!first || (first.practices === null && fact.practices !== null)) pairs.set(pair, fact);
  }
  return [...pairs.values()];
}

function rowOf(said: SuccessionFact): TakeoverRow {
  const { predecessor, successor, practices, patients, shareOfPredecessor, shareOfSuccessor } = said;
  return {
    ...{ from: predecessor, to: successor, practices, patients, said },
    ...{ shareOfFrom: shareOfPredecessor, shareOfTo: shareOfSuccessor },
  };
}
