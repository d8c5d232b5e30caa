import { expect, test } from "vitest";
import { buildSeed } from "../../src/demonstration/build-seed.ts";
import type { Code } from "../../src/model/code.ts";
import { addDays, type IsoDate } from "../../src/model/dates.ts";
import { byCode, ofKind, seen } from "./seen.ts";

const seed = buildSeed({ factsOnly: true });
const organisations = byCode(seed);

test("with the facts alone nothing is made up", () => {
  for (const { source } of [
    ...seed.organisations,
    ...seed.facts,
    ...seed.sources.map(({ code }) => ({ source: code })),
  ]) {
    expect(source).not.toBe("SYNTHETIC");
  }
  expect(seed.corrections).toEqual([]);
});

test("the tables are there in full", () => {
  const count = (kind: string) =>
    seed.organisations.filter((organisation) => organisation.kind === kind).length;
  expect(count("SHA")).toBe(10);
  expect(count("PCT")).toBe(152 + 3);
  expect(count("CLUSTER")).toBe(50 + 1);
  expect(count("CONSORTIUM")).toBe(43 + 211 + 37 + 10);
  expect(count("SUPPORT_PROVIDER")).toBe(69 + 1);
  expect(seed.pathfinderCounts).toHaveLength(15);
});

function groupsOf(day: string, member: string, kind: string): Code[] {
  return ofKind(seen(seed, day as IsoDate), "MEMBERSHIP")
    .filter(({ from, to }) => from === member && organisations.get(to)?.kind === kind)
    .map(({ to }) => to);
}

test("every PCT is in one cluster and one SHA from December 2010 to March 2013", () => {
  for (const day of ["2010-12-01", "2011-04-01", "2011-06-01", "2012-04-01", "2013-03-31"]) {
    for (const { code, opened, closed } of seed.organisations.filter(({ kind }) => kind === "PCT")) {
      if ((opened ?? "") > day || (closed ?? "") < day) continue;
      expect([day, code, groupsOf(day, code, "CLUSTER").length, groupsOf(day, code, "SHA").length]).toEqual([
        day,
        code,
        1,
        1,
      ]);
    }
  }
});

test("Bassetlaw and Milton Keynes are in clusters that answer to another SHA than theirs", () => {
  const crossing = seed.organisations.filter(({ kind, code }) => {
    const [cluster] = kind === "PCT" ? groupsOf("2012-01-01", code, "CLUSTER") : [];
    return cluster && groupsOf("2012-01-01", cluster, "SHA")[0] !== groupsOf("2012-01-01", code, "SHA")[0];
  });
  expect(crossing.map(({ code }) => code).sort()).toEqual(["5CQ", "5ET"]);
});

test("two clusters of London merged in April 2012", () => {
  expect(groupsOf("2012-03-31", "5C5", "CLUSTER")).toEqual(["east-london-and-the-city-cluster"]);
  expect(groupsOf("2012-04-01", "5C5", "CLUSTER")).toEqual(["north-east-london-and-the-city-cluster"]);
});

test("Solihull's care trust became a PCT on 15 April 2011", () => {
  const [succession] = ofKind(seed.facts, "SUCCESSION").filter(({ from }) => from === "TAM");
  expect(succession).toMatchObject({ to: "5QW", validFrom: "2011-04-15" });
  expect(organisations.get("TAM" as Code)?.closed).toBe("2011-04-14");
});

test.each([
  ["2013-04-01", 211],
  ["2015-04-01", 209],
  ["2017-04-01", 207],
  ["2018-04-01", 195],
  ["2019-04-01", 191],
  ["2020-04-01", 135],
  ["2021-04-01", 106],
])("on %s there are %i statutory groups", (day, count) => {
  const groups = seed.organisations.filter(
    ({ statutory, opened, closed }) => statutory && (opened ?? "") <= day && day <= (closed ?? "9"),
  );
  expect(groups).toHaveLength(count);
});

test("every PCT of March 2013 has successors, whose shares of its practices add up to all of them", () => {
  const last = seed.organisations.filter(({ kind, closed }) => kind === "PCT" && closed === "2013-03-31");
  expect(last).toHaveLength(151);
  const sizes = last.map(({ code }) => {
    const facts = ofKind(seed.facts, "SUCCESSION").filter(({ from }) => from === code);
    const sum = facts.reduce((total, { shareOfPredecessor }) => total + (shareOfPredecessor ?? 0), 0);
    expect(sum, code).toBeCloseTo(1, 3);
    for (const { confidence, validFrom, validTo } of facts)
      expect([confidence, validFrom, validTo]).toEqual(["DERIVED", "2013-04-01", null]);
    return facts.length;
  });
  expect(sizes.filter((size) => size === 1)).toHaveLength(105);
  expect(ofKind(seed.facts, "SUCCESSION").find(({ from }) => from === "5PP")).toMatchObject({
    ...{ to: "06H", practices: 77, patients: 648_787, shareOfPredecessor: 1, shareOfSuccessor: 0.7196 },
  });
});

test("every group that closed went on in one other, from the day after", () => {
  const closed = seed.organisations.filter(({ statutory, closed }) => statutory && closed !== null);
  expect(closed).toHaveLength(142);
  for (const { code, closed: day } of closed) {
    const facts = ofKind(seed.facts, "SUCCESSION").filter(({ from }) => from === code);
    expect(facts, code).toHaveLength(1);
    expect(addDays(day as IsoDate, 1)).toBe(facts[0]?.validFrom);
    expect(organisations.get(facts[0]?.to as Code)?.statutory).toBe(true);
  }
});

test("an article's facts are learned after its month, everything else at the start of the dataset", () => {
  const instants = new Map(seed.facts.map(({ source, recordedAt }) => [source, recordedAt.slice(0, 10)]));
  expect(instants.get("A2")).toBe("2010-09-01");
  expect(instants.get("A3")).toBe("2010-11-01");
  expect(instants.get("A4")).toBe("2011-06-01");
  expect(instants.get("MEM19")).toBe("2010-01-01");
});

test("consortia and support providers stand from the first that is known of them, and not for ever", () => {
  const unregistered = seed.organisations.filter(
    ({ kind }) => kind === "CONSORTIUM" || kind === "SUPPORT_PROVIDER",
  );
  expect(unregistered.filter(({ opened }) => opened === null)).toEqual([]);
  const opened = (code: string) => organisations.get(code as Code)?.opened;
  expect(opened("wyvern-health")).toBe("2010-12-01");
  expect(opened("solihull-consortium")).toBe("2011-09-01");
  expect(opened("aetna-provider")).toBe("2007-10-01");
  expect(organisations.get("pa-consulting" as Code)).toMatchObject({
    opened: "2010-01-01",
    note: "first day: that of the dataset, since no source gives one",
  });
  for (const fact of seed.facts) {
    for (const code of [fact.from, ...("to" in fact ? [fact.to] : [])]) {
      const life = organisations.get(code);
      if (fact.kind === "SUCCESSION" || fact.validFrom === null || life?.opened == null) continue;
      expect(fact.validFrom >= life.opened ? [] : [fact]).toEqual([]);
    }
  }
});
