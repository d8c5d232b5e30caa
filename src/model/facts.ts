import type { Claimed, FactKind, PayloadOf } from "../vocabulary/fact.ts";
import type { Clocks, Instant } from "./dates.ts";

export { type Claimed, type FactKind, factKinds } from "../vocabulary/fact.ts";

export type MembershipPayload = PayloadOf<"MEMBERSHIP">;
export type DelegationPayload = PayloadOf<"DELEGATION">;
/** What a PCT said of its plans to delegate; validFrom is the day it said so. */
export type ReportPayload = PayloadOf<"REPORT">;
/** The commissioning budget of a PCT, or of a cluster where only its total is published. */
export type BudgetPayload = PayloadOf<"BUDGET">;

/** What a fact is about. Money is never split by guess: an amount is null where the source gives none for it alone. */
export type Payload = PayloadOf<FactKind>;

/** A fact to be written down. */
export type NewFact = Payload & Claimed;

/** What the graph says of a fact, or of a former description, beside what it says itself. */
export interface Recorded {
  readonly recordedAt: Instant;
  /** Null while it is believed. */
  readonly retractedAt: Instant | null;
  /** By when it had been said: the publication of its edition; else when it was recorded. */
  readonly knownFrom: Instant;
  /** When what stopped saying it was published, or when it was taken back; null while it is said. */
  readonly knownTo: Instant | null;
  /** The revision of the dataset that brought it. */
  readonly addedIn: number;
  /** The revision that took it away; null while it is there. */
  readonly removedIn: number | null;
  /** The revision that put other versions of the same claim in the place of this one; absent while it counts. */
  readonly supersededIn?: number | null | undefined;
}

/** The end of something as seen at the clocks: what came later had not come yet. */
export function endSeenAt(
  { retractedAt, knownTo, removedIn }: Ends,
  { knownAt, atRevision }: Pick<Clocks, "knownAt" | "atRevision">,
): Ends {
  if (removedIn === null || removedIn > atRevision) return notEnded;
  return knownTo !== null && knownTo <= knownAt
    ? { retractedAt, knownTo, removedIn }
    : { ...notEnded, removedIn };
}
type Ends = Pick<Recorded, "retractedAt" | "knownTo" | "removedIn">;
/** The end of what nothing has taken back. */
export const notEnded = { retractedAt: null, knownTo: null, removedIn: null } as const satisfies Ends;

/** A fact as the graph holds it, with its clocks. */
export type Fact = NewFact & Recorded & { readonly factId: string };

/** A fact as the audit log keeps it: earlier programs named no revisions there, and did not tell known time from record time. */
export type LoggedFact = NewFact &
  Omit<Recorded, Revisions> & { readonly factId: string } & Partial<Pick<Recorded, Revisions>>;
type Revisions = "addedIn" | "removedIn" | "knownFrom" | "knownTo";

/**
 * A fact to be written. `recordedAt` may be given where it was learned earlier; `knownFrom` where an edition says it, and
 * `knownTo` where a later one no longer does.
 */
export type FactToRecord = NewFact & Partial<Pick<Fact, "recordedAt" | "knownFrom" | "knownTo">>;
/** One to be taken back. `until`: when what stopped saying it was published; now where absent. */
export type FactToRetract = LoggedFact & { readonly until?: Instant };

/** What a fact says, without its id and its clocks. */
export function claimIn(fact: LoggedFact): NewFact {
  const {
    factId: _id,
    recordedAt: _at,
    retractedAt: _until,
    addedIn: _added,
    removedIn: _removed,
    knownFrom: _from,
    knownTo: _to,
    supersededIn: _superseded,
    ...said
  } = fact;
  return said as NewFact;
}
