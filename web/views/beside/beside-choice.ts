import { readClocks, type ShownClocks } from "../../app/clocks.ts";
import { assumedReferenceDate, yearsLater } from "../../app/months.ts";

/** One of the two columns: an area on a day. */
export interface Side {
  /** Code of the area; null for all of England. */
  readonly code: string | null;
  /** Null for the reference date. */
  readonly asOf: string | null;
}

/**
 * What the address says: `a` and `b` are areas, the slider's day is the first one's, `bAsOf` the second one's where it has
 * its own. Where it names nothing to compare, England stands beside itself a year apart.
 */
export interface BesideChoice extends ShownClocks {
  readonly a: Side;
  readonly b: Side;
}

export function readBesideChoice(search: string): BesideChoice {
  const parameters = new URLSearchParams(search);
  const clocks = readClocks(search);
  const [a, b] = [parameters.get("a") || null, parameters.get("b") || null];
  const given = parameters.get("bAsOf") || null;
  const ofB = given ?? (a === null && b === null ? aYearApart(clocks.asOf ?? assumedReferenceDate) : null);
  return {
    ...clocks,
    a: { code: a, asOf: clocks.asOf },
    b: { code: b, asOf: ofB ?? clocks.asOf },
  };
}

/** A year later while there are PCTs to tell of, else a year before. */
const aYearApart = (day: string): string => yearsLater(day, day < "2012-04-01" ? 1 : -1);
