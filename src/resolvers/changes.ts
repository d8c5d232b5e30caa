import {
  factsOfPeriod,
  organisationsWithin,
  organisationsWithinMeanwhile,
} from "../graph/statements/change.ts";
import { type Change, type ChangeKind, changeKinds } from "../model/change.ts";
import { describeChange } from "../model/change-words.ts";
import type { Code } from "../model/code.ts";
import { type Clocks, type Instant, type IsoDate, pinnedKey } from "../model/dates.ts";
import { BadUserInput } from "../model/errors.ts";
import type { Fact } from "../model/facts.ts";
import { groupBy } from "../model/group-by.ts";
import { type OrganisationKind, organisationKinds } from "../model/kinds.ts";
import type { Organisation } from "../model/organisation.ts";
import { compareText } from "../model/trust.ts";
import {
  type ChangeCount,
  type ChangeScope,
  type ChangeSearch,
  changeParts,
  changesAsked,
  partKinds,
} from "../query/changes.ts";
import { planChangeCounts, planChanged } from "../query/plan.ts";
import { type Context, checkCount, clocksOf } from "./context.ts";
import { cursorOf, fingerprint, readCursor } from "./cursor.ts";
import { type FactView, viewOf } from "./fact.ts";
import { organisationGiven, organisationNamed } from "./organisation.ts";
import { type Page, pageSizes } from "./page.ts";

export interface ChangesArgs {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly within?: string | null | undefined;
  readonly kinds?: readonly ChangeKind[] | null | undefined;
  readonly organisationKind?: OrganisationKind | null | undefined;
  readonly groupKind?: OrganisationKind | null | undefined;
  /** What came and went between the two days, too. */
  readonly inBetween?: boolean | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly knownAt?: Instant | null | undefined;
  readonly atRevision?: number | null | undefined;
}

/**
 * A change with its facts as seen on the two days: those before on the earlier, those after on the later; what came and
 * went in between on a day on which it held.
 */
export interface ChangeView {
  readonly change: Change;
  readonly organisation: Organisation;
  readonly before: readonly FactView[];
  readonly after: readonly FactView[];
}

/** Changes that are read only as far as they are asked for. */
export interface ChangeList {
  page(): Promise<Page<ChangeView>>;
  /** How many of each kind that is asked for and was found, in the order of the kinds. */
  counts(): Promise<readonly ChangeCount[]>;
}

/** Both days of a comparison, as clocks. */
interface Days {
  readonly before: Clocks;
  readonly after: Clocks;
}

/**
 * What differs between two days as believed at one instant, by organisation.
 * @throws BadUserInput, NotFound
 */
export async function changes(context: Context, args: ChangesArgs): Promise<ChangeList> {
  const { from, to, knownAt, atRevision } = args;
  if (from >= to) {
    throw new BadUserInput(
      `from: ${from} is not before to: ${to}: expected an earlier day, such as from: "2010-10-01", to: "2013-03-31".`,
    );
  }
  const days = {
    before: clocksOf({ asOf: from, knownAt, atRevision }, context),
    after: clocksOf({ asOf: to, knownAt, atRevision }, context),
  };
  const page = pageAsked(args, days);
  const codes = await codesWithin(context, args, days);
  const search = searchFor(args, codes);
  let read: Promise<Page<ChangeView>> | undefined;
  let counts: Promise<readonly ChangeCount[]> | undefined;
  return {
    page: () => {
      read ??= readPage(context, search, days, page);
      return read;
    },
    counts: () => {
      counts ??= countAll(context, search, days);
      return counts;
    },
  };
}

interface Search {
  readonly scope: ChangeScope;
  readonly params: ChangeSearch;
}

function searchFor(args: ChangesArgs, codes: readonly Code[] | null): Search {
  const kinds = args.kinds ?? changeKinds;
  const among = changeParts.filter(
    (part) =>
      partKinds[part].some((kind) => kinds.includes(kind)) &&
      (args.groupKind == null || part === "memberships"),
  );
  return {
    scope: { among, within: codes !== null, inBetween: args.inBetween ?? false },
    params: {
      from: args.from,
      to: args.to,
      kinds,
      organisationKinds: args.organisationKind ? [args.organisationKind] : organisationKinds,
      groupKinds: args.groupKind ? [args.groupKind] : organisationKinds,
      codes: codes ?? [],
    },
  };
}

/** What lies in an area on either day, or on one in between too, the area included; null for all of England. */
async function codesWithin(
  context: Context,
  { within, inBetween, from, to }: ChangesArgs,
  days: Days,
): Promise<readonly Code[] | null> {
  if (within == null) return null;
  const { code, kind, name } = await organisationGiven(context, "within", within, days.after);
  if (kind === "SUPPORT_PROVIDER") {
    throw new BadUserInput(
      `within: "${within}" (${name}) is a support provider, and nothing lies within one: expected an SHA, cluster, PCT, consortium or practice, such as Q38.`,
    );
  }
  if (inBetween) {
    const { knownAt, atRevision } = days.after;
    const period = { from, to, knownAt, atRevision, within: code };
    return (await context.read(organisationsWithinMeanwhile, period)).sort(compareText);
  }
  const found = await Promise.all(
    [days.before, days.after].map((clocks) => context.read(organisationsWithin, { ...clocks, within: code })),
  );
  return [...new Set(found.flat())].sort(compareText);
}

