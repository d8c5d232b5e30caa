import { expect, test } from "vitest";
import { type CrosswalkRow, type SuccessionFact, takeoverRows } from "../../web/parts/takeover-rows.ts";
import { areaTakeover, englandTakeover } from "../../web/views/flows/takeover-graph.ts";
import { type TakeoverData, type TakeoverPct, takeoverRowsOf } from "../../web/views/flows/takeover-query.ts";

const end = (code: string | null, kind: string) =>
  code === null ? null : { __typename: kind, code, asOf: "2013-03-31", name: code };

const row = (from: [string | null, string], to: [string | null, string], practices: number) =>
  ({
    ...{ practices, patients: null, shareOfFrom: null, shareOfTo: null },
    ...{ from: end(...from), to: end(...to) },
  }) as CrosswalkRow;

const succession = (from: string, to: string, practices: number | null) =>
  ({
    ...{ __typename: "Succession", factId: `${from} ${to}`, practices, patients: null },
    ...{ shareOfPredecessor: null, shareOfSuccessor: null },
    ...{ predecessor: end(from, "PCT"), successor: end(to, "Consortium") },
  }) as unknown as SuccessionFact;

const sha = { code: "Q33", asOf: "2013-03-31", name: "East Midlands" };
const place = (code: string, cluster: string | null = null) =>
  ({ __typename: "PCT", code, name: code, sha, cluster: end(cluster, "Cluster") }) as unknown as TakeoverPct;
const places = [place("A"), place("B", "K")];
const pairs = [
  row(["A", "PCT"], ["a", "Consortium"], 10),
  row(["B", "PCT"], ["a", "Consortium"], 3),
  row(["B", "PCT"], ["b", "Consortium"], 4),
  row(["B", "PCT"], [null, ""], 2),
];
const rows = takeoverRows(pairs, []);
const addresses = { flowsOf: (code: string) => `/f/${code}`, organisation: (code: string) => `/o/${code}` };

test("of England, practices are told by what became of their PCT, and what nobody knows apart", () => {
  const { links, nodes } = englandTakeover(rows, places, addresses);
  expect(links.map(({ value, kind }) => [value, kind])).toEqual([
    [10, "KNOWN"],
    [7, "KNOWN"],
    [2, "UNKNOWN"],
  ]);
  expect(nodes.filter(({ isUnknown }) => isUnknown)).toHaveLength(1);
});

test("of an area, practices go from PCT through cluster to CCG; those in no cluster have a bar of their own", () => {
  const { links, nodes } = areaTakeover(rows, places, addresses);
  expect(nodes.map(({ name, column }) => [name, column])).toEqual([
    ["B", 0],
    ["K", 1],
    ["A", 0],
    ["In no cluster", 1],
    ["b", 2],
    ["a", 2],
    ["No CCG known, or closed", 2],
  ]);
  const sumFrom = (column: string) =>
    links.filter(({ source }) => source.startsWith(column)).reduce((sum, { value }) => sum + value, 0);
  expect(sumFrom("0")).toBe(19);
  expect(sumFrom("1")).toBe(19);
  expect(links.find(({ kind }) => kind === "UNKNOWN")?.value).toBe(2);
});

test("where no practice of a PCT is in a CCG its successions say who took over; where nobody does, that is told", () => {
  const data = {
    places: { nodes: [...places, place("C", "K"), place("D", "K")] },
    pairs: [...pairs, row(["C", "PCT"], [null, ""], 7)],
    successions: {
      nodes: [
        { after: [succession("A", "z", 9), succession("C", "c", 6)] },
        { after: [succession("C", "d", null)] },
      ],
    },
  } as unknown as TakeoverData;
  const all = takeoverRowsOf(data);
  const of = (code: string) =>
    all
      .filter(({ from }) => from?.code === code)
      .map(({ to, practices, said }) => [to?.code, practices, said?.factId]);
  expect(of("A")).toEqual([["a", 10, undefined]]);
  expect(of("C")).toEqual([
    ["c", 6, "C c"],
    ["d", null, "C d"],
  ]);
  expect(of("D")).toEqual([[undefined, null, undefined]]);
  // What nobody counted is in the table alone.
  const { nodes } = areaTakeover(all, data.places.nodes, addresses);
  expect(nodes.map(({ name }) => name)).toContain("c");
  expect(nodes.map(({ name }) => name)).not.toContain("d");
});

test("a CCG none of whose practices is here has those went before from successions", () => {
  const said = [succession("A", "z", 9), succession("A", "a", 9)];
  const before = takeoverRows(pairs, said, "to").filter(({ to }) => to?.code === "z");
  expect(before.map(({ from, practices }) => [from?.code, practices])).toEqual([["A", 9]]);
  const counted = takeoverRows(pairs, said, "to").filter(({ to }) => to?.code === "a");
  expect(counted.map(({ practices }) => practices)).toEqual([10, 3]);
});
