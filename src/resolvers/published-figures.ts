import { pathfinderCounts } from "../graph/statements/pathfinder-counts.ts";
import type { Code } from "../model/code.ts";
import { type Clocks, firstDayOf } from "../model/dates.ts";
import type { Where } from "../model/filters.ts";
import type { PublishedMeasure, PublishedTotal } from "../model/published-figure.ts";
import { publishedTotals } from "../model/published-totals.ts";
import { delegationSummary } from "./area.ts";
import { askedOnce } from "./asked-once.ts";
import { type ClockArgs, type Context, clocksOf } from "./context.ts";
import { dataset } from "./dataset.ts";
import { listOf } from "./list.ts";
import { organisationGiven, sourceByCode } from "./organisation.ts";

export interface PublishedFiguresArgs extends ClockArgs {
  readonly about?: string | null | undefined;
  readonly measure?: PublishedMeasure | null | undefined;
  readonly source?: string | null | undefined;
}

/** A published total, of England where `about` is null, at the clocks of its question. */
export interface PublishedFigure extends PublishedTotal {
  readonly about: Code | null;
  /** Those of the day that it is held against; null where there is none. */
  readonly at: Clocks | null;
  /** The clocks of the question. */
  readonly clocks: Clocks;
}

/**
 * What sources publish of England and of SHAs as a whole, in the order of their measures: those whose source the graph
 * holds and that were known by then.
 * @throws NotFound for an area that the graph does not hold
 */
export async function publishedFigures(
  context: Context,
  args: PublishedFiguresArgs,
): Promise<readonly PublishedFigure[]> {
  const clocks = clocksOf(args, context);
  const about =
    args.about == null ? null : (await organisationGiven(context, "about", args.about, clocks)).code;
  const [{ from, to }, counted] = await Promise.all([dataset(context), pathfinders(context)]);
  const wanted = [...publishedTotals.map((total) => ({ ...total, about: null })), ...counted].filter(
    (figure) =>
      (about === null || figure.about === about) &&
      (args.measure == null || figure.measure === args.measure) &&
      (args.source == null || figure.source === args.source.trim()) &&
      (figure.knownFrom ?? "") <= clocks.knownAt,
  );
  const sources = await Promise.all(wanted.map(({ source }) => sourceByCode(context, source)));
  return wanted
    .filter((_, index) => sources[index] !== null)
    .map((figure) => {
      const day = args.asOf ?? figure.on;
      const at = day === null || day < from || to < day ? null : clocksOf({ ...args, asOf: day }, context);
      return { ...figure, at, clocks };
    });
}

/** How many pathfinders a source counts: in England all up to a wave, in an SHA after the second. */
async function pathfinders(context: Context): Promise<Omit<PublishedFigure, "at" | "clocks">[]> {
  const counts = await context.read(pathfinderCounts, {});
  return counts.flatMap(({ wave, sha, pathfinders, runningTotal, announced, source, note }) => {
    const value = runningTotal ?? pathfinders;
    if (value === null) return [];
    const said = `pathfinders up to wave ${wave.split("-").at(-1)}`;
    return {
      measure: "PATHFINDERS" as const,
      ...{ about: sha, value, atLeast: false, approximate: false },
      on: announced === null ? null : firstDayOf(announced),
      knownFrom: null,
      source,
      fact: note === null ? said : `${said}; ${note}`,
    };
  });
}

/** What the graph adds up to on the day that a figure is held against; null where it does not hold that day. */
export async function reckoned(
  context: Context,
  { about, at, measure }: PublishedFigure,
): Promise<number | null> {
  if (at === null) return null;
  const { asOf, knownAt, atRevision, pinned, revisionPinned } = at;
  const args = {
    ...{ asOf, within: about },
    ...(pinned ? { knownAt } : {}),
    ...(revisionPinned ? { atRevision } : {}),
  };
  const total = async (entity: "Consortium" | "Cluster", where: Where) =>
    (await listOf(context, entity, null, at, { where, first: 0 }).totals()).total;
  const inArea: Where = about === null ? {} : { pcts: { some: { sha: { code: { eq: about } } } } };
  if (measure === "PATHFINDERS") return total("Consortium", { isPathfinder: true, ...inArea });
  if (measure === "CLUSTERS") return total("Cluster", inArea);
  const summary = await askedOnce(context, "delegationSummary", args, () => delegationSummary(context, args));
  return summary[summed[measure]];
}

/** Where a summary has what a measure counts. */
const summed = {
  PCTS_REPORTING: "reporting",
  PCTS_DELEGATED_OR_READY: "delegatedOrReady",
  PCTS_DEVELOPING: "developing",
  PCTS_NO_CLEAR_PLANS: "noClearPlans",
  DELEGATED_GBP: "delegatedGbp",
  PRACTICES_OUTSIDE: "practicesOutside",
  PATIENTS_OUTSIDE: "patientsOutside",
  PATIENTS_UNCLEAR: "patientsUnclear",
  TRUSTS_ANSWERING: "reporting",
  TRUSTS_HANDING_OVER: "delegatedOrReady",
} as const satisfies Record<Exclude<PublishedMeasure, "PATHFINDERS" | "CLUSTERS">, string>;
