import { expect, test } from "vitest";
import type { Link, LinkKind } from "../../web/views/organisation/neighbourhood/links.ts";
import { layOutNeighbours } from "../../web/views/organisation/neighbourhood/neighbour-layout.ts";
import { readNeighbourhoodChoice } from "../../web/views/organisation/neighbourhood/neighbourhood-choice.ts";
import { neighboursOf } from "../../web/views/organisation/neighbourhood/neighbours.ts";
import type { End } from "../../web/views/organisation/organisation-query.ts";

const end = (kind: End["kind"], code: string) => ({ kind, code, name: code, confidence: "REPORTED" }) as End;
const [sha, pct, group] = [end("SHA", "Q1"), end("PCT", "P1"), end("CONSORTIUM", "c1")];
const helper = end("SUPPORT_PROVIDER", "s1");
const practices = ["a", "b", "c", "d"].map((code) => end("PRACTICE", code));
const link = (from: End, to: End, kind: LinkKind = "MEMBERSHIP") =>
  ({ factId: `${from.code} ${to.code} ${kind}`, kind, from, to }) as Link;

const links = [
  link(pct, sha),
  link(pct, group, "DELEGATION"),
  link(helper, pct, "SUPPORT"),
  ...practices.map((practice) => link(practice, pct)),
  ...practices.slice(0, 2).map((practice) => link(practice, group)),
];

test("practices that are joined alike are one bundle, whose name in the address says to whom", () => {
  const { neighbours, lines } = neighboursOf(links, pct, new Set());
  expect(neighbours.map(({ id, members }) => [id, members.length])).toEqual([
    ["P1", 1],
    ["Q1", 1],
    ["c1", 1],
    ["s1", 1],
    ["practice:P1+c1", 2],
    ["practice:P1", 2],
  ]);
  expect(lines.map(({ key, links }) => [key, links.length])).toContainEqual(["practice:P1 P1 MEMBERSHIP", 2]);
  expect(lines.flatMap(({ links }) => links)).toHaveLength(links.length);
});

test("a practice that is known to be outside, or that was opened, is bundled with no other", () => {
  const outside = [...links, link(practices[2] as End, pct, "OUTSIDE")];
  const ids = (apart: string[]) => neighboursOf(outside, pct, new Set(apart)).neighbours.map(({ id }) => id);
  expect(ids([]).slice(-3)).toEqual(["practice:P1+c1", "c", "d"]);
  expect(ids(["a"]).slice(-4)).toEqual(["a", "b", "c", "d"]);
});

test("each kind has its column, no box covers another, and lines go from left to right", () => {
  const graph = neighboursOf(links, pct, new Set());
  const { boxes, columns, lines } = layOutNeighbours(graph, new Set(["practice:P1"]), 1_000);
  expect(columns.map(({ kind }) => kind)).toEqual([
    "SHA",
    "PCT",
    "CONSORTIUM",
    "PRACTICE",
    "SUPPORT_PROVIDER",
  ]);
  for (const { neighbour, x } of boxes)
    expect(x).toBe(columns.find(({ kind }) => kind === neighbour.kind)?.x);
  const bundles = boxes.filter(({ neighbour }) => neighbour.kind === "PRACTICE").sort((a, b) => a.y - b.y);
  expect((bundles[0]?.y ?? 0) + (bundles[0]?.height ?? 0)).toBeLessThanOrEqual(bundles[1]?.y ?? 0);
  expect(lines.map(({ path }) => path).join()).not.toContain("NaN");
  expect(lines.find(({ line }) => line.kind === "SUPPORT")?.isBackward).toBe(true);
  // It passes the two columns between: a curve and a level stretch each, and a curve to its end.
  expect(lines.find(({ line }) => line.kind === "SUPPORT")?.path.match(/C/g)).toHaveLength(3);
});

test("an address that is turned round twice is as it was", () => {
  const { toggled, open, kinds } = readNeighbourhoodChoice(
    "/organisations/5PP",
    "open=a&without=SUPPORT&asOf=2011-04-01",
  );
  expect([...open]).toEqual(["a"]);
  expect(kinds.has("SUPPORT")).toBe(false);
  expect(toggled("open", "a")).toBe("/organisations/5PP?without=SUPPORT&asOf=2011-04-01");
  expect(toggled("open", "b")).toBe("/organisations/5PP?open=a&without=SUPPORT&asOf=2011-04-01&open=b");
});
