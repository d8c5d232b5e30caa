import { expect, test } from "vitest";
import { areaTakeover, englandTakeover } from "../../web/views/flows/takeover-graph.ts";
import type { TakeoverData, TakeoverRow } from "../../web/views/flows/takeover-query.ts";

const end = (code: string | null, kind: string) =>
  code === null ? null : { __typename: kind, code, asOf: "2013-03-31", name: code };

const row = (from: [string | null, string], to: [string | null, string], practices: number) =>
  ({
    ...{ practices, patients: null, shareOfFrom: null, shareOfTo: null },
    ...{ from: end(...from), to: end(...to) },
  }) as TakeoverRow;

const sha = { code: "Q33", asOf: "2013-03-31", name: "East Midlands" };
const data = {
  places: {
    nodes: [
      { code: "A", sha },
      { code: "B", sha },
    ],
  },
  pairs: [
    row(["A", "PCT"], ["a", "Consortium"], 10),
    row(["B", "PCT"], ["a", "Consortium"], 3),
    row(["B", "PCT"], ["b", "Consortium"], 4),
    row(["B", "PCT"], [null, ""], 2),
  ],
  toClusters: [row(["B", "PCT"], ["K", "Cluster"], 9), row(["A", "PCT"], [null, ""], 10)],
  fromClusters: [
    row(["K", "Cluster"], ["a", "Consortium"], 3),
    row(["K", "Cluster"], ["b", "Consortium"], 4),
    row(["K", "Cluster"], [null, ""], 2),
    row([null, ""], ["a", "Consortium"], 10),
  ],
} as unknown as TakeoverData;
const addresses = { flowsOf: (code: string) => `/f/${code}`, organisation: (code: string) => `/o/${code}` };

test("of England, practices are told by what became of their PCT, and what nobody knows apart", () => {
  const { links, nodes } = englandTakeover(data, addresses);
  expect(links.map(({ value, kind }) => [value, kind])).toEqual([
    [10, "KNOWN"],
    [7, "KNOWN"],
    [2, "UNKNOWN"],
  ]);
  expect(nodes.filter(({ isUnknown }) => isUnknown)).toHaveLength(1);
});

test("of an area, practices go from PCT through cluster to CCG; those in no cluster have a bar of their own", () => {
  const { links, nodes } = areaTakeover(data, addresses);
  expect(nodes.map(({ name, column }) => [name, column])).toEqual([
    ["B", 0],
    ["K", 1],
    ["A", 0],
    ["In no cluster", 1],
    ["b", 2],
    ["a", 2],
    ["No CCG known, or closed", 2],
  ]);
  expect(
    links.filter(({ source }) => source.startsWith("0")).reduce((sum, { value }) => sum + value, 0),
  ).toBe(19);
  expect(
    links.filter(({ source }) => source.startsWith("1")).reduce((sum, { value }) => sum + value, 0),
  ).toBe(19);
  expect(links.find(({ kind }) => kind === "UNKNOWN")?.value).toBe(2);
});
