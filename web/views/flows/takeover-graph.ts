import type { TakeoverRow } from "../../parts/takeover-rows.ts";
import { type FlowAddresses, type FlowGraph, flowBuilder } from "./flow-graph.ts";
import type { TakeoverPct } from "./takeover-query.ts";

/** Where nobody says: such ribbons are hatched. */
export const noGroup = "No CCG known, or closed";
const noCluster = "In no cluster";
const noPct = "Under no PCT";

/** Of England: from each SHA to what became of its PCTs. 151 PCTs and 211 CCGs would be no picture. */
export function englandTakeover(
  rows: readonly TakeoverRow[],
  places: readonly TakeoverPct[],
  { flowsOf }: Pick<FlowAddresses, "flowsOf">,
): FlowGraph {
  const flow = flowBuilder();
  const shas = new Map(places.map(({ code, sha }) => [code, sha]));
  const groups = groupsByPct(rows);
  const fates = ["where the PCT went to one CCG", "where the PCT went to several CCGs", noGroup];
  const links = rows.flatMap(({ from, to, practices }) => {
    if (from === null || practices === null) return [];
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

type End = { readonly code: string; readonly name: string } | null;

/** A pair by way of the cluster in which the PCT lay. */
interface Way {
  readonly from: End;
  readonly cluster: End;
  readonly to: End;
  readonly practices: number;
}

/** Of an area: from its PCTs through their clusters to the CCGs. */
export function areaTakeover(
  rows: readonly TakeoverRow[],
  places: readonly TakeoverPct[],
  { flowsOf, organisation }: FlowAddresses,
): FlowGraph {
  const flow = flowBuilder();
  const node = (end: End, column: number, none: string, isUnknown = false) =>
    flow.node({
      id: `${column} ${end?.code ?? ""}`,
      name: end?.name ?? none,
      column,
      href: end ? (column === 2 ? organisation(end.code) : flowsOf(end.code)) : undefined,
      isUnknown: isUnknown && end === null,
    });
  const ways = waysOf(rows, places);
  for (const { from, cluster, practices } of inOrder(ways)) {
    const source = node(from, 0, noPct);
    flow.link({ source, target: node(cluster, 1, noCluster), value: practices, kind: "KEPT" });
  }
  for (const { cluster, to, practices } of inOrder(ways, flow.graph().nodes)) {
    const source = node(cluster, 1, noCluster);
    const kind = to === null ? "UNKNOWN" : "KNOWN";
    flow.link({ source, target: node(to, 2, noGroup, true), value: practices, kind });
  }
  return flow.graph();
}

/** A row that nobody counted has no width: it is in the table alone. */
function waysOf(rows: readonly TakeoverRow[], places: readonly TakeoverPct[]): readonly Way[] {
  const clusters = new Map(places.map(({ code, cluster }) => [code, cluster]));
  return rows.flatMap(({ from, to, practices }) => {
    if (practices === null) return [];
    return [{ from, cluster: from ? (clusters.get(from.code) ?? null) : null, to, practices }];
  });
}

/** What is in no cluster, or goes to nobody, last; else in the order of bars that are there, so that ribbons cross as little as they can. */
function inOrder(ways: readonly Way[], bars: FlowGraph["nodes"] = []): readonly Way[] {
  const ranks = new Map(bars.map(({ id }, rank) => [id, rank]));
  const rankOf = ({ cluster }: Way) => ranks.get(`1 ${cluster?.code ?? ""}`) ?? bars.length;
  const isLast = ({ cluster, to }: Way) => Number((bars.length === 0 ? cluster : to) === null);
  return [...ways].sort(
    (a, b) =>
      isLast(a) - isLast(b) ||
      rankOf(a) - rankOf(b) ||
      (a.from?.name ?? "~").localeCompare(b.from?.name ?? "~") ||
      b.practices - a.practices,
  );
}

/** Who took over from each PCT; nobody who is known where the set is empty. */
export function groupsByPct(rows: readonly TakeoverRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const { from, to } of rows) {
    if (from === null) continue;
    const known = groups.get(from.code) ?? new Set();
    if (to) known.add(to.code);
    groups.set(from.code, known);
  }
  return groups;
}
