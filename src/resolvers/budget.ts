import { crossesShaBoundary, delegatedBudget } from "../graph/statements/budget.ts";
import { type Clocks, type FinancialYear, financialYearOf } from "../model/dates.ts";
import { budgetOf, delegatedShare, factsBehind, latestReport, positionOf } from "../model/delegation.ts";
import type { Fact } from "../model/facts.ts";
import { type DelegationPosition, kindNames } from "../model/kinds.ts";
import { clocksIn, type Organisation } from "../model/organisation.ts";
import { type RestsOn, restsOnOf, tallied } from "../model/rests-on.ts";
import type { Context } from "./context.ts";
import { type FactView, viewOf } from "./fact.ts";
import { liveFacts } from "./live-facts.ts";
import { rowsFor } from "./loaders.ts";

export type YearArg = { readonly financialYear?: FinancialYear | null | undefined };

/** A year as asked, else the one that the as-of date falls in. */
export const yearOf = (args: YearArg, { asOf }: Pick<Organisation, "asOf">): FinancialYear =>
  args.financialYear ?? financialYearOf(asOf);

/** What was reported, budgeted and delegated by a PCT or cluster, live on its as-of date. */
export async function books(
  context: Context,
  parent: Clocks & Pick<Organisation, "code">,
): Promise<readonly Fact[]> {
  const kinds = ["REPORT", "BUDGET", "DELEGATION"] as const;
  return (await Promise.all(kinds.map((kind) => liveFacts(context, "made", kind, parent)))).flat();
}

export async function budget(
  context: Context,
  parent: Organisation,
  args: YearArg,
): Promise<{ amountGbp: number; source: string } | null> {
  return budgetOf(await books(context, parent), yearOf(args, parent)) ?? null;
}

export async function shareDelegated(
  context: Context,
  pct: Organisation,
  args: YearArg,
): Promise<number | null> {
  return delegatedShare(await books(context, pct), yearOf(args, pct));
}

/** What a PCT's position, and its budget and share of a year, rest on. */
export async function pctRestsOn(context: Context, pct: Organisation, args: YearArg): Promise<RestsOn[]> {
  const facts = factsBehind(await books(context, pct), yearOf(args, pct));
  return restsOnOf(tallied(facts.map(({ confidence }) => confidence)));
}

export async function position(context: Context, pct: Organisation): Promise<DelegationPosition> {
  return positionOf(await books(context, pct));
}

/** The report that the position comes from. */
export async function report(context: Context, pct: Organisation): Promise<FactView | null> {
  const latest = latestReport(await books(context, pct));
  return latest === undefined ? null : viewOf(latest, clocksIn(pct));
}

/** Whether a delegation in force reaches an organisation (or, higher up, comes from within it). */
export async function hasDelegatedBudget(context: Context, parent: Organisation): Promise<boolean> {
  const rows = await rowsFor(context, delegatedBudget(kindNames[parent.kind]), parent);
  return rows[0]?.delegated ?? false;
}

export async function crossesBoundary(context: Context, cluster: Organisation): Promise<boolean> {
  return (await rowsFor(context, crossesShaBoundary, cluster))[0]?.crosses ?? false;
}
