import { formerNamesByCode, searchedByCode } from "../graph/statements/search.ts";
import type { Code } from "../model/code.ts";
import type { Clocks, IsoDate } from "../model/dates.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import { existsOn, type Organisation } from "../model/organisation.ts";
import {
  asOther,
  byFit,
  type Fit,
  fitOf,
  isPartOfOther,
  mayFit,
  parseSearchText,
  type Reading,
  type SearchText,
  soughtOf,
  termsOf,
  textOfInitials,
} from "../model/search.ts";
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
  /** The name by which it fits, where that is not the one of the day. */
  readonly otherName: string | null;
}

/**
 * The organisations that fit a text, the best first and by code among equals: those that have all of its words, by their
 * name or behind these by one of another day, or where none has, those that have the most, also misspelt. The engine's
 * index finds them; the order is the same on every engine.
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
    best.map(async ({ code, score, otherName }) => ({
      organisation: await organisationNamed(context, code, clocks),
      score,
      otherName,
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
 * For each text the organisations that have any of its words, those with the most first: two statements for all; one more
 * where names of other days may have all words of a text that some present name has; and three more for those texts of
 * which no present name has all words. These are then read loosely.
 */
export async function rank(
  context: Context,
  clocks: SearchClocks,
  asked: readonly Wanted[],
): Promise<readonly Ranking[]> {
  const wanted = await Promise.all(asked.map((one) => readAsInitials(context, one)));
  const looks = await lookStrictly(context, clocks, wanted);
  const whole = looks.filter((look) => look.fits.some((fit) => hasAll(look, fit)));
  const others = looks.filter((look) => !whole.includes(look));
  const [byOthers, loosely] = await Promise.all([
    lookByOtherNames(context, clocks, whole),
    lookLoosely(context, clocks, others),
  ]);
  const looked = new Map([...byOthers, ...loosely].map((look) => [look.wanted, look]));
  return wanted.map((one) => rankingOf(looked.get(one) as Look));
}

/** Single letters begin some word of many names: where areas are called by just these initials, they are one word. */
async function readAsInitials(context: Context, wanted: Wanted): Promise<Wanted> {
  const { text, kinds } = wanted;
  const mayBeArea = kinds.length === 0 || kinds.some((kind) => kind !== "PRACTICE");
  if (text.initialsApart.length === 0 || !mayBeArea) return wanted;
  const [word] = (await context.knownWords.initialsAmong(context, text.initialsApart)).keys();
  return word === undefined ? wanted : { ...wanted, text: textOfInitials(word) };
}

/** What a text was compared with. */
interface Look {
  readonly wanted: Wanted;
  /** How many the index found. */
  readonly indexed: number;
  readonly rows: readonly SearchedRow[];
  /** Of each row. */
  readonly fits: readonly Fit[];
}

const hasAll = ({ wanted: { text } }: Look, { words }: Fit): boolean => words === text.words.length;

async function lookStrictly(
  context: Context,
  clocks: SearchClocks,
  wanted: readonly Wanted[],
): Promise<readonly Look[]> {
  const found = await findEach(context, wanted);
  const searched = await searchedOf(context, clocks, found);
  return Promise.all(
    wanted.map((one, at) => lookAt(context, one, found[at] ?? [], searched, (row) => fitOf(one.text, row))),
  );
}

/** The same, and whose name on another day has all of the words. */
async function lookByOtherNames(
  context: Context,
  clocks: SearchClocks,
  looks: readonly Look[],
): Promise<readonly Look[]> {
  const behind = looks.map((look) => look.rows.filter((_, at) => !hasAll(look, look.fits[at] as Fit)));
  if (behind.flat().length === 0) return looks;
  const known = await context.knownWords.otherNames(context);
  const possible = looks.map(({ wanted: { text } }, at) => {
    const sought = soughtOf(text);
    const rows = (behind[at] ?? []).filter((row) =>
      known.get(row.code)?.some((name) => mayFit(sought, { ...row, name })),
    );
    return rows.map(({ code }) => code);
  });
  if (possible.flat().length === 0) return looks;
  const names = await otherNamesOf(context, clocks, possible);
  return looks.map((look) => ({
    ...look,
    fits: look.rows.map((row, at) => {
      const own = look.fits[at] as Fit;
      if (hasAll(look, own)) return own;
      const fits = (names.get(row.code) ?? []).map((name) => otherFit(look.wanted.text, row, name));
      return fits.filter((fit) => hasAll(look, fit)).reduce(better, own);
    }),
  }));
}

