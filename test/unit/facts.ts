import type { Code } from "../../src/model/code.ts";
import type { FinancialYear, Instant, IsoDate } from "../../src/model/dates.ts";
import type { Fact, Payload } from "../../src/model/facts.ts";

let facts = 0;

type Said = { [K in keyof Fact]?: unknown } & Record<string, unknown>;

/** A fact as the graph would answer it, open at both ends unless said otherwise. */
export function told(kind: Payload["kind"], said: Said = {}): Fact {
  return {
    from: "A81001" as Code,
    to: "5PP" as Code,
    factId: `f${String(facts++).padStart(4, "0")}`,
    validFrom: null,
    validTo: null,
    recordedAt: "2011-01-01T00:00:00.000Z" as Instant,
    retractedAt: null,
    knownFrom: said.recordedAt ?? "2011-01-01T00:00:00.000Z",
    knownTo: null,
    addedIn: 1,
    removedIn: null,
    source: "TEST",
    assertedBy: null,
    confidence: "REPORTED",
    note: null,
    kind,
    ...said,
  } as unknown as Fact;
}

export const day = (text: string): IsoDate => text as IsoDate;
export const year = (text: string): FinancialYear => text as FinancialYear;
