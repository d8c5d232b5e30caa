import {
  type AreaEntity,
  pctsInArea,
  type StandingCount,
  standingCounts,
} from "../graph/statements/budget.ts";
import type { Code } from "../model/code.ts";
import type { Clocks, FinancialYear } from "../model/dates.ts";
import { budgetOf, delegatedAmount, delegatedShare, factsBehind, positionOf } from "../model/delegation.ts";
import { BadUserInput } from "../model/errors.ts";
import type { Fact } from "../model/facts.ts";
import type { Where } from "../model/filters.ts";
import { type Confidence, type ConsortiumStanding, kindNames } from "../model/kinds.ts";
import { linkOf } from "../model/links.ts";
import type { Organisation } from "../model/organisation.ts";
import { addedUp, restsOnOf, tallied } from "../model/rests-on.ts";
import { books, type YearArg, yearOf } from "./budget.ts";
import { type ClockArgs, type Context, clocksOf } from "./context.ts";
import { answeredStanding } from "./coverage.ts";
import { linked } from "./links.ts";
import { type List, type ListArgs, listOf } from "./list.ts";
import { organisationGiven } from "./organisation.ts";

interface Area {
  readonly entity: AreaEntity;
  readonly code: Code;
}

/** The area that `within` names; null for all of England. */
export async function areaOf(
  context: Context,
  within: string | null | undefined,
  clocks: Clocks,
): Promise<Area | null> {
  if (within == null) return null;
  const { kind, code, name } = await organisationGiven(context, "within", within, clocks);
  if (kind === "SUPPORT_PROVIDER") {
    throw new BadUserInput(
      `within: "${within}" (${name}) is a support provider, and nothing lies within one: expected an SHA, cluster, PCT, consortium or practice, such as Q38.`,
    );
  }
  return { entity: kindNames[kind], code };
}

/** The `where` of the practices in an area. */
export function insideArea(area: Area | null): Where {
  if (!area) return {};
  const itself = { code: { eq: area.code } };
  switch (area.entity) {
    case "Practice":
      return itself;
    case "Consortium":
      return { consortium: itself };
    case "PCT":
      return { pct: itself };
    // By any of its PCTs, as in the lists of the area: `sha` and `cluster` of a practice are those of one PCT alone.
    case "Cluster":
      return { pct: { cluster: itself } };
    case "SHA":
      return { pct: { sha: itself } };
    default:
      return area.entity satisfies never;
  }
}

export interface OrphansArgs extends ListArgs, ClockArgs {
  readonly within?: string | null | undefined;
  readonly standing?: readonly ConsortiumStanding[] | null | undefined;
}

/** Practices known to be outside every consortium, or of which nothing is known. */
export async function orphanedPractices(context: Context, args: OrphansArgs): Promise<List<Organisation>> {
  const clocks = clocksOf(args, context);
  const area = await areaOf(context, args.within, clocks);
  const standing = args.standing ?? ["OUTSIDE", "UNCLEAR"];
  const where = {
    ...insideArea(area),
    standing: { in: standing },
    ...(args.where ? { AND: [args.where] } : {}),
  };
  return listOf(context, "Practice", null, clocks, { ...args, where });
}

export interface SummaryArgs extends ClockArgs {
  readonly within?: string | null | undefined;
  readonly financialYear?: FinancialYear | null | undefined;
}

/** How far delegation had come in an area: PCTs by position, pounds, and the practices left out. */
export async function delegationSummary(context: Context, args: SummaryArgs) {
  const clocks = clocksOf(args, context);
  const area = await areaOf(context, args.within, clocks);
  const params = { ...clocks, within: area?.code ?? null };
  const [pcts, standings] = await Promise.all([
    context.read(pctsInArea(area?.entity ?? null), params),
    context.read(standingCounts(area?.entity ?? null), params),
  ]);
  const rows = await Promise.all(
    pcts.map(async ({ code, hasPathfinder }) => {
      const pct = { ...clocks, code };
      const [facts, shas] = await Promise.all([books(context, pct), linked(context, toSha, pct)]);
      return { hasPathfinder, facts, minimumShares: shas.map(minimumShareOf) };
    }),
  );
  const year = yearOf(args, clocks);
  const restsOn = restsOnOf(
    addedUp(
      ...rows.map(({ facts }) =>
        tallied(factsBehind(facts, year, args.financialYear ?? undefined).map(confidenceOf)),
      ),
      ...standings.filter(({ standing }) => standing !== "MEMBER").map(({ tally }) => tally),
    ),
  );
  return {
    ...positions(rows, args.financialYear),
    ...amounts(rows, year),
    ...leftOut(asAnswered(context, clocks, standings)),
    restsOn,
    clocks,
  };
}

