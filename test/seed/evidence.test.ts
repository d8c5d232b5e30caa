import { expect, test } from "vitest";
import { buildSeed } from "../../src/demonstration/build-seed.ts";
import type { Code } from "../../src/model/code.ts";
import { contradictions } from "../../src/model/conflict.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import type { Fact } from "../../src/model/facts.ts";
import { publishedTotals } from "../../src/model/published-totals.ts";
import { byCode, ofKind, seen } from "./seen.ts";

/** The published layer says what its sources say, of the days that they say it of. */

const seed = buildSeed({ factsOnly: true });
const organisations = byCode(seed);
const facts = seed.facts;
const on = (day: string) => seen(seed, day as IsoDate);
const body = (code: string) => organisations.get(code as Code);

test("Cambridgeshire's delegations are a pilot of twelve months, of the year in which the article was", () => {
  const given = ofKind(facts, "DELEGATION").filter(({ from }) => from === "5PP");
  const [report, ...others] = ofKind(facts, "REPORT").filter(({ from }) => from === "5PP");
  expect(others).toEqual([]);
  expect(given).toHaveLength(2);
  for (const fact of [...given, report]) {
    expect(fact).toMatchObject({
      ...{ financialYear: "2010/11", validFrom: "2010-10-01", validTo: "2011-09-30" },
      note: expect.stringContaining("pilot"),
    });
  }
  expect(ofKind(facts, "BUDGET").find(({ from }) => from === "5PP")).toMatchObject({
    financialYear: "2010/11",
    amountGbp: 870_000_000,
  });
});

test("secondment is a preference of most, told in a note, and nobody's fact", () => {
  expect(ofKind(facts, "SUPPORT").filter(({ model }) => model === "SECONDMENT")).toEqual([]);
  const [framework] = ofKind(facts, "SUPPORT").filter(({ from }) => from === "mills-and-reeve");
  expect(framework?.note).toMatch(/most consortia prefer secondment/);
  expect([framework?.validFrom, framework?.validTo]).toEqual(["2010-10-01", "2010-10-31"]);
});

test("Trafford's statements are the local medical committee's", () => {
  const told = [...ofKind(facts, "REPORT"), ...ofKind(facts, "DELEGATION")].filter(
    ({ from }) => from === "5NR",
  );
  expect(told.map(({ kind }) => kind).sort()).toEqual(["DELEGATION", "REPORT"]);
  for (const { note } of told) expect(note).toMatch(/local medical committee says/);
});

test("what trusts said in August 2010 holds for that month, and contradicts nothing of March 2011", () => {
  const said = ofKind(facts, "REPORT").filter(({ source }) => source === "A2");
  expect(said).toHaveLength(7);
  for (const { validFrom, validTo } of said)
    expect([validFrom, validTo]).toEqual(["2010-08-01", "2010-08-31"]);
  const richmond = on("2011-04-01").filter(
    (fact) => fact.from === "5M6" || ("to" in fact && fact.to === "5M6"),
  );
  expect(richmond.some(({ from }) => from === "richmond-gps")).toBe(true);
  const finding = { subject: "5M6" as Code, facts: richmond as readonly unknown[] as readonly Fact[] };
  expect(contradictions("pathfinder-without-plans", finding)).toEqual([]);
});

test("a contract without a stated end is known for the month or the year that its source gives", () => {
  const days = new Map(
    ofKind(facts, "SUPPORT")
      .filter(({ model }) => model === "CONTRACT")
      .map(({ from, to, validFrom, validTo }) => [`${from} ${to}`, [validFrom, validTo]]),
  );
  expect(days.get("tribal-provider 5HG")).toEqual(["2008-01-01", "2008-12-31"]);
  expect(days.get("unitedhealth-uk great-west-commissioning-consortium")).toEqual([
    "2010-12-01",
    "2010-12-31",
  ]);
  expect(days.get("pricewaterhousecoopers-provider Q36")).toEqual(["2011-01-01", "2011-11-30"]);
  expect(days.get("humana-europe Q35")).toEqual(["2011-01-01", "2011-12-31"]);
  for (const [ends, [from]] of days) expect(from, ends).not.toBeNull();
  expect(on("2013-03-31").filter((fact) => fact.kind === "SUPPORT" && fact.model === "CONTRACT")).toEqual([]);
});

