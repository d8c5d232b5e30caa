import { searchedByCode } from "../graph/statements/search.ts";
import type { Code } from "../model/code.ts";
import type { Clocks, IsoDate } from "../model/dates.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import { existsOn, type Organisation } from "../model/organisation.ts";
import { type Fit, fitOf, parseSearchText, type SearchText, termsOf } from "../model/search.ts";
import { compareText } from "../model/trust.ts";
import { type Context, checkCount, clocksOf } from "./context.ts";
import { organisationNamed } from "./organisation.ts";

/** Hits of a search where a query asks for no number, and at the most. */
export const hitCounts = { usual: 10, most: 100 } as const;
/** How many organisations the engine's index is asked for; what it ranks behind them is not looked at. */
const candidates = 1_000;

export interface SearchArgs {
  readonly text: string;
  readonly kinds?: readonly OrganisationKind[] | null | undefined;
  readonly first?: number | null | undefined;
}

export interface SearchHit {
  readonly organisation: Organisation;
  readonly score: number;
}

/**
 * The organisations that fit a text, the best first and by code among equals: those that have all of its words, or
 * where none has, those that have the most. The engine's index finds them; the order is the same on every engine.
 * @throws BadUserInput for a text with nothing to search for, or a number of hits out of range
 */
export async function search(
  context: Context,
  args: SearchArgs & Parameters<typeof clocksOf>[0],
): Promise<readonly SearchHit[]> {
  const text = parseSearchText(args.text);
  const first = checkCount("first", args.first ?? hitCounts.usual, hitCounts.most, 0);
  const clocks = clocksOf(args, context);
  const wanted = { text, kinds: args.kinds ?? [], asOf: clocks.asOf, limit: candidates };
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
  /** The day on which it exists. */
  readonly asOf: IsoDate;
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

/** For each text the organisations that have any of its words, those with the most first: two statements for all. */
export async function rank(
  context: Context,
  { knownAt, atRevision }: Pick<Clocks, "knownAt" | "atRevision">,
  wanted: readonly Wanted[],
): Promise<readonly Ranking[]> {
  const { pace } = context;
  const found = await context.findByText(
    wanted.map(({ text, hints = [], kinds, limit }) => ({
      words: [...termsOf(text), ...hints],
      kinds,
      limit,
    })),
  );
  const codes = [...new Set(found.flat())];
  const searched = new Map(
    (await context.read(searchedByCode, { knownAt, atRevision, codes })).map((row) => [row.code, row]),
  );
  const rankOne = async ({ text, asOf, limit }: Wanted, at: number): Promise<Ranking> => {
    const indexed = found[at] ?? [];
    const rows = indexed.flatMap((code) => searched.get(code) ?? []).filter((row) => existsOn(row, asOf));
    const fits = await pace.map(rows, (row) => ({
      ...{ code: row.code, postcode: row.postcode },
      ...fitOf(text, row),
    }));
    const ranked = fits
      .filter(({ words }) => words > 0)
      .sort((a, b) => b.words - a.words || b.score - a.score || compareText(a.code, b.code));
    const cut = indexed.length >= limit && ranked.every(({ words }) => words === text.words.length);
    return { ranked, cut };
  };
  return Promise.all(wanted.map(rankOne));
}
