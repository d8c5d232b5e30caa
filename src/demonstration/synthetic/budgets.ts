import type { Code } from "../../model/code.ts";
import { type FinancialYear, type IsoDate, parseDate } from "../../model/dates.ts";
import type { NewFact } from "../../model/facts.ts";
import { claim } from "../claim.ts";
import { spellsOf } from "../published/pcts.ts";
import { lastDay, type Part } from "../seed.ts";
import { type Area, cambridgeshire } from "./areas.ts";
import { madeUp } from "./made-up.ts";
import { randomFor } from "./random.ts";

/** Pounds for each registered patient, near what the published budgets come to. */
const perPatient = new Map<FinancialYear, number>([
  ["2011/12" as FinancialYear, 1_600],
  ["2012/13" as FinancialYear, 1_640],
]);

/** Every area's budget in a year, and the facts for those that no source states. */
export interface Budgets {
  readonly amounts: ReadonlyMap<Code, number>;
  readonly facts: readonly NewFact[];
}

/** Budgets of a year: published ones as they are, the others made up, in keeping with a published total of the cluster. */
export function budgetsOf(year: FinancialYear, areas: readonly Area[], real: Part): Budgets {
  const random = randomFor(`budgets ${year}`);
  const published = new Map<Code, number>();
  const ofOtherYears = new Map<Code, number>();
  for (const fact of real.facts) {
    if (fact.kind !== "BUDGET") continue;
    (fact.financialYear === year ? published : ofOtherYears).set(fact.from, fact.amountGbp);
  }
  const amounts = new Map<Code, number>();
  const facts: NewFact[] = [];
  for (const area of areas) {
    const expected = (perPatient.get(year) ?? 0) * (0.93 + 0.14 * random.next());
    const rate = clusterRate(area, areas, published) ?? expected;
    const known = published.get(area.pct);
    // So that a quarter of what A3 reports stays a quarter in the made-up year after.
    const own = area.pct === cambridgeshire ? ofOtherYears.get(area.pct) : undefined;
    const amount = known ?? own ?? Math.round((area.patients * rate) / 1_000) * 1_000;
    amounts.set(area.pct, amount);
    if (known === undefined) facts.push(...budgetFacts(area, year, amount));
  }
  return { amounts, facts };
}

/** Pounds a patient where the budget of the whole cluster is published. */
function clusterRate(
  area: Area,
  areas: readonly Area[],
  published: ReadonlyMap<Code, number>,
): number | undefined {
  const total = published.get(area.cluster);
  const inCluster = areas.filter((other) => other.cluster === area.cluster);
  return total && total / inCluster.reduce((sum, other) => sum + other.patients, 0);
}

function budgetFacts(area: Area, financialYear: FinancialYear, amountGbp: number): NewFact[] {
  return spellsOf(area.pct, firstDayOfYear(financialYear), lastDay).map(({ pct, from, to }) =>
    claim({ kind: "BUDGET", from: pct, financialYear, amountGbp }, from, to, madeUp()),
  );
}

export function firstDayOfYear(year: FinancialYear): IsoDate {
  return parseDate(`${year.slice(0, 4)}-04-01`);
}
