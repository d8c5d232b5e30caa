import type { Instant } from "./dates.ts";
import { type Confidence, confidences } from "./kinds.ts";

/** What says how far a claim can be trusted. */
export interface Trusted {
  readonly confidence: Confidence;
  readonly knownFrom: Instant;
  readonly factId: string;
}

/** Sorts claims about one matter: the most trusted first, of equals the one said last, then by id, so that it is always the same one. */
export function byTrust(a: Trusted, b: Trusted): number {
  return (
    confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence) ||
    compareText(b.knownFrom, a.knownFrom) ||
    compareText(a.factId, b.factId)
  );
}

/** Compares text by code units, as Cypher's `<` does. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
