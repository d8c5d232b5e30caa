import type { Code } from "../model/code.ts";
import type { Clocks, Instant, IsoDate } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { Confidence, OrganisationKind } from "../model/kinds.ts";
import type { Organisation } from "../model/organisation.ts";
import { leastTrusted, type Tally, tallied } from "../model/rests-on.ts";
import { compareText } from "../model/trust.ts";
import { type OwnGroupKind, type OwnGroupRow, planOwnGroups } from "../query/plan.ts";
import { areaOf, insideArea } from "./area.ts";
import { type Context, clocksOf } from "./context.ts";
import { organisationNamed } from "./organisation.ts";
import { type SliceArgs, sliced } from "./page.ts";

export interface CrosswalkArgs extends SliceArgs {
  readonly from: OrganisationKind;
  readonly to: OrganisationKind;
  readonly fromAsOf: IsoDate;
  readonly toAsOf: IsoDate;
  readonly within?: string | null | undefined;
  readonly knownAt?: Instant | null | undefined;
  readonly atRevision?: number | null | undefined;
}

/** The practices that came under one organisation on the first day and under another on the second. */
export interface Pair {
  /** Null where they came under none on the first day, or did not exist. */
  readonly from: Code | null;
  /** The same of the second day. */
  readonly to: Code | null;
  readonly practices: number;
  /** As counted on the first day, of those that came later on the second; null where none was counted. */
  readonly patients: number | null;
  /** The practices by the least trusted of what is said of each on both days, and of its count of patients. */
  readonly tally: Tally;
  /** These practices over all those of `from` on the first day, 0 to 1; null where `from` is. */
  readonly shareOfFrom: number | null;
  /** The same of `to` on the second day. */
  readonly shareOfTo: number | null;
}

export interface CrosswalkRow extends Omit<Pair, "from" | "to"> {
  readonly from: Organisation | null;
  readonly to: Organisation | null;
  /** Of which day its patients are. */
  readonly clocks: Clocks;
}

/**
 * Who took over whose practices between two days: each practice that existed on either counts in one row, so that the
 * rows of an organisation add up to its practices on its day.
 * @throws BadUserInput, NotFound
 */
export async function crosswalk(context: Context, args: CrosswalkArgs): Promise<CrosswalkRow[]> {
  const { first, second } = daysOf(context, args);
  const pairs = await pairsOf(context, args);
  const named = (code: Code | null, clocks: Clocks) =>
    code === null ? null : organisationNamed(context, code, clocks);
  return Promise.all(
    sliced(pairs, args).map(async ({ from, to, ...counts }) => {
      const ends = await Promise.all([named(from, first), named(to, second)]);
      return { from: ends[0], to: ends[1], ...counts, clocks: from === null ? second : first };
    }),
  );
}

/** The same by code: by `from`, then by `to`, in the order of codes, those under none last. */
export async function pairsOf(context: Context, args: Omit<CrosswalkArgs, keyof SliceArgs>): Promise<Pair[]> {
  const days = daysOf(context, args);
  // All is checked before anything is asked: a refusal would leave what was asked without anybody to wait for it.
  const plans = [
    planOwnGroups(oneOfKind("from", args.from)),
    planOwnGroups(oneOfKind("to", args.to)),
  ] as const;
  const [before, after, inside] = await Promise.all([
    context.ask(plans[0], days.first),
    context.ask(plans[1], days.second),
    practicesInside(context, args.within, days),
  ]);
  return pairUp(context, before, after, inside);
}

function daysOf(context: Context, { fromAsOf, toAsOf, knownAt, atRevision }: Omit<CrosswalkArgs, "first">) {
  return {
    first: clocksOf({ asOf: fromAsOf, knownAt, atRevision }, context),
    second: clocksOf({ asOf: toAsOf, knownAt, atRevision }, context),
  };
}

function oneOfKind(argument: string, kind: OrganisationKind): OwnGroupKind {
  if (kind !== "SUPPORT_PROVIDER") return kind;
  throw new BadUserInput(
    `${argument}: a practice may be supported by several providers at once, and a crosswalk counts each practice once: expected PRACTICE, CONSORTIUM, PCT, CLUSTER or SHA.`,
  );
}

/** The practices that lay in an area on either day; null for all of England. */
async function practicesInside(
  context: Context,
  within: string | null | undefined,
  { first, second }: ReturnType<typeof daysOf>,
): Promise<ReadonlySet<Code> | null> {
  const area = await areaOf(context, within, second);
  if (!area) return null;
  const plan = planOwnGroups("PRACTICE", insideArea(area));
  const found = await Promise.all([first, second].map((clocks) => context.ask(plan, clocks)));
  return new Set(found.flat().map(({ practice }) => practice));
}

/** @param inside whose pairs are wanted; shares are of all practices of an organisation all the same */
async function pairUp(
  { pace }: Pick<Context, "pace">,
  before: readonly OwnGroupRow[],
  after: readonly OwnGroupRow[],
  inside: ReadonlySet<Code> | null,
): Promise<Pair[]> {
  const [was, is] = [byPractice(before), byPractice(after)];
  const [ofFrom, ofTo] = [sizesOf(before), sizesOf(after)];
  const pairs = new Map<string, Counted>();
  await pace.map(new Set([...was.keys(), ...is.keys()]), (practice) => {
    if (inside && !inside.has(practice)) return;
    const [from, to] = [was.get(practice), is.get(practice)];
    const counted = (from ?? to)?.counted ?? null;
    const said = [from, to, counted].flatMap((one) => one?.confidence ?? []);
    const ends = { from: from?.group ?? null, to: to?.group ?? null };
    add(pairs, ends, counted?.patients ?? null, leastTrusted(said));
  });
  const share = (part: number, whole: number | undefined) => (whole === undefined ? null : part / whole);
  return [...pairs.values()].sort(byEnds).map(({ confidences, ...pair }) => ({
    ...pair,
    tally: tallied(confidences),
    shareOfFrom: pair.from === null ? null : share(pair.practices, ofFrom.get(pair.from)),
    shareOfTo: pair.to === null ? null : share(pair.practices, ofTo.get(pair.to)),
  }));
}

interface Counted {
  readonly from: Code | null;
  readonly to: Code | null;
  practices: number;
  patients: number | null;
  /** Of each practice. */
  readonly confidences: Confidence[];
}

function add(
  pairs: Map<string, Counted>,
  { from, to }: Pick<Pair, "from" | "to">,
  counted: number | null,
  confidence: Confidence,
): void {
  const key = `${from ?? ""} ${to ?? ""}`;
  const pair = pairs.get(key) ?? { from, to, practices: 0, patients: null, confidences: [] };
  pairs.set(key, pair);
  pair.practices++;
  if (counted !== null) pair.patients = (pair.patients ?? 0) + counted;
  pair.confidences.push(confidence);
}

const byPractice = (rows: readonly OwnGroupRow[]) => new Map(rows.map((row) => [row.practice, row]));

/** How many practices come under each group. */
function sizesOf(rows: readonly OwnGroupRow[]): Map<Code, number> {
  const sizes = new Map<Code, number>();
  for (const { group } of rows) if (group !== null) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return sizes;
}

const last = "\uffff";
const byEnds = (a: Counted, b: Counted): number =>
  compareText(a.from ?? last, b.from ?? last) || compareText(a.to ?? last, b.to ?? last);
