import type { FactRow, LiveFactsParams, StandingFactRow } from "../graph/statements/fact.ts";
import type { Work } from "../graph/work.ts";
import type { Code } from "../model/code.ts";
import { type FactKind, factKinds } from "../model/facts.ts";
import type { Edge, Snapshot } from "./snapshot.ts";
import { isBelieved, isLive, isSaid, type View } from "./view.ts";

/** Facts of organisations, out of a snapshot. */

/** What `factsMade` and `factsReceived` answer. */
export const liveFactsAt =
  (end: "out" | "in") =>
  (view: View, { parents, kinds }: LiveFactsParams): FactRow[] =>
    edgesOf(view.snapshot, parents, end, kinds)
      .filter(({ edge }) => isLive(view, edge.extent))
      .map(({ parent, edge: { fact } }) => ({ parent, fact }));

/** What `historyOf` answers: an organisation may have thousands, so that each is a step. */
export function* historyIn(view: View, { parents }: { readonly parents: readonly Code[] }): Work<FactRow[]> {
  const rows: FactRow[] = [];
  for (const parent of parents) {
    for (const end of ["out", "in"] as const) {
      for (const { edge } of edgesOf(view.snapshot, [parent], end, factKinds))
        if (isSaid(view, edge.extent)) rows.push({ parent, fact: edge.fact });
      yield;
    }
  }
  return rows;
}

/** What `standingFacts` answers. */
export function standingFactsOf(
  view: View,
  { parents }: { readonly parents: readonly Code[] },
): StandingFactRow[] {
  const bearsOnIt = ({ fact, extent, from, to }: Edge) => {
    const said = fact.kind === "OUTSIDE" || to?.kind === "CONSORTIUM";
    return from.kind === "PRACTICE" && said && extent.validFrom <= view.day && isBelieved(view, extent);
  };
  return edgesOf(view.snapshot, parents, "out", ["MEMBERSHIP", "OUTSIDE"])
    .filter(({ edge }) => bearsOnIt(edge))
    .map(({ parent, edge: { fact } }) => ({ parent, fact: fact as StandingFactRow["fact"] }));
}

/** All facts of some kinds at one end of each parent. */
function edgesOf(
  { nodes }: Snapshot,
  parents: readonly Code[],
  end: "out" | "in",
  kinds: readonly FactKind[],
): { readonly parent: Code; readonly edge: Edge }[] {
  return parents.flatMap((parent) => {
    const edges = kinds.flatMap((kind) => nodes.get(parent)?.[end][kind] ?? []);
    return edges.map((edge) => ({ parent, edge }));
  });
}