/** Also by words that are misspelt by a letter or the initials of a place, and by names of other days. */
async function lookLoosely(
  context: Context,
  clocks: SearchClocks,
  wanted: readonly Look[],
): Promise<readonly Look[]> {
  if (wanted.length === 0) return [];
  const hinted = await Promise.all(
    wanted.map(async ({ wanted: one }) => {
      const { words } = one.text;
      const meant = await context.knownWords.meantBy(context, words);
      const initials = await context.knownWords.initialsAmong(context, words);
      const hints = [...(one.hints ?? []), ...meant, ...[...initials.values()].flat(2)];
      return { asked: { ...one, hints }, initials };
    }),
  );
  const found = await findEach(
    context,
    hinted.map(({ asked }) => asked),
  );
  const searched = await searchedOf(context, clocks, found);
  const names = await otherNamesOf(context, clocks, found);
  return Promise.all(
    wanted.map(({ wanted: one }, at) => {
      const how = { loosely: true, initials: hinted[at]?.initials ?? new Map() };
      return lookAt(context, one, found[at] ?? [], searched, (row) =>
        (names.get(row.code) ?? [])
          .filter((name) => name !== row.name)
          .map((name) => otherFit(one.text, row, name, how))
          .reduce(better, fitOf(one.text, row, how)),
      );
    }),
  );
}

const otherFit = (text: SearchText, row: SearchedRow, name: string, how: Omit<Reading, "name"> = {}): Fit =>
  asOther(fitOf(text, row, { ...how, name }), name);

const better = (best: Fit, fit: Fit): Fit => (byFit(best, fit) <= 0 ? best : fit);

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

async function otherNamesOf(
  context: Context,
  { asOf, knownAt, atRevision }: SearchClocks,
  found: readonly (readonly Code[])[],
): Promise<ReadonlyMap<Code, readonly string[]>> {
  const codes = [...new Set(found.flat())];
  return namesOf(await context.read(formerNamesByCode, { asOf, knownAt, atRevision, codes }));
}

function namesOf(rows: readonly { readonly code: Code; readonly name: string }[]) {
  const names = new Map<Code, string[]>();
  for (const { code, name } of rows) {
    const others = names.get(code);
    if (others) others.push(name);
    else names.set(code, [name]);
  }
  return names;
}

async function lookAt(
  { pace }: Context,
  wanted: Wanted,
  indexed: readonly Code[],
  searched: ReadonlyMap<Code, SearchedRow>,
  readRow: (row: SearchedRow) => Fit,
): Promise<Look> {
  const rows = indexed
    .flatMap((code) => searched.get(code) ?? [])
    .filter((row) => wanted.asOf === null || existsOn(row, wanted.asOf));
  return { wanted, indexed: indexed.length, rows, fits: await pace.map(rows, readRow) };
}

function rankingOf({ wanted: { text, limit }, indexed, rows, fits }: Look): Ranking {
  const ranked = rows
    .map(({ code, postcode }, at) => ({ code, postcode, ...(fits[at] as Fit) }))
    .filter(({ words }) => words > 0)
    .sort((a, b) => byFit(a, b) || compareText(a.code, b.code));
  const cut = indexed >= limit && ranked.every(({ words }) => words === text.words.length);
  return { ranked: falling(ranked), cut };
}

/** Whoever stands behind another of as many words, for its name is of another day, fits no better than that one. */
function falling(ranked: readonly Ranked[]): Ranked[] {
  let before: Ranked | undefined;
  return ranked.map((one) => {
    const bound = before?.words === one.words && isPartOfOther(one) ? before.score : 1;
    before = one.score > bound ? { ...one, score: bound } : one;
    return before;
  });
}
