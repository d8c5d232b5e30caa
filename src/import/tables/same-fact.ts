import { createHash } from "node:crypto";
import type { Fact, NewFact } from "../../model/facts.ts";
import { onlySaid } from "../../vocabulary/said.ts";

/**
 * What a source says once of one matter from one day on: a later row of the same source with other values is a
 * correction of it, and not a second claim.
 */
const claimFields = [
  "kind",
  "from",
  "to",
  "validFrom",
  "source",
  "assertedBy",
  "assertedByName",
  "financialYear",
  "scope",
  "services",
] as const;

/** The same for two facts that are of one matter by one source. */
export const claimKeyOf = (fact: NewFact | Fact): string =>
  digest(claimFields.map((name) => propertyOf(fact, name)));

/** The same for two facts that say the same, whenever they were recorded. */
export function contentKey(fact: NewFact | Fact): string {
  const said = Object.entries(onlySaid(fact))
    .filter(([name]) => !ofRecord.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return digest(said);
}
const ofRecord = new Set([
  ...["factId", "recordedAt", "retractedAt", "addedIn", "removedIn"],
  ...["knownFrom", "knownTo", "supersededIn"],
]);

const propertyOf = (fact: object, name: string): unknown => (fact as Record<string, unknown>)[name] ?? null;

/** 96 bits, 16 characters: two of a billion rows are the same by chance once in 10^11 imports. */
const digest = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest().subarray(0, 12).toString("base64");