async function countAll(
  context: Context,
  { scope, params }: Search,
  { after }: Days,
): Promise<readonly ChangeCount[]> {
  if (scope.among.length === 0) return [];
  const found = await context.ask(planChangeCounts(scope, params), after);
  return found.sort((a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind));
}

interface PageAsked {
  readonly size: number;
  readonly after: readonly unknown[] | undefined;
  readonly mark: string;
}

function pageAsked(args: ChangesArgs, days: Days): PageAsked {
  const { from, to, within, kinds, organisationKind, groupKind, inBetween } = args;
  const known = pinnedKey(days.after);
  // A list without it is marked as it always was.
  const more = inBetween ? ["in between"] : [];
  const mark = fingerprint(["changes", from, to, within, kinds, organisationKind, groupKind, known, ...more]);
  return {
    size: checkCount("first", args.first ?? pageSizes.default, pageSizes.max, 0),
    after: readCursor("after", args.after, () => mark, 4),
    mark,
  };
}

/** Every organisation that is found has a change, so that one more of them than rows asked for is enough. */
async function readPage(
  context: Context,
  { scope, params }: Search,
  days: Days,
  { size, after, mark }: PageAsked,
): Promise<Page<ChangeView>> {
  const start = after ? String(after[0]) : "";
  const codes =
    scope.among.length === 0
      ? []
      : await context.ask(planChanged(scope, params, { start, size: size + 2 }), days.after);
  const found = (await changesAmong(context, codes, { scope, params }, days)).filter(
    (change) => after === undefined || compareKeys(keysOf(change), after) > 0,
  );
  const edges = await Promise.all(
    found.slice(0, size).map(async (change) => ({
      node: await viewed(context, change, days),
      cursor: cursorOf(mark, keysOf(change)),
    })),
  );
  return {
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: after !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

async function changesAmong(
  context: Context,
  codes: readonly Code[],
  { scope, params }: Search,
  { after }: Days,
): Promise<Change[]> {
  if (codes.length === 0) return [];
  const { from, to } = params;
  const { knownAt, atRevision } = after;
  const [organisations, rows] = await Promise.all([
    Promise.all(codes.map((code) => organisationNamed(context, code, after))),
    context.read(factsOfPeriod, { from, to, codes, knownAt, atRevision }),
  ]);
  const facts = groupBy(rows, ({ parent }) => parent);
  const found = await context.pace.map(organisations, ({ code, opened, closed }) =>
    changesAsked({ code, opened, closed, facts: facts.get(code) ?? [] }, { ...params, scope }),
  );
  return found.flat();
}

/** The sort values of a change: its organisation, its day, its kind's place in the order, and what it is about. */
const keysOf = ({ organisation, on, kind, about }: Change): readonly (string | number)[] => [
  organisation,
  on ?? "",
  changeKinds.indexOf(kind),
  about,
];

function compareKeys(a: readonly (string | number)[], b: readonly unknown[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] as string | number;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

async function viewed(context: Context, change: Change, { before, after }: Days): Promise<ChangeView> {
  return {
    change,
    organisation: await organisationNamed(context, change.organisation, after),
    before: change.before.map((fact) => viewOf(fact, whileIn(change, fact, before))),
    after: change.after.map((fact) => viewOf(fact, whileIn(change, fact, after))),
  };
}

/** The day that a fact is read on: of what came and went in between, its last. */
const whileIn = ({ inBetween }: Change, { validTo }: Fact, clocks: Clocks): Clocks =>
  inBetween && validTo !== null ? { ...clocks, asOf: validTo } : clocks;

/** A change in a sentence, with names as of the day on which each was so. */
export async function changeInWords(context: Context, view: ChangeView): Promise<string> {
  const named = async ({ clocks, ...fact }: FactView): Promise<string> => {
    const other = otherEnd(fact, view.change);
    return other === null ? "" : (await organisationNamed(context, other, clocks)).name;
  };
  const [before, after] = await Promise.all([
    Promise.all(view.before.map(named)),
    Promise.all(view.after.map(named)),
  ]);
  return describeChange(view.change, { subject: view.organisation.name, before, after });
}

/** The organisation that a fact joins to the one that changed. */
function otherEnd(fact: Omit<FactView, "clocks">, { organisation }: Change): Code | null {
  if (fact.from !== organisation) return fact.from;
  return "to" in fact ? (fact.to as Code) : null;
}
