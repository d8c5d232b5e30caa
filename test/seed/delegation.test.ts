import { expect, test } from "vitest";
import { buildSeed } from "../../src/demonstration/build-seed.ts";
import type { Code } from "../../src/model/code.ts";
import type { FinancialYear, IsoDate } from "../../src/model/dates.ts";
import type { NewFact } from "../../src/model/facts.ts";
import { byCode, ofKind, seen } from "./seen.ts";

const seed = buildSeed({ factsOnly: false });
const organisations = byCode(seed);
const facts = seen(seed);
const pcts = seed.organisations.filter(
  ({ kind, opened, closed }) =>
    kind === "PCT" && (opened ?? "") <= "2011-04-01" && (closed ?? "9999") >= "2011-04-01",
);

function latestReport(pct: Code, among: readonly NewFact[] = facts) {
  return ofKind(among, "REPORT")
    .filter(({ from }) => from === pct)
    .sort((a, b) => ((a.validFrom ?? "") < (b.validFrom ?? "") ? 1 : -1))[0];
}

/** The sum of the delegations that are ready or in force where each has an amount, else what was reported. */
function delegated(pct: Code, year: string, among: readonly NewFact[] = facts): number | null {
  const given = ofKind(among, "DELEGATION").filter(
    ({ from, financialYear, stage }) => from === pct && financialYear === year && stage !== "PLANNED",
  );
  const amounts = given.flatMap(({ amountGbp }) => amountGbp ?? []);
  if (given.length > 0 && amounts.length === given.length) return amounts.reduce((sum, gbp) => sum + gbp, 0);
  const report = latestReport(pct, among);
  return report?.financialYear === year ? report.amountGbp : null;
}

function budget(pct: Code, year: string, among: readonly NewFact[] = facts): number | undefined {
  return ofKind(among, "BUDGET").find(({ from, financialYear }) => from === pct && financialYear === year)
    ?.amountGbp;
}

const at = (position: string) => pcts.filter(({ code }) => latestReport(code)?.position === position);

test("of 151 PCTs 114 reported: 30 delegate, 48 are developing plans and 36 have no clear ones", () => {
  expect(pcts).toHaveLength(151);
  expect(at("DELEGATED_OR_READY")).toHaveLength(30);
  expect(at("DEVELOPING")).toHaveLength(48);
  expect(at("NO_CLEAR_PLANS")).toHaveLength(36);
  expect(pcts.filter(({ code }) => !latestReport(code))).toHaveLength(37);
});

test("what an article says of a PCT in 2010 is not held against March 2011, when all reports are made up", () => {
  const told = ofKind(seed.facts, "REPORT").filter(({ source }) => source !== "SYNTHETIC");
  expect(told.map(({ from }) => from).sort()).toEqual(
    ["5M2", "5M6", "5NC", "5NE", "5NJ", "5NR", "5NT", "5PP"].sort(),
  );
  const onTheDay = told.filter(({ validTo }) => (validTo ?? "9999") >= "2011-04-01");
  expect(onTheDay.map(({ from }) => from)).toEqual(["5PP"]);
  for (const { code } of pcts) expect(latestReport(code)?.source ?? "SYNTHETIC", code).toBe("SYNTHETIC");
});

test("the 30 delegate £7.6bn together, and nobody else an amount", () => {
  const amounts = pcts.map(({ code }) => delegated(code, "2011/12") ?? 0);
  expect(amounts.reduce((sum, gbp) => sum + gbp, 0)).toBe(7_600_000_000);
  expect(amounts.filter((gbp) => gbp > 0)).toHaveLength(30);
});

test("no PCT delegates more than four fifths of its budget of 2011/12, and each has one budget", () => {
  for (const { code } of pcts) {
    expect(
      ofKind(facts, "BUDGET").filter((fact) => fact.from === code && fact.financialYear === "2011/12"),
      code,
    ).toHaveLength(1);
    expect((delegated(code, "2011/12") ?? 0) / (budget(code, "2011/12") ?? 0), code).toBeLessThanOrEqual(0.8);
  }
});

test("in 2012/13 more is delegated, and never more than the budget", () => {
  const later = seen(seed, "2012-10-01" as IsoDate);
  let total = 0;
  for (const { code } of pcts) {
    const amount = delegated(code, "2012/13", later) ?? 0;
    expect(amount).toBeLessThanOrEqual(budget(code, "2012/13", later) ?? 0);
    total += amount;
  }
  expect(total).toBeGreaterThan(7_600_000_000);
});

test("every PCT of South Central delegates a quarter or more", () => {
  const southCentral = ofKind(facts, "MEMBERSHIP").filter(
    ({ from, to }) => to === "Q38" && organisations.get(from)?.kind === "PCT",
  );
  expect(southCentral).toHaveLength(9);
  for (const { from } of southCentral) {
    expect((delegated(from, "2011/12") ?? 0) / (budget(from, "2011/12") ?? 1)).toBeGreaterThanOrEqual(0.25);
  }
});

test("some PCTs without clear plans contain pathfinders", () => {
  const pathfinders = new Set(
    seed.organisations
      .filter(({ pathfinderFrom }) => pathfinderFrom && pathfinderFrom <= "2011-04-01")
      .map(({ code }) => code),
  );
  const withPathfinder = at("NO_CLEAR_PLANS").filter(({ code }) =>
    ofKind(facts, "MEMBERSHIP").some(({ from, to }) => to === code && pathfinders.has(from)),
  );
  // Richmond had no plans in August 2010, and a pathfinder in March 2011: that is no contradiction.
  expect(withPathfinder.map(({ code }) => code)).not.toContain("5M6");
  expect(withPathfinder.length).toBeGreaterThan(5);
});

test("Dudley's trust makes three claims about who is responsible for contracts", () => {
  const claims = ofKind(facts, "DELEGATION").filter(({ to }) => to === "dudley-consortia");
  expect(claims.map(({ assertedBy, from, stage }) => [assertedBy, from, stage])).toEqual([
    ["5PE", "black-country-cluster", "PLANNED"],
    ["5PE", "5PE", "READY"],
    ["5PE", "5PE", "PLANNED"],
  ]);
  for (const { scope } of claims) expect(scope).toBe("responsibility for the contracts for 2011-12");
});

test("what Cambridgeshire delegates is on its report, and is not split", () => {
  const given = ofKind(facts, "DELEGATION").filter(({ from }) => from === "5PP");
  expect(given.map(({ to, amountGbp, financialYear }) => [to, amountGbp, financialYear])).toEqual([
    ["hunts-health", null, "2010/11"],
    ["borderline-commissioning-consortium", null, "2010/11"],
  ]);
  const reported = seen(seed, "2010-11-01" as IsoDate);
  expect(delegated("5PP" as Code, "2010/11" as FinancialYear, reported)).toBe(217_500_000);
  expect(budget("5PP" as Code, "2010/11", reported)).toBe(870_000_000);
  // The year after is made up, and keeps to it.
  expect(delegated("5PP" as Code, "2011/12" as FinancialYear)).toBe(217_500_000);
  expect(budget("5PP" as Code, "2011/12")).toBe(870_000_000);
});
