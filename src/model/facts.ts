import type { Code } from "./code.ts";
import type { FinancialYear, Instant, IsoDate } from "./dates.ts";
import type {
  Confidence,
  DelegationPosition,
  DelegationStage,
  MembershipStatus,
  OutsideReason,
  SupportModel,
} from "./kinds.ts";

/** What every fact says beside its own matter. */
export interface Claimed {
  /** First day it holds; null where unknown. */
  readonly validFrom: IsoDate | null;
  /** Last day it holds; null while open. */
  readonly validTo: IsoDate | null;
  readonly source: string;
  /** The organisation whose claim it is, where one body made it. */
  readonly assertedBy: Code | null;
  readonly confidence: Confidence;
  readonly note: string | null;
}

export interface MembershipMatter {
  readonly kind: "MEMBERSHIP";
  readonly from: Code;
  readonly to: Code;
  readonly status: MembershipStatus;
}
/** A practice (from) known to be in no consortium of its PCT (to). */
export interface OutsideMatter {
  readonly kind: "OUTSIDE";
  readonly from: Code;
  readonly to: Code;
  readonly reason: OutsideReason;
}
export interface DelegationMatter {
  readonly kind: "DELEGATION";
  readonly from: Code;
  readonly to: Code;
  readonly financialYear: FinancialYear;
  readonly stage: DelegationStage;
  /** Pounds; null where the source gives none for this delegation alone. Never split by guess. */
  readonly amountGbp: number | null;
  /** 0 to 1 of the delegator's budget. */
  readonly shareOfBudget: number | null;
  readonly scope: string | null;
}
export interface SupportMatter {
  readonly kind: "SUPPORT";
  readonly from: Code;
  readonly to: Code;
  readonly services: readonly string[];
  readonly model: SupportModel;
  /** Pounds over the whole contract, where a source states it. */
  readonly valueGbp: number | null;
}
export interface SuccessionMatter {
  readonly kind: "SUCCESSION";
  readonly from: Code;
  readonly to: Code;
}
/** What a PCT said of its plans to delegate; validFrom is the day it said so. */
export interface ReportMatter {
  readonly kind: "REPORT";
  readonly from: Code;
  readonly position: DelegationPosition;
  readonly financialYear: FinancialYear;
  readonly amountGbp: number | null;
  readonly shareOfBudget: number | null;
}
/** The commissioning budget of a PCT, or of a cluster where only its total is published. */
export interface BudgetMatter {
  readonly kind: "BUDGET";
  readonly from: Code;
  readonly financialYear: FinancialYear;
  readonly amountGbp: number;
}

export type Matter =
  | MembershipMatter
  | OutsideMatter
  | DelegationMatter
  | SupportMatter
  | SuccessionMatter
  | ReportMatter
  | BudgetMatter;
export type FactKind = Matter["kind"];
export const factKinds = [
  "MEMBERSHIP",
  "OUTSIDE",
  "DELEGATION",
  "SUPPORT",
  "SUCCESSION",
  "REPORT",
  "BUDGET",
] as const satisfies readonly FactKind[];

/** A fact to be written down. */
export type NewFact = Matter & Claimed;

/** A fact as the graph holds it, with the record clock. */
export type Fact = NewFact & {
  readonly factId: string;
  readonly recordedAt: Instant;
  readonly retractedAt: Instant | null;
};
