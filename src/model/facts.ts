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
  /** The revision of the dataset that brought it. */
  readonly addedIn: number;
  /** The revision that took it away; null while it is there. */
  readonly removedIn: number | null;
}

/** The end of something as seen at the clocks: what came later had not come yet. */
export function endSeenAt(
  { retractedAt, removedIn }: Pick<Recorded, "retractedAt" | "removedIn">,
  { knownAt, atRevision }: Pick<Clocks, "knownAt" | "atRevision">,
): Pick<Recorded, "retractedAt" | "removedIn"> {
  if (removedIn === null || removedIn > atRevision) return { retractedAt: null, removedIn: null };
  return { retractedAt: retractedAt !== null && retractedAt <= knownAt ? retractedAt : null, removedIn };
}

/** A fact as the graph holds it, with its clocks. */
export type Fact = NewFact & Recorded & { readonly factId: string };

/** A fact as the audit log keeps it: earlier programs named no revisions there. */
export type LoggedFact = NewFact &
  Omit<Recorded, Revisions> & { readonly factId: string } & Partial<Pick<Recorded, Revisions>>;
type Revisions = "addedIn" | "removedIn";

/** What a fact says, without its id and its clocks. */
export function claimIn(fact: LoggedFact): NewFact {
  const {
    factId: _id,
    recordedAt: _at,
    retractedAt: _until,
    addedIn: _added,
    removedIn: _removed,
    ...said
  } = fact;
  return said as NewFact;
}