test("a planned support service without a later form is known for the month of its plan alone", () => {
  const last = (provider: string) =>
    ofKind(facts, "SUPPORT")
      .filter(({ from }) => from === provider)
      .map(({ validTo }) => validTo);
  expect(new Set(last("essex-css"))).toEqual(new Set(["2012-05-31"]));
  expect(new Set(last("arden-css"))).toEqual(new Set(["2013-03-31"]));
});

test("clusters are proposed until June 2011, for which they were planned, and that they worked then is derived", () => {
  const memberships = (day: string) =>
    ofKind(on(day), "MEMBERSHIP").filter(({ to }) => body(to)?.kind === "CLUSTER");
  expect(memberships("2011-05-31")).toHaveLength(151);
  for (const { status } of memberships("2011-05-31")) expect(status).toBe("PROPOSED");
  for (const { status, confidence, note } of memberships("2011-06-01")) {
    expect([status, confidence]).toEqual(["ESTABLISHED", "DERIVED"]);
    expect(note).toMatch(/planned to be operational by June 2011/);
  }
});

test("Cumbria's six consortia and Trafford's one are bodies without a name, as Dudley's are", () => {
  const counted = (pct: string, day: string) =>
    ofKind(on(day), "MEMBERSHIP").filter(({ from, to }) => to === pct && body(from)?.kind === "CONSORTIUM");
  expect(counted("5NE", "2010-08-15")).toHaveLength(6);
  expect(counted("5NR", "2010-08-15")).toHaveLength(1);
  expect(counted("5NE", "2010-07-31")).toEqual([]);
  const unnamed = [...counted("5NE", "2010-08-15"), ...counted("5NR", "2010-08-15")];
  for (const { from } of unnamed) expect(body(from)?.name).toMatch(/\(unnamed in the source\)$/);
  const given = ofKind(facts, "DELEGATION").filter(({ from }) => from === "5NE");
  expect(given).toHaveLength(6);
  for (const { amountGbp, validTo } of given) expect([amountGbp, validTo]).toEqual([null, "2011-03-31"]);
});

test("Hunts Health is the pathfinder in Huntingdon, and not a second body", () => {
  expect(body("huntingdon-consortium")).toBeUndefined();
  expect(body("hunts-health")).toMatchObject({
    ...{ statedPractices: 10, statedPopulation: 82_000, pathfinderFrom: "2010-12-01", pathfinderWave: 1 },
    ...{ opened: "2010-10-01", confidence: "DERIVED", note: expect.stringContaining("GPONLINE-1048280") },
  });
});

test("GP Healthcare MK is a pathfinder of the fifth wave, from when it can be one", () => {
  expect(body("gp-healthcare-mk")).toMatchObject({
    ...{ pathfinderWave: 5, pathfinderFrom: "2011-05-01", opened: "2011-05-01", confidence: "DERIVED" },
  });
});

test.each([
  ["5P3", "East and North Hertfordshire PCT", "2006-10-01"],
  ["5P4", "West Hertfordshire PCT", "2006-10-01"],
  ["5CC", "Blackburn with Darwen PCT", "2000-10-01"],
])("%s is known by name: %s", (code, name, opened) => {
  expect(body(code)).toMatchObject({ name, opened, closed: "2010-03-31" });
});

test("no fact of the published layer has an unknown start, so that none holds for ever before", () => {
  expect(facts.filter(({ validFrom }) => validFrom === null)).toEqual([]);
});

