import { formerNamesByCode, searchedByCode } from "../graph/statements/search.ts";
import type { Code } from "../model/code.ts";
import type { Clocks, IsoDate } from "../model/dates.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import { existsOn, type Organisation } from "../model/organisation.ts";
import { type Fit, fitOf, parseSearchText, type SearchText, termsOf } from "../model/search.ts";
import { compareText } from "../model/trust.ts";
import { type Context, checkCount, clocksOf } from "./context.ts";
import { organisationNamed } from "./organisation.ts";

/** Hits of a search where a query asks for no number, and at the most. */
export const hitCounts = { default: 10, max: 100 } as const;
/** How many organisations the engine's index is asked for; what it ranks behind them is not looked at. */
const candidates = 1_000;

export interface SearchArgs {
  readonly text: string;
  readonly kinds?: readonly OrganisationKind[] | null | undefined;
  readonly first?: number | null | undefined;
  /** Also what does not exist on the as-of date. */
  readonly anyDay?: boolean | null | undefined;
}

export interface SearchHit {
  readonly organisation: Organisation;
  readonly score: number;
}

/**
 * The organisations that fit a text, the best first and by code among equals: those that have all of its words, or
 * where none has, those that have the most, also misspelt or by a former name. The engine's index finds them; the order
 * is the same on every engine.
 * @throws BadUserInput for a text with nothing to search for, or a number of hits out of range
 */
export async function search(
  context: Context,
  args: SearchArgs & Parameters<typeof clocksOf>[0],
): Promise<readonly SearchHit[]> {
  const text = parseSearchText(args.text);
  const first = checkCount("first", args.first ?? hitCounts.default, hitCounts.max, 0);
  const clocks = clocksOf(args, context);
  const wanted = { text, kinds: args.kinds ?? [], asOf: args.anyDay ? null : clocks.asOf, limit: candidates };
  const [{ ranked } = { ranked: [] }] = await rank(context, clocks, [wanted]);
  const best = ranked.filter(({ words }) => words === ranked[0]?.words).slice(0, first);
  return Promise.all(
    best.map(async ({ code, score }) => ({
      organisation: await organisationNamed(context, code, clocks),
      score,
    })),
  );
}

export interface Wanted {
  readonly text: SearchText;
  /** Only these; every kind where empty. */
  readonly kinds: readonly OrganisationKind[];
  /** The day on which it exists; any where null. */
  readonly asOf: IsoDate | null;
  /** How many organisations the engine's index is asked for. */
  readonly limit: number;
  /** Further words for the index, which the fit does not count. */
  readonly hints?: readonly string[];
}

export interface Ranked extends Fit {
  readonly code: Code;
  readonly postcode: string | null;
}

export interface Ranking {
  readonly ranked: readonly Ranked[];
  /** Whether the index was asked for too few to be sure that none of those left behind fits as well. */
  readonly cut: boolean;
}

type SearchClocks = Pick<Clocks, "asOf" | "knownAt" | "atRevision">;

/**
 * For each text the organisations that have any of its words, those with the most first: two statements for all, and
 * three more for those texts of which none has all words. These are then read loosely.
 */
export async function rank(
  context: Context,
  clocks: SearchClocks,
  wanted: readonly Wanted[],
): Promise<readonly Ranking[]> {
  const rankings = await rankStrictly(context, clocks, wanted);
  const again = wanted.filter(({ text }, at) => rankings[at]?.ranked[0]?.words !== text.words.length);
  if (again.length === 0) return rankings;
  const loose = await rankLoosely(context, clocks, again);
  const byWanted = new Map(again.map((one, at) => [one, loose[at]]));
  return rankings.map((ranking, at) => byWanted.get(wanted[at] as Wanted) ?? ranking);
}

async function rankStrictly(
  context: Context,
  clocks: SearchClocks,
  wanted: readonly Wanted[],
): Promise<readonly Ranking[]> {
  const found = await findEach(context, wanted);
  const searched = await searchedOf(context, clocks, found);
  return Promise.all(
    wanted.map((one, at) => rankEach(context, one, found[at] ?? [], searched, (row) => fitOf(one.text, row))),
  );
}

/** Also by words that are misspelt by a letter, and by former names. */
async function rankLoosely(
  context: Context,
  clocks: SearchClocks,
  wanted: readonly Wanted[],
): Promise<readonly Ranking[]> {
  const hinted = await Promise.all(
    wanted.map(async (one) => {
      const meant = await context.knownWords.meantBy(context, one.text.words);
      return { ...one, hints: [...(one.hints ?? []), ...meant] };
    }),
  );
  const found = await findEach(context, hinted);
  const searched = await searchedOf(context, clocks, found);
  const former = await formerNamesOf(context, clocks, found);
  const looseFit = (text: SearchText) => (row: SearchedRow) =>
    [row.name, ...(former.get(row.code) ?? [])]
      .map((name, at): Fit => {
        const fit = fitOf(text, row, { loosely: true, name });
        return at === 0 ? fit : asFormer(fit);
      })
      .reduce((best, fit) => (byFit(best, fit) <= 0 ? best : fit));
  return Promise.all(
    hinted.map((one, at) => rankEach(context, one, found[at] ?? [], searched, looseFit(one.text))),
  );
}

/** What a name counts for that is one's own no longer. */
const worthOfFormer = 0.9;

const asFormer = (fit: Fit): Fit =>
  fit.by === "words"
    ? { ...fit, score: fit.score * worthOfFormer, closeness: fit.closeness * worthOfFormer }
    : fit;

const byFit = (a: Fit, b: Fit): number => b.words - a.words || b.score - a.score;

type SearchedRow = ReturnType<typeof searchedByCode.row>;

const findEach = (context: Context, wanted: readonly Wanted[]): Promise<Code[][]> =>
  context.findByText(
    wanted.map(({ text, hints = [], kinds, limit }) => ({
      words: [...new Set([...termsOf(text), ...hints])],
      kinds,
      limit,
    })),
  );

async function searchedOf(
  context: Context,
  { asOf, knownAt, atRevision }: SearchClocks,
  found: readonly (readonly Code[])[],
): Promise<ReadonlyMap<Code, SearchedRow>> {
  const codes = [...new Set(found.flat())];
  return new Map(
    (await context.read(searchedByCode, { asOf, knownAt, atRevision, codes })).map((row) => [row.code, row]),
  );
}

async function formerNamesOf(
  context: Context,
  { asOf, knownAt, atRevision }: SearchClocks,
  found: readonly (readonly Code[])[],
): Promise<ReadonlyMap<Code, readonly string[]>> {
  const codes = [...new Set(found.flat())];
  const names = new Map<Code, string[]>();
  for (const { code, name } of await context.read(formerNamesByCode, { asOf, knownAt, atRevision, codes })) {
    names.set(code, [...(names.get(code) ?? []), name]);
  }
  return names;
}

async function rankEach(
  { pace }: Context,
  { text, asOf, limit }: Wanted,
  indexed: readonly Code[],
  searched: ReadonlyMap<Code, SearchedRow>,
  readRow: (row: SearchedRow) => Fit,
): Promise<Ranking> {
  const rows = indexed
    .flatMap((code) => searched.get(code) ?? [])
    .filter((row) => asOf === null || existsOn(row, asOf));
  const fits = await pace.map(rows, (row) => ({ code: row.code, postcode: row.postcode, ...readRow(row) }));
  const ranked = fits
    .filter(({ words }) => words > 0)
    .sort((a, b) => byFit(a, b) || compareText(a.code, b.code));
  const cut = indexed.length >= limit && ranked.every(({ words }) => words === text.words.length);
  return { ranked, cut };
}
