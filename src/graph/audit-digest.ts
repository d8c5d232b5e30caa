import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Code } from "../model/code.ts";
import type { Instant } from "../model/dates.ts";
import { type AnyEdition, isOfRegister } from "../model/editions.ts";
import type { LoggedFact } from "../model/facts.ts";
import type { Description, OrganisationRecord } from "../model/organisation.ts";
import { descriptionForm } from "../vocabulary/said.ts";
import { descriptionName, type StoredClocks } from "./dated-description.ts";
import { versionName } from "./fact-id.ts";

/** What a version of a fact adds to the digest of each revision that wrote something of it. */
export interface FactLine {
  /** None where the graph names none. */
  readonly revision: number | null | undefined;
  readonly text: string;
}

/** All that was ever said of a version of a fact, as the graph holds it. */
export function linesOf(fact: LoggedFact): readonly FactLine[] {
  const { addedIn, retractedAt, knownTo, removedIn, supersededIn } = fact;
  const lines: FactLine[] = [{ revision: addedIn, text: `recorded ${versionName(fact)}` }];
  if (supersededIn != null) lines.push({ revision: supersededIn, text: supersededText(fact) });
  const ended = supersededIn == null || removedIn != null;
  if (retractedAt !== null && ended)
    lines.push({ revision: removedIn, text: retractedText(fact, retractedAt, knownTo ?? retractedAt) });
  return lines;
}

const supersededText = (fact: LoggedFact): string => `superseded ${versionName(fact)}`;
const retractedText = (fact: LoggedFact, at: Instant, until: Instant): string =>
  `retracted ${versionName(fact)} ${at}${until === at ? "" : ` known to ${until}`}`;

/**
 * Sums up what was written, whatever the order: the sum of the SHA-256 of each thing, modulo 2^256. What several
 * changes wrote together has the sum of their digests, so that the log's digests together are that of the graph.
 */
export class AuditDigest {
  #sum = 0n;
  /**
   * What descriptions of the register would add under the names of before version 5 of the schema, which knew only when they
   * were recorded, in the place of what they add under the present ones.
   */
  #byFormerNames = 0n;

  /** @param until when what stopped saying it was published */
  retracted(fact: LoggedFact, at: Instant, until: Instant = at): void {
    this.line(retractedText(fact, at, until));
  }

  superseded(fact: LoggedFact): void {
    this.line(supersededText(fact));
  }

  /** All that was ever said of a version of a fact. */
  version(fact: LoggedFact): void {
    for (const { text } of linesOf(fact)) this.line(text);
  }

  registered({ code, kind }: Pick<OrganisationRecord, "code" | "kind">, at: Instant): void {
    this.line(`registered ${code} ${kind} ${at}`);
  }

  described(organisation: { readonly code: Code } & Description, clocks: StoredClocks): void {
    const name = descriptionName(clocks);
    const text = descriptionText(organisation, name);
    this.line(text);
    const { recordedAt, validFrom, validTo } = clocks;
    const isCarried = isOfRegister(organisation.source) && validFrom == null && validTo == null;
    if (name === recordedAt || !isCarried) return;
    const former = numberOf(descriptionText(organisation, recordedAt));
    this.#byFormerNames = modulo(this.#byFormerNames + former - numberOf(text));
  }

  edition({ source, knownFrom, content }: Pick<AnyEdition, "source" | "knownFrom" | "content">): void {
    this.line(`edition ${source} ${knownFrom} ${content}`);
  }

  /** Adds what another digest sums up. */
  add(digest: string): void {
    this.#sum = modulo(this.#sum + BigInt(`0x${digest}`));
  }

  line(text: string): void {
    this.#sum = modulo(this.#sum + numberOf(text));
  }

  /**
   * What a log's digest has more than this, of what a graph holds; 0 where they are the same: under the present names, or,
   * of what was written before version 5 of the schema, under those of then.
   */
  lacks(logged: AuditDigest): bigint {
    const more = modulo(logged.#sum - this.#sum);
    return more === this.#byFormerNames ? 0n : more;
  }

  /** 64 hexadecimal digits. */
  toString(): string {
    return this.#sum.toString(16).padStart(64, "0");
  }
}

const picked = (said: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, said[name]]));

function descriptionText(organisation: { readonly code: Code } & Description, name: string): string {
  const said: Readonly<Record<string, unknown>> = { ...organisation };
  const first = descriptionForm.first.map((column) => said[column] ?? null);
  const later = descriptionForm.later.filter((column) => said[column] != null);
  const more = later.length === 0 ? "" : ` ${canonicalText(picked(said, later))}`;
  return `described ${organisation.code} ${name} ${JSON.stringify(first)}${more}`;
}

export const modulo = (sum: bigint): bigint => BigInt.asUintN(256, sum);
export const numberOf = (text: string): bigint => BigInt(`0x${sha256(text)}`);

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** JSON of one form only (RFC 8785), so that the same value has the same hash, whoever writes it. */
export function canonicalText(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("A value without a canonical text");
  return text;
}
