import type { Code } from "../../model/code.ts";
import { type Area, cambridgeshire } from "./areas.ts";
import { randomFor } from "./random.ts";

/** A1: the 30 PCTs delegate at least £7.6bn together; made to be that sum exactly. */
const england = 7_600_000_000;
/** A3: about a quarter of Cambridgeshire's budget. */
const cambridgeshireGbp = 217_500_000;
/** Just above the quarter that South Central asks for, so that rounding stays above it. */
const leastShare = 0.26;

/** Pounds that each PCT which delegates hands on in 2011/12: 26% to 80% of its budget, £7.6bn in England. */
export function delegatedAmounts(
  delegating: readonly Area[],
  budgets: ReadonlyMap<Code, number>,
): Map<Code, number> {
  const random = randomFor("amounts");
  const areas = delegating.filter((area) => area.pct !== cambridgeshire);
  const wished = areas.map((area) => {
    const budget = budgets.get(area.pct) ?? 0;
    return { area, least: leastShare * budget, more: random.next() ** 2 * (0.8 - leastShare) * budget };
  });
  const sum = (of: (wish: (typeof wished)[number]) => number) =>
    wished.reduce((total, wish) => total + of(wish), 0);
  const target = england - cambridgeshireGbp;
  const scale = (target - sum(({ least }) => least)) / sum(({ more }) => more);
  const amounts = new Map(
    wished.map(({ area, least, more }) => [area.pct, toThousands(least + scale * more)]),
  );
  const rest = target - [...amounts.values()].reduce((total, amount) => total + amount, 0);
  const largest = [...amounts].sort((a, b) => b[1] - a[1])[0];
  if (largest) amounts.set(largest[0], largest[1] + rest);
  return amounts.set(cambridgeshire, cambridgeshireGbp);
}

/** An amount in parts that are in proportion to weights, each a number of thousands, and add up to it exactly. */
export function divided(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.slice(1).map((weight) => toThousands((amount * weight) / total));
  return [amount - parts.reduce((sum, part) => sum + part, 0), ...parts];
}

export function toThousands(amount: number): number {
  return Math.round(amount / 1_000) * 1_000;
}
