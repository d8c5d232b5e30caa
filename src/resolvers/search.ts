import { searchedByCode } from "../graph/statements/search.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import type { Organisation } from "../model/organisation.ts";
import { fitOf, parseSearchText, termsOf } from "../model/search.ts";
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
  const first = checkCount("first", args.first ?? hitCounts.usual, hitCounts.most);
  const clocks = clocksOf(args, context);
  const codes = await context.findByText({
    words: termsOf(text),
    kinds: args.kinds ?? [],
    limit: candidates,
  });
  const found = await context.read(searchedByCode, { ...clocks, codes });
  const ranked = found
    .map((organisation) => ({ code: organisation.code, ...fitOf(text, organisation) }))
    .filter(({ words }) => words > 0)
    .sort((a, b) => b.words - a.words || b.score - a.score || compareText(a.code, b.code));
  const best = ranked.filter(({ words }) => words === ranked[0]?.words).slice(0, first);
  return Promise.all(
    best.map(async ({ code, score }) => ({
      organisation: await organisationNamed(context, code, clocks),
      score,
    })),
  );
}