test("each group of April 2013 has what it was allowed for running itself, and the patients that it was for", () => {
  const groups = seed.organisations.filter(({ opened, statutory }) => statutory && opened === "2013-04-01");
  expect(groups).toHaveLength(211);
  const sum = groups.reduce(
    (total, { runningCostAllowanceGbp }) => total + (runningCostAllowanceGbp ?? 0),
    0,
  );
  expect(sum).toBe(1_345_200_000);
  expect(body("00C")).toMatchObject({ runningCostAllowanceGbp: 2_610_000, statedPopulation: 106_079 });
  expect(body("00C")?.note).toContain("104587 patients as adjusted (KIXI-RCA12)");
  const later = seed.organisations.filter(({ opened, statutory }) => statutory && opened !== "2013-04-01");
  for (const { runningCostAllowanceGbp } of later) expect(runningCostAllowanceGbp ?? null).toBeNull();
});

test("each of them says which area team of NHS England it was in, and where two sources differ", () => {
  expect(body("00C")?.note).toContain("Q45 Durham, Darlington and Tees, North of England (Y54) (ONS13-AT)");
  expect(body("00C")?.note).not.toContain("in the list sizes");
  expect(body("99M")?.note).toMatch(/Q70 Wessex.*Q68 Surrey and Sussex.* in the list sizes \(LIST13\)/);
  const told = seed.organisations.filter(({ note }) => note?.includes("area team of NHS England"));
  expect(told).toHaveLength(211);
});

test("the patients of a PCT and of an SHA are of a day, and those of all its cost centres are told", () => {
  const counted = seed.organisations.filter(
    ({ kind, statedPopulation }) => kind === "PCT" && statedPopulation,
  );
  expect(counted).toHaveLength(151);
  for (const { statedPopulationOn } of counted) expect(statedPopulationOn).toBe("2013-04-01");
  expect(body("5A4")?.note).toContain("257334 registered with all its cost centres (LIST13)");
  expect(body("Q35")?.statedPopulationOn).toBe("2013-04-01");
  expect(body("wyvern-health")?.statedPopulationOn ?? null).toBeNull();
});

test("clusters that were general knowledge alone have a source of 2012, and all say how far it bears them out", () => {
  const clusters = seed.organisations.filter(
    ({ kind, opened }) => kind === "CLUSTER" && opened === "2010-12-01",
  );
  for (const { source, note, code } of clusters) {
    expect(source, code).not.toBe("GENERAL");
    expect(note, code).toMatch(/in 2012 printed as .* by \d+ of \d+ practices/);
  }
  expect(body("humber-cluster")).toMatchObject({ source: "KIXI-RCA12", confidence: "DERIVED" });
  const heart = ofKind(facts, "MEMBERSHIP").find(({ from, to }) => from === "5MX" && to.endsWith("-cluster"));
  expect(heart?.note).toContain("27 of its 73 practices");
});

test("what is not known is null, and never 0", () => {
  const numbers = [...seed.organisations, ...facts, ...seed.pathfinderCounts].flatMap((said) =>
    Object.entries(said).filter(([, value]) => value === 0),
  );
  expect(numbers).toEqual([]);
});

test("every published figure is of a source of the graph", () => {
  const listed = new Set(seed.sources.map(({ code }) => code));
  expect(publishedTotals.filter(({ source }) => !listed.has(source))).toEqual([]);
  const a1 = publishedTotals.filter(({ source }) => source === "A1").map(({ value }) => value);
  expect(a1).toEqual([114, 30, 48, 36, 7_600_000_000, 260, 1_400_000, 4_500_000]);
  const a2 = publishedTotals.filter(({ source }) => source === "A2").map(({ value }) => value);
  expect(a2).toEqual([29, 23]);
  const upTo = seed.pathfinderCounts.filter(({ sha }) => sha === null);
  expect(upTo.map(({ pathfinders, runningTotal }) => runningTotal ?? pathfinders)).toEqual([
    52, 141, 177, 220, 257,
  ]);
});
