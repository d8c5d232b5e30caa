import { expect, test } from "vitest";
import { buildSeed } from "../../src/demonstration/build-seed.ts";
import { referenceDate } from "../../src/demonstration/seed.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import { byCode, ofKind, patients, seen, standings } from "./seen.ts";

const seed = buildSeed({ factsOnly: false });
const organisations = byCode(seed);
const facts = seen(seed);

test("about 260 practices with 1.4 million patients are in no consortium, and 4.5 million are unclear", () => {
  const { outside, unclear, members } = standings(seed, facts);
  expect(outside).toHaveLength(260);
  expect(Math.abs(patients(outside) - 1_400_000)).toBeLessThan(1_000);
  expect(Math.abs(patients(unclear) - 4_500_000)).toBeLessThan(1_000);
  expect(outside.length + unclear.length + members.size).toBe(8_134);
});

test("three practices are in two consortia, and two are members and said to be outside", () => {
  const { members, said } = standings(seed, facts);
  expect([...members.values()].filter((groups) => groups.length > 1)).toHaveLength(3);
  expect([...said].filter((code) => members.has(code))).toHaveLength(2);
});

test("until 20 April 2011 the graph believed twelve members to be outside", () => {
  const before = standings(seed, seen(seed, referenceDate, "2011-04-10T00:00:00.000Z" as Instant));
  expect(before.outside).toHaveLength(272);
});

test("every practice is in one PCT on the reference date and when Solihull has changed hands", () => {
  for (const day of ["2011-04-01", "2011-04-15", "2013-03-31"] as IsoDate[]) {
    const groups = ofKind(seen(seed, day), "MEMBERSHIP").filter(
      ({ from, to }) => organisations.get(from)?.kind === "PRACTICE" && organisations.get(to)?.kind === "PCT",
    );
    expect(new Set(groups.map(({ from }) => from)).size).toBe(8_134);
    expect(groups).toHaveLength(8_134);
    expect(groups.some(({ to }) => to === "TAM")).toBe(day === "2011-04-01");
  }
});

test("each PCT has the practices and patients that the tables count", () => {
  const members = ofKind(seen(seed, "2012-04-01" as IsoDate), "MEMBERSHIP");
  for (const pct of seed.organisations.filter(
    ({ kind, statedPractices }) => kind === "PCT" && statedPractices,
  )) {
    const practices = members
      .filter(({ to }) => to === pct.code)
      .flatMap(({ from }) => organisations.get(from) ?? [])
      .filter(({ kind }) => kind === "PRACTICE");
    expect([pct.code, practices.length, patients(practices)]).toEqual([
      pct.code,
      pct.statedPractices,
      pct.statedPopulation,
    ]);
  }
});

test("Cambridgeshire's two consortia have ten and four practices, and its other 63 are unclear", () => {
  const { members, unclear } = standings(seed, facts);
  const inGroup = (group: string) =>
    [...members.values()].filter((groups) => groups.includes(group as Code)).length;
  expect(inGroup("hunts-health")).toBe(10);
  expect(inGroup("borderline-commissioning-consortium")).toBe(4);
  expect(unclear.filter(({ name }) => name.endsWith(", Cambridgeshire"))).toHaveLength(63);
});

test("a synthetic practice is in no real consortium but those of which an article says how many there are", () => {
  const groups = ofKind(seed.facts, "MEMBERSHIP").filter(
    ({ from, to }) =>
      organisations.get(from)?.kind === "PRACTICE" && organisations.get(to)?.kind === "CONSORTIUM",
  );
  const real = groups.map(({ to }) => to).filter((code) => !code.startsWith("synthetic-"));
  const cumbria = [1, 2, 3, 4, 5, 6].map((number) => `cumbria-locality-${number}`);
  expect(new Set(real)).toEqual(
    new Set(["hunts-health", "borderline-commissioning-consortium", ...cumbria, "trafford-consortium"]),
  );
  const inCumbria = ofKind(facts, "MEMBERSHIP").filter(
    ({ from, to }) => to === "5NE" && organisations.get(from)?.kind === "CONSORTIUM",
  );
  expect(inCumbria.map(({ from }) => from).sort()).toEqual(cumbria);
});

test("the ten or so consortia that straddle two PCTs stay in one cluster", () => {
  const pcts = new Map<Code, Code[]>();
  for (const { from, to } of ofKind(facts, "MEMBERSHIP")) {
    if (from.startsWith("synthetic-")) pcts.set(from, [...(pcts.get(from) ?? []), to]);
  }
  const straddling = [...pcts.values()].filter((groups) => groups.length > 1);
  expect(straddling).toHaveLength(10);
  for (const groups of straddling) {
    const clusters = ofKind(facts, "MEMBERSHIP").filter(
      ({ from, to }) => groups.includes(from) && to.endsWith("-cluster"),
    );
    expect(new Set(clusters.map(({ to }) => to)).size).toBe(1);
  }
});
