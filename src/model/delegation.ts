import type { FinancialYear } from "./dates.ts";
import type { BudgetPayload, DelegationPayload, Fact, ReportPayload } from "./facts.ts";
import { type DelegationPosition, delegationPositions } from "./kinds.ts";
import { byTrust, compareText } from "./trust.ts";

/** The rules of who delegated how much (docs/model.md), over the live facts of one PCT. */

type Report = Fact & ReportPayload;
type Budget = Fact & BudgetPayload;
type Delegation = Fact & DelegationPayload;

/**
 * What a PCT last said of its plans; of several on one day, the most advanced, then the most trusted.
 * @param year only what it said of that year; of any where absent
 */
export function latestReport(facts: readonly Fact[], year?: FinancialYear): Report | undefined {
  const reports = facts.filter(
    (fact): fact is Report => fact.kind === "REPORT" && (year === undefined || fact.financialYear === year),
  );
  return reports.sort(
    (a, b) =>
      compareText(b.validFrom ?? "", a.validFrom ?? "") ||
      delegationPositions.indexOf(a.position) - delegationPositions.indexOf(b.position) ||
      byTrust(a, b),
  )[0];
}

export function positionOf(facts: readonly Fact[], year?: FinancialYear): DelegationPosition {
  return latestReport(facts, year)?.position ?? "NOT_REPORTED";
}

/** The budget of a year; of several claims, the most trusted. */
export function budgetOf(facts: readonly Fact[], year: FinancialYear): Budget | undefined {
  return facts
    .filter((fact): fact is Budget => fact.kind === "BUDGET" && fact.financialYear === year)
    .sort(byTrust)[0];
}

/** A delegation, whoever tells of it: its ends, its year and its scope, with all claims about it, the most trusted first. */
interface DelegationClaims {
  readonly claims: readonly [Delegation, ...Delegation[]];
  /** That of the most trusted claim that gives one; null where none does. */
  readonly amountGbp: number | null;
  /** The claims that stage and amount come from. */
  readonly used: readonly Delegation[];
}

/** The delegations of a year that are ready or in force by their most trusted claim. */
export function delegationsOf(facts: readonly Fact[], year: FinancialYear): DelegationClaims[] {
  const claimed = new Map<string, [Delegation, ...Delegation[]]>();
  for (const fact of [...facts].sort(byTrust)) {
    if (fact.kind !== "DELEGATION" || fact.financialYear !== year) continue;
    const thing = JSON.stringify([fact.from, fact.to, fact.scope]);
    const claims = claimed.get(thing);
    if (claims) claims.push(fact);
    else claimed.set(thing, [fact]);
  }
  return [...claimed.values()]
    .filter(([best]) => best.stage !== "PLANNED")
    .map((claims) => {
      const priced = claims.find(({ amountGbp }) => amountGbp !== null);
      const used = priced && priced !== claims[0] ? [claims[0], priced] : [claims[0]];
      return { claims, amountGbp: priced?.amountGbp ?? null, used };
    });
}

/**
 * Pounds that a PCT delegated in a year: the sum of its delegations that are ready or in force where each has an amount
 * (however many claims there are of one), else what it reported for that year; null where neither is known. An amount reported jointly is never split.
 */
export function delegatedAmount(facts: readonly Fact[], year: FinancialYear): number | null {
  const amounts = delegationsOf(facts, year).map(({ amountGbp }) => amountGbp);
  if (amounts.length > 0 && amounts.every((amount) => amount !== null)) return sum(amounts);
  const report = latestReport(facts);
  return report?.financialYear === year ? report.amountGbp : null;
}

/**
 * The facts that a PCT's position, delegated amount, budget and share rest on: of each thing the claims that were taken.
 * @param reportYear the year whose reports count for the position; of any where absent
 */
export function factsBehind(
  facts: readonly Fact[],
  year: FinancialYear,
  reportYear?: FinancialYear,
): readonly Fact[] {
  const delegations = delegationsOf(facts, year);
  const latest = latestReport(facts);
  const summed = delegations.length > 0 && delegations.every(({ amountGbp }) => amountGbp !== null);
  const amounts = summed
    ? delegations.flatMap(({ used }) => used)
    : latest?.financialYear === year
      ? [latest]
      : [];
  const others = [latestReport(facts, reportYear), budgetOf(facts, year)];
  return [...new Set([...amounts, ...others.flatMap((fact) => fact ?? [])])];
}

/** The share of a year's budget that a PCT delegated, 0 to 1; null where the budget or the amount is unknown. */
export function delegatedShare(facts: readonly Fact[], year: FinancialYear): number | null {
  const amount = delegatedAmount(facts, year);
  const budget = budgetOf(facts, year)?.amountGbp;
  return amount === null || !budget ? null : amount / budget;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
