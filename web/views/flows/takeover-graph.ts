import { type FlowGraph, flowBuilder } from "./flow-graph.ts";
import type { TakeoverData, TakeoverRow } from "./takeover-query.ts";

interface Addresses {
  /** Of the flows of an SHA, a cluster or a PCT. */
  readonly flowsOf: (code: string) => string;
  readonly organisation: (code: string) => string;
}

/** Where nobody says: such ribbons are hatched. */
export const noGroup = "No CCG known, or closed";
const noCluster = "In no cluster";
const noPct = "Under no PCT";

/** Of England: from each SHA to what became of its PCTs. 151 PCTs and 211 CCGs would be no picture. */
export function englandTakeover({ places, pairs }: TakeoverData, { flowsOf }: Addresses): FlowGraph {
  const flow = flowBuilder();
  const shas = new Map(places.nodes.map(({ code, sha }) => [code, sha]));
  const groups = groupsByPct(pairs);
  const fates = ["PCT went to one CCG", "PCT went to several CCGs", noGroup];
  const links = pairs.flatMap(({ from, to, practices }) => {
    if (from === null) return [];
    const fate = to === null ? 2 : (groups.get(from.code)?.size ?? 0) > 1 ? 1 : 0;
    return [{ sha: shas.get(from.code) ?? null, fate, practices }];
  });
  for (const fate of [0, 1, 2]) {
    const reached = links.filter((link) => link.fate === fate);
    const ordered = reached.sort((a, b) => (a.sha?.name ?? "~").localeCompare(b.sha?.name ?? "~"));
    for (const { sha, practices } of ordered) {
      const isUnknown = fate === 2;
      const source = flow.node({
        id: `sha ${sha?.code ?? ""}`,
        name: sha?.name ?? "In no SHA",
        column: 0,
        href: sha ? flowsOf(sha.code) : undefined,
      });
      const name = fates[fate] ?? "";
      const target = flow.node({ id: `fate ${fate}`, name, column: 1, href: undefined, isUnknown });
      flow.link({ source, target, value: practices, kind: isUnknown ? "UNKNOWN" : "KNOWN" });
    }
  }
  return flow.graph();
}

/** Of an area: from its PCTs through their clusters to the CCGs. */
export function areaTakeover(data: TakeoverData, { flowsOf, organisation }: Addresses): FlowGraph {
  const flow = flowBuilder();
  const node = (end: TakeoverRow["from"], column: number, none: string, isUnknown = false) =>
    flow.node({
      id: `${column} ${end?.code ?? ""}`,
      name: end?.name ?? none,
      column,
      href: end ? (column === 2 ? organisation(end.code) : flowsOf(end.code)) : undefined,
      isUnknown: isUnknown && end === null,
    });
  for (const { from, to, practices } of byName(data.toClusters ?? [])) {
    const source = node(from, 0, noPct);
    flow.link({ source, target: node(to, 1, noCluster), value: practices, kind: "KEPT" });
  }
  for (const { from, to, practices } of inOrderOf(flow.graph().nodes, data.fromClusters ?? [])) {
    const source = node(from, 1, noCluster);
    const kind = to === null ? "UNKNOWN" : "KNOWN";
    flow.link({ source, target: node(to, 2, noGroup, true), value: practices, kind });
  }
  return flow.graph();
}

const byName = (rows: readonly TakeoverRow[]): readonly TakeoverRow[] =>
  [...rows].sort(
    (a, b) =>
      Number(a.to === null) - Number(b.to === null) ||
      (a.from?.name ?? "~").localeCompare(b.from?.name ?? "~") ||
      b.practices - a.practices,
  );

/** Rows in the order of the bars from which they come, so that ribbons cross as little as they can. */
function inOrderOf(nodes: FlowGraph["nodes"], rows: readonly TakeoverRow[]): readonly TakeoverRow[] {
  const ranks = new Map(nodes.map(({ id }, rank) => [id, rank]));
  const rankOf = ({ from }: TakeoverRow) => ranks.get(`1 ${from?.code ?? ""}`) ?? nodes.length;
  return [...byName(rows)].sort(
    (a, b) => Number(a.to === null) - Number(b.to === null) || rankOf(a) - rankOf(b),
  );
}

/** To which CCGs each PCT's practices went. */
export function groupsByPct(pairs: readonly TakeoverRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { from, to } of pairs) {
    if (from === null) continue;
    const known = groups.get(from.code) ?? new Set();
    if (to) known.add(to.code);
    groups.set(from.code, known);
  }
  return groups;
}