const confidenceOf = ({ confidence }: Fact): Confidence => confidence;

const toSha = linkOf("PCT", "sha");

interface PctBooks {
  readonly hasPathfinder: boolean;
  /** What each of its SHAs demands; null where it demands nothing. */
  readonly minimumShares: readonly (number | null)[];
  readonly facts: readonly Fact[];
}

/** @param year whose reports count; those of any year where it was not asked for one */
function positions(pcts: readonly PctBooks[], year: FinancialYear | null | undefined) {
  const position = pcts.map(({ facts }) => positionOf(facts, year ?? undefined));
  const count = (wanted: string) => position.filter((value) => value === wanted).length;
  const notReported = count("NOT_REPORTED");
  return {
    pcts: pcts.length,
    reporting: pcts.length - notReported,
    delegatedOrReady: count("DELEGATED_OR_READY"),
    developing: count("DEVELOPING"),
    noClearPlans: count("NO_CLEAR_PLANS"),
    notReported,
    noClearPlansWithPathfinder: pcts.filter(
      (pct, index) => pct.hasPathfinder && position[index] === "NO_CLEAR_PLANS",
    ).length,
  };
}

function amounts(pcts: readonly PctBooks[], year: FinancialYear) {
  const known = pcts.map(({ facts }) => ({
    amount: delegatedAmount(facts, year),
    budget: budgetOf(facts, year)?.amountGbp ?? null,
  }));
  const told = known.flatMap(({ amount }) => amount ?? []);
  // Of none nothing is known, which is not 0.
  const delegatedGbp = told.length === 0 ? null : told.reduce((total, amount) => total + amount, 0);
  const budgets = known.map(({ budget }) => budget);
  const complete = budgets.length > 0 && budgets.every((budget) => budget !== null);
  const budgetGbp = complete ? budgets.reduce<number>((total, budget) => total + (budget ?? 0), 0) : null;
  return {
    delegatedGbp,
    budgetGbp,
    delegatedShare: budgetGbp && delegatedGbp !== null ? delegatedGbp / budgetGbp : null,
    pctsBelowMinimum: pcts.filter((pct) => isBelowMinimum(pct, year)).length,
  };
}

/** Whether a PCT is known to delegate less than its SHA demands. */
function isBelowMinimum(
  { minimumShares, facts }: Omit<PctBooks, "hasPathfinder">,
  year: FinancialYear,
): boolean {
  const share = delegatedShare(facts, year);
  return share !== null && minimumShares.some((minimum) => minimum !== null && share < minimum);
}

/** Of those without practices nothing was answered. */
const asAnswered = (context: Context, clocks: Clocks, standings: readonly StandingCount[]): StandingCount[] =>
  standings
    .filter(({ practices }) => practices > 0)
    .map((counted) => ({ ...counted, standing: answeredStanding(context, clocks, counted.standing) }));

function leftOut(standings: readonly StandingCount[]) {
  const none = { practices: 0, patients: 0 };
  const of = (wanted: ConsortiumStanding) => standings.find(({ standing }) => standing === wanted) ?? none;
  const [outside, unclear, notCovered] = [of("OUTSIDE"), of("UNCLEAR"), of("NOT_COVERED")];
  return {
    practicesOutside: outside.practices,
    patientsOutside: outside.patients,
    practicesUnclear: unclear.practices,
    patientsUnclear: unclear.patients,
    practicesNotCovered: notCovered.practices,
    patientsNotCovered: notCovered.patients,
  };
}

/** The PCTs of an SHA that are known to delegate less of a year's budget than it demands on the as-of date. */
export async function pctsBelowMinimum(
  context: Context,
  sha: Organisation,
  args: YearArg,
): Promise<readonly Organisation[]> {
  const minimum = minimumShareOf(sha);
  if (minimum === null) return [];
  const year = yearOf(args, sha);
  const pcts = await linked(context, linkOf("SHA", "pcts"), sha);
  const below = await Promise.all(
    pcts.map(async (pct) =>
      isBelowMinimum({ minimumShares: [minimum], facts: await books(context, pct) }, year),
    ),
  );
  return pcts.filter((_, index) => below[index]);
}

/** The share that an SHA demands on the as-of date. */
export function minimumShareOf({
  asOf,
  minimumDelegatedShare,
  minimumDelegatedShareFrom,
}: Organisation): number | null {
  const demanded = minimumDelegatedShareFrom === null || minimumDelegatedShareFrom <= asOf;
  return demanded ? minimumDelegatedShare : null;
}
