import type { Instant } from "../model/dates.ts";
import type { LoggedFact } from "../model/facts.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { AuditDigest, linesOf } from "./audit-digest.ts";
import type { StoredClocks } from "./dated-description.ts";
import type { StoredEdition } from "./statements/editions.ts";

/** What names no revision: what a program before version 4 of the schema wrote. */
const noRevision = 0;

/** Digests by revision: of what a graph holds, or of what its audit log tells. */
export class DigestsByRevision {
  readonly #digests = new Map<number, AuditDigest>();

  fact(fact: LoggedFact): void {
    for (const { revision, text } of linesOf(fact)) this.in(revision).line(text);
  }

  described(organisation: Parameters<AuditDigest["described"]>[0], clocks: StoredClocks): void {
    this.in(clocks.addedIn).described(organisation, clocks);
  }

  /** @param addedIn the revision that brought it */
  registered(
    organisation: Pick<OrganisationRecord, "code" | "kind">,
    at: Instant,
    addedIn: number | undefined,
  ): void {
    this.in(addedIn).registered(organisation, at);
  }

  edition(edition: StoredEdition): void {
    this.in(edition.addedIn).edition(edition);
  }

  in(revision: number | null | undefined): AuditDigest {
    const key = revision ?? noRevision;
    const digest = this.#digests.get(key) ?? new AuditDigest();
    this.#digests.set(key, digest);
    return digest;
  }

  /**
   * By revision, what the log sums up more than this, of what the graph holds: nothing where all is as it was written. Where
   * nothing names a revision, all of the log is taken together as one.
   */
  lacking(logged: DigestsByRevision): Map<number, bigint> {
    if (this.#digests.size === 1 && this.#digests.has(noRevision)) {
      const more = this.in(noRevision).lacks(logged.#together());
      return new Map(more === 0n ? [] : [[noRevision, more]]);
    }
    const revisions = [...new Set([...this.#digests.keys(), ...logged.#digests.keys()])].sort(
      (a, b) => a - b,
    );
    const none = new AuditDigest();
    return new Map(
      revisions
        .map((revision): [number, bigint] => {
          const fromLog = logged.#digests.get(revision) ?? none;
          return [revision, (this.#digests.get(revision) ?? none).lacks(fromLog)];
        })
        .filter(([, more]) => more !== 0n),
    );
  }

  #together(): AuditDigest {
    const all = new AuditDigest();
    for (const digest of this.#digests.values()) all.add(digest.toString());
    return all;
  }
}
