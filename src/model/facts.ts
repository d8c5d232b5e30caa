import type { Claimed, FactKind, MatterOf } from "../vocabulary/fact.ts";
import type { Instant } from "./dates.ts";

export { type Claimed, type FactKind, factKinds } from "../vocabulary/fact.ts";

export type MembershipMatter = MatterOf<"MEMBERSHIP">;
export type DelegationMatter = MatterOf<"DELEGATION">;
/** What a PCT said of its plans to delegate; validFrom is the day it said so. */
export type ReportMatter = MatterOf<"REPORT">;
/** The commissioning budget of a PCT, or of a cluster where only its total is published. */
export type BudgetMatter = MatterOf<"BUDGET">;

/** What a fact is about. Money is never split by guess: an amount is null where the source gives none for it alone. */
export type Matter = MatterOf<FactKind>;

/** A fact to be written down. */
export type NewFact = Matter & Claimed;

/** A fact as the graph holds it, with the record clock. */
export type Fact = NewFact & {
  readonly factId: string;
  readonly recordedAt: Instant;
  readonly retractedAt: Instant | null;
};
