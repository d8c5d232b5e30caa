import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Code } from "../model/code.ts";
import type { Instant } from "../model/dates.ts";
import type { AnyEdition } from "../model/editions.ts";
import type { LoggedFact } from "../model/facts.ts";
import type { Description, OrganisationRecord } from "../model/organisation.ts";
import { descriptionForm, saidIn } from "../vocabulary/said.ts";
import { versionName } from "./fact-id.ts";

/**
 * Sums up what was written, whatever the order: the sum of the SHA-256 of each thing, modulo 2^256. What several
 * changes wrote together has the sum of their digests, so that the log's digests together are that of the graph.
 */
export class AuditDigest {
  #sum = 0n;

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

  /** @param name what tells the description from others of the organisation: `descriptionName` */
  described(organisation: { readonly code: Code } & Description, name: string): void {
    const said = saidIn(descriptionForm, organisation);
    const first = descriptionForm.first.map((column) => said[column]);
    const later = descriptionForm.later.filter((column) => column in said);
    const more = later.length === 0 ? "" : ` ${canonicalText(picked(said, later))}`;
    this.#add(`described ${organisation.code} ${name} ${JSON.stringify(first)}${more}`);
  }

  edition({ source, knownFrom, content }: Pick<AnyEdition, "source" | "knownFrom" | "content">): void {
    this.#add(`edition ${source} ${knownFrom} ${content}`);
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
