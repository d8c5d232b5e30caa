import { readClocks, type ShownClocks } from "../../app/clocks.ts";

/** One of the two columns: an area on a day. */
export interface Side {
  /** Code of the area; null for all of England. */
  readonly code: string | null;
  /** Null for the reference date. */
  readonly asOf: string | null;
}

/** What the address says: `a` and `b` are areas, the slider's day is the first one's, `bAsOf` the second one's where it has its own. */
export interface BesideChoice extends ShownClocks {
  readonly a: Side;
  readonly b: Side;
  /** Whether the second side has a day of its own. */
  readonly hasTwoDays: boolean;
}

export function readBesideChoice(search: string): BesideChoice {
  const parameters = new URLSearchParams(search);
  const clocks = readClocks(search);
  const ofB = parameters.get("bAsOf") || null;
  return {
    ...clocks,
    a: { code: parameters.get("a") || null, asOf: clocks.asOf },
    b: { code: parameters.get("b") || null, asOf: ofB ?? clocks.asOf },
    hasTwoDays: ofB !== null,
  };
}
