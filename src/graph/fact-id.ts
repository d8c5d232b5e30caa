import { createHash } from "node:crypto";
import type { Instant } from "../model/dates.ts";
import { claimIn, type LoggedFact, type NewFact } from "../model/facts.ts";
import { factForms, saidIn } from "../vocabulary/said.ts";

/** The id of a fact is a digest of all that it says and when it was learned: the same fact twice has the same id. */
export const factIdOf = (fact: NewFact, recordedAt: Instant): string =>
  idOf({ ...saidIn(factForms[fact.kind], fact), recordedAt });

/** The id of what editions say: of the claim alone, whichever edition says it and whenever that was imported. */
export const claimIdOf = (fact: NewFact): string => idOf(saidIn(factForms[fact.kind], fact));

function idOf(said: object): string {
  const sorted = Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("hex").slice(0, 20);
}

/** Whether a fact says what its id sums up. */
export function hasItsId(fact: LoggedFact): boolean {
  const said = claimIn(fact);
  return fact.factId === factIdOf(said, fact.recordedAt) || fact.factId === claimIdOf(said);
}

/** What tells a version of a claim from the others; of a fact whose id names when it was recorded, the id alone. */
export function versionName(fact: LoggedFact): string {
  const { factId, recordedAt, knownFrom = recordedAt } = fact;
  if (knownFrom === recordedAt || factId === factIdOf(claimIn(fact), recordedAt)) return factId;
  return `${factId} ${recordedAt} known from ${knownFrom}`;
}
