import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Code } from "../model/code.ts";
import type { Instant } from "../model/dates.ts";
import type { Fact } from "../model/facts.ts";
import type { Description, OrganisationRecord } from "../model/organisation.ts";
import { descriptionForm, saidIn } from "../vocabulary/said.ts";

/**
 * Sums up what was written, whatever the order: the sum of the SHA-256 of each thing, modulo 2^256. What several
 * changes wrote together has the sum of their digests, so that the log's digests together are that of the graph.
 */
export class AuditDigest {
  #sum = 0n;

  recorded({ factId }: Pick<Fact, "factId">): void {
    this.#add(`recorded ${factId}`);
  }

  retracted({ factId }: Pick<Fact, "factId">, at: Instant): void {
    this.#add(`retracted ${factId} ${at}`);
  }

  registered({ code, kind }: Pick<OrganisationRecord, "code" | "kind">, at: Instant): void {
    this.#add(`registered ${code} ${kind} ${at}`);
  }

  described(organisation: { readonly code: Code } & Description, at: Instant): void {
    const said = saidIn(descriptionForm, organisation);
    const first = descriptionForm.first.map((column) => said[column]);
    const later = descriptionForm.later.filter((column) => column in said);
    const more = later.length === 0 ? "" : ` ${canonicalText(picked(said, later))}`;
    this.#add(`described ${organisation.code} ${at} ${JSON.stringify(first)}${more}`);
  }

  /** Adds what another digest sums up. */
  add(digest: string): void {
    this.#sum = (this.#sum + BigInt(`0x${digest}`)) % modulus;
  }

  /** 64 hexadecimal digits. */
  toString(): string {
    return this.#sum.toString(16).padStart(64, "0");
  }

  #add(text: string): void {
    this.add(sha256(text));
  }
}

const picked = (said: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, said[name]]));

const modulus = 2n ** 256n;

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** JSON of one form only (RFC 8785), so that the same value has the same hash, whoever writes it. */
export function canonicalText(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("A value without a canonical text");
  return text;
}
