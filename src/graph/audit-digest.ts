import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Code } from "../model/code.ts";
import type { Instant } from "../model/dates.ts";
import type { AnyEdition } from "../model/editions.ts";
import type { LoggedFact } from "../model/facts.ts";
import type { Description, OrganisationRecord } from "../model/organisation.ts";
import { descriptionForm } from "../vocabulary/said.ts";
import { descriptionName, type StoredClocks } from "./dated-description.ts";
import { versionName } from "./fact-id.ts";

/**
 * Sums up what was written, whatever the order: the sum of the SHA-256 of each thing, modulo 2^256. What several
 * changes wrote together has the sum of their digests, so that the log's digests together are that of the graph.
 */
export class AuditDigest {
  #sum = 0n;
  /**
   * By revision, what the descriptions that it brought would add under the names of before version 5 of the schema, which
   * knew only when they were recorded, in the place of what they add under the present ones.
   */
  readonly #byFormerNames = new Map<number, bigint>();

  recorded(fact: LoggedFact): void {
    this.#add(`recorded ${versionName(fact)}`);
  }

  /** @param until when what stopped saying it was published */
  retracted(fact: LoggedFact, at: Instant, until: Instant = at): void {
    this.#add(`retracted ${versionName(fact)} ${at}${until === at ? "" : ` known to ${until}`}`);
  }

  superseded(fact: LoggedFact): void {
    this.#add(`superseded ${versionName(fact)}`);
  }

  /** All that was ever said of a version of a fact, as the graph holds it. */
  held(fact: LoggedFact): void {
    this.recorded(fact);
    const { retractedAt, knownTo, removedIn, supersededIn } = fact;
    if (supersededIn != null) this.superseded(fact);
    const ended = supersededIn == null || removedIn != null;
    if (retractedAt !== null && ended) this.retracted(fact, retractedAt, knownTo ?? retractedAt);
  }

  registered({ code, kind }: Pick<OrganisationRecord, "code" | "kind">, at: Instant): void {
    this.#add(`registered ${code} ${kind} ${at}`);
  }

  described(organisation: { readonly code: Code } & Description, clocks: StoredClocks): void {
    const name = descriptionName(clocks);
    this.#add(descriptionText(organisation, name));
    const { recordedAt, addedIn, validFrom, validTo } = clocks;
    if (addedIn === undefined || name === recordedAt || validFrom != null || validTo != null) return;
    const former = numberOf(descriptionText(organisation, recordedAt));
    const more = former - numberOf(descriptionText(organisation, name));
    this.#byFormerNames.set(addedIn, (this.#byFormerNames.get(addedIn) ?? 0n) + more);
  }

  edition({ source, knownFrom, content }: Pick<AnyEdition, "source" | "knownFrom" | "content">): void {
    this.#add(`edition ${source} ${knownFrom} ${content}`);
  }

  /** Adds what another digest sums up. */
  add(digest: string): void {
    this.#sum = modulo(this.#sum + BigInt(`0x${digest}`));
  }

  /**
   * Whether this, of what a graph holds, is what its log's records sum up: under the present names, or, up to some revision,
   * under those of before version 5, as in a graph that was carried forward.
   */
  isLoggedIn(logged: AuditDigest): boolean {
    const changes = [...this.#byFormerNames].sort(([a], [b]) => a - b).map(([, more]) => more);
    let sum = this.#sum;
    return [0n, ...changes].some((more) => {
      sum = modulo(sum + more);
      return sum === logged.#sum;
    });
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

function descriptionText(organisation: { readonly code: Code } & Description, name: string): string {
  const said: Readonly<Record<string, unknown>> = { ...organisation };
  const first = descriptionForm.first.map((column) => said[column] ?? null);
  const later = descriptionForm.later.filter((column) => said[column] != null);
  const more = later.length === 0 ? "" : ` ${canonicalText(picked(said, later))}`;
  return `described ${organisation.code} ${name} ${JSON.stringify(first)}${more}`;
}

const modulo = (sum: bigint): bigint => BigInt.asUintN(256, sum);
const numberOf = (text: string): bigint => BigInt(`0x${sha256(text)}`);

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** JSON of one form only (RFC 8785), so that the same value has the same hash, whoever writes it. */
export function canonicalText(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("A value without a canonical text");
  return text;
}
