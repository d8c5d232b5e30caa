import type { Code } from "./code.ts";
import type { Instant } from "./dates.ts";
import type { LoggedFact } from "./facts.ts";
import type { Description, OrganisationRecord } from "./organisation.ts";
import type { Source } from "./source.ts";

/** What a change of the graph was. */
export const auditActions = [
  "SEED",
  "IMPORT",
  "RESTORE",
  "RECORD",
  "END",
  "RETRACT",
  "REGISTER",
  "CLOSE",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** Who changes the graph, and why. */
export interface Author {
  /** A caller's name, or the program's own where it acts by itself. */
  readonly who: string;
  readonly action: AuditAction;
  readonly reason: string;
  /** The request that asked for it; null where none did. */
  readonly requestId: string | null;
  /** The organisation whose claim the change follows, where one body made it. */
  readonly assertedBy?: Code | null;
  /** Under which key the change can be asked for again without being made twice. */
  readonly idempotency?: Idempotency | null;
}

/** What changes the graph where nobody asked for it. */
export const programItself = { who: "commissioning-graph", requestId: null } as const;

export interface Idempotency {
  readonly key: string;
  /** SHA-256 of the input that came with the key. */
  readonly inputDigest: string;
}

/** How many of each a change wrote. */
export interface AuditCounts {
  readonly sources: number;
  readonly organisations: number;
  readonly redescribed: number;
  readonly facts: number;
  readonly retracted: number;
}

/** One side of a change. */
export interface AuditState {
  readonly sources: readonly Source[];
  readonly organisations: readonly (OrganisationRecord | RedescribedOrganisation)[];
  readonly facts: readonly LoggedFact[];
}
export type RedescribedOrganisation = { readonly code: Code } & Description;

/** What the audit log holds of one change. */
export interface AuditRecord extends Required<Author> {
  /** 1 for the first, and one more for each after it. */
  readonly sequence: number;
  /** The dataset's revision that the change made. */
  readonly revision: number;
  /** When it was made, by the clock of the machine that made it. */
  readonly at: Instant;
  /** When the graph learned it: its place on the record clock, which a seed sets in the past. */
  readonly recordedAt: Instant;
  /** The codes of the sources that it rests on. */
  readonly sources: readonly string[];
  readonly counts: AuditCounts;
  /** Sums up every fact and description that it wrote: see docs/curation.md. */
  readonly digest: string;
  /** The organisations that it touches; null where it is too large to be kept in full. */
  readonly organisations: readonly Code[] | null;
  /** What was believed before of what it replaced, and what it wrote; null where it is too large. */
  readonly before: AuditState | null;
  readonly after: AuditState | null;
  /** The hash of the record before it; 64 zeros in the first. */
  readonly previousHash: string;
  /** SHA-256 of the canonical text (RFC 8785) of all the rest. */
  readonly hash: string;
}

/** What the first record follows. */
export const noHash = "0".repeat(64);

/**
 * Names a graph's history: by its first change, which a backup, a move to another engine and a newer program keep.
 * Revisions of graphs with other names have nothing to do with each other.
 * @param firstHash the hash of the first audit record; null where nothing was ever written
 */
export const graphIdOf = (firstHash: string | null): string => (firstHash ?? noHash).slice(0, 12);
