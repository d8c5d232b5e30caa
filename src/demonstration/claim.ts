import { firstDayOf, type IsoDate, lastDayOf } from "../model/dates.ts";
import type { NewFact, Payload } from "../model/facts.ts";
import type { Confidence } from "../model/kinds.ts";
import { cell, optional, type SeedRow } from "./read-table.ts";

/** Where a statement of the seed comes from, and how far it can be trusted. */
export interface Provenance {
  readonly source: string;
  readonly confidence: Confidence;
  readonly note: string | null;
}

/** The provenance that a row states in its columns source, confidence and note. */
export function provenanceOf(row: SeedRow): Provenance {
  return {
    source: cell(row, "source"),
    confidence: cell(row, "confidence") as Confidence,
    note: optional(row, "note"),
  };
}

/** A fact nobody in particular asserts. */
export function claim(
  payload: Payload,
  from: IsoDate | null,
  to: IsoDate | null,
  provenance: Provenance,
): NewFact {
  return { ...payload, validFrom: from, validTo: to, assertedBy: null, ...provenance };
}

/** The first day of a cell that may name a month or a year only; null where it is empty. */
export function startIn(row: SeedRow, column: string): IsoDate | null {
  const text = optional(row, column);
  return text === null ? null : firstDayOf(text);
}

/** The last day of a cell that may name a month or a year only; null where it is empty. */
export function endIn(row: SeedRow, column: string): IsoDate | null {
  const text = optional(row, column);
  return text === null ? null : lastDayOf(text);
}

/** Notes one after the other, null where there are none. */
export function joined(...notes: readonly (string | null | undefined | false)[]): string | null {
  return notes.filter(Boolean).join("; ") || null;
}

export function later(a: IsoDate, b: IsoDate): IsoDate {
  return a > b ? a : b;
}

export function earlier(a: IsoDate, b: IsoDate): IsoDate {
  return a < b ? a : b;
}
