import { payloadFieldsOf } from "../vocabulary/derive.ts";
import { isOfOne } from "../vocabulary/fact.ts";
import type { AuditRecord } from "./audit.ts";
import type { Code } from "./code.ts";
import type { IsoDate } from "./dates.ts";
import type { FactKind, Payload } from "./facts.ts";
import type { Confidence } from "./kinds.ts";
import type { Description, OrganisationRecord } from "./organisation.ts";
import type { Source } from "./source.ts";

/** What a curator asks for, with codes as typed, and what comes of it. */

type Given<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** An existing source by its code, or a new one with its particulars. */
export type GivenSource = { readonly code: string } & Given<Omit<Source, "code">>;

/** What every change brings. */
export interface GivenChange {
  readonly source: GivenSource;
  readonly assertedBy?: string | null | undefined;
  /** Why the change is made: for the audit log. */
  readonly reason: string;
  /** The revision that the curator looked at. */
  readonly expectedRevision?: number | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

/** What a fact brings beside its own payload. */
export interface GivenClaim {
  readonly assertedBy?: string | null | undefined;
  readonly assertedByName?: string | null | undefined;
  readonly confidence?: Confidence | null | undefined;
  readonly note?: string | null | undefined;
  readonly validFrom?: IsoDate | null | undefined;
  readonly validTo?: IsoDate | null | undefined;
}

/** A fact with the names that the API gives its ends; see `nameOf`. */
export type GivenFact = GivenClaim & Readonly<Record<string, unknown>>;

/** Facts of several kinds: each item has one field, named after its kind. */
export interface GivenFacts extends GivenChange {
  readonly facts: readonly Readonly<Record<string, GivenFact | null | undefined>>[];
}

export type GivenDescription = Given<Omit<Description, "name" | "source">> & {
  readonly name: string;
};
export interface GivenOrganisation extends GivenDescription {
  readonly kind: OrganisationRecord["kind"];
  readonly code: string;
}

/** A thing about an input that must be mended before it is written. */
export interface InputProblem {
  /** From the argument to the value at fault, such as input, validFrom. */
  readonly path: readonly string[];
  /** What was given, as JSON; null where nothing was. */
  readonly given: string | null;
  readonly expected: string;
  /** What was given, what was expected and an example, in a sentence. */
  readonly message: string;
}

/** What came of a change that was asked for. */
export type Outcome =
  /** `repeated`: it had been written before, under the same idempotency key. */
  | { readonly kind: "done"; readonly record: AuditRecord; readonly repeated: boolean }
  | { readonly kind: "invalid"; readonly problems: readonly InputProblem[] }
  /** Somebody changed what the input is about after the expected revision. */
  | {
      readonly kind: "conflict";
      readonly expected: number;
      readonly revision: number;
      readonly since: readonly AuditRecord[];
    }
  | { readonly kind: "key reused"; readonly key: string; readonly record: AuditRecord };

/** The names that the API gives to properties of a fact whose name is not their own. */
const namesOf = {
  MEMBERSHIP: { from: "member", to: "group" },
  DELEGATION: { from: "delegator", to: "recipient" },
  SUPPORT: { from: "provider", to: "recipient" },
  SUCCESSION: { from: "predecessor", to: "successor" },
  OUTSIDE: { from: "practice", to: "pct", reason: "outsideReason" },
  REPORT: { from: "pct" },
  BUDGET: { from: "organisation" },
} as const satisfies Record<FactKind, Readonly<Record<string, string>>>;

/** The name that the API gives to a property of a fact. */
export const apiNameOf = (kind: FactKind, property: string): string =>
  (namesOf[kind] as Readonly<Record<string, string>>)[property] ?? property;

/** The field of a list's item that holds a fact of a kind. */
export const fieldOf = (kind: FactKind): string => kind.toLowerCase();

/** The ends of each kind of fact. */
export const endsOf = (kind: FactKind): readonly ("from" | "to")[] =>
  isOfOne(kind) ? ["from"] : ["from", "to"];

/** A fact that two ends and what it says make. */
export const payloadFrom = (
  kind: FactKind,
  ends: Readonly<Record<string, Code>>,
  said: GivenFact,
): Payload => {
  const properties = payloadFieldsOf(kind).map(([property]) => [
    property,
    said[apiNameOf(kind, property)] ?? null,
  ]);
  return { kind, ...ends, ...Object.fromEntries(properties) } as Payload;
};
