import { AuditChain, textOf } from "../graph/audit-chain.ts";
import { orderedName } from "../graph/dated-description.ts";
import { DigestsByRevision } from "../graph/digests-by-revision.ts";
import { factIdOf, hasItsId } from "../graph/fact-id.ts";
import type { AuditHead } from "../graph/statements/audit.ts";
import { contentOfRows, readEdition, type StoredEdition } from "../graph/statements/editions.ts";
import { registered } from "../graph/statements/stored-history.ts";
import type { AuditRecord } from "../model/audit.ts";
import { claimIn, type LoggedFact } from "../model/facts.ts";
import {
  type DescribedOrganisation,
  type RecordType,
  recordKey,
  recordTypes,
  type StoredRecord,
} from "./record.ts";

/** What is wrong with what was read: `found`, and what was `expected` in its place. */
export class Fault extends Error {
  readonly found: string;
  readonly expected: string;

  constructor(found: string, expected: string) {
    super(`${found}: expected ${expected}.`);
    this.found = found;
    this.expected = expected;
  }
}

/**
 * Checks that records are a whole graph: in their order and none twice, each fact between organisations that are there,
 * the audit chain unbroken, and facts and descriptions those that the audit log tells of.
 */
export class Checker {
  readonly #codes = new Set<string>();
  readonly #sources = new Set<string>();
  readonly #found = new DigestsByRevision();
  readonly #logged = new DigestsByRevision();
  readonly #chain = new AuditChain();
  #latest = { what: "nothing", revision: 0 };
  #last: { readonly type: RecordType; readonly key: string } | null = null;

  /** @throws Fault */
  take(record: StoredRecord): void {
    this.#inOrder(record.type, recordKey(record));
    if (record.type === "source") this.#sources.add(record.value.code);
    else if (record.type === "organisation") this.#organisation(record.value);
    else if (record.type === "fact") this.#fact(record.value);
    else if (record.type === "edition") this.#edition(record.value);
    else if (record.type === "audit") this.#audit(record.value);
  }

  /**
   * Once all were taken.
   * @param head where the log stands
   * @throws Fault
   */
  end({ sequence, revision, hash }: AuditHead): void {
    const { records, hash: last } = this.#chain;
    if (records !== sequence) throw new Fault(`${records} audit records`, String(sequence));
    if (last !== hash || this.#chain.revision !== revision) {
      throw new Fault(
        `an audit log that ends at revision ${this.#chain.revision} with the hash ${last}`,
        `one that ends at revision ${revision} with the hash ${hash}`,
      );
    }
    if (this.#latest.revision > revision) {
      throw new Fault(`${this.#latest.what} of revision ${this.#latest.revision}`, `at most ${revision}`);
    }
    if (this.#found.lacking(this.#logged).size > 0) {
      throw new Fault(
        "facts and descriptions that are not those which the audit log tells of",
        "all of them and no others, each as it was written",
      );
    }
  }

  #inOrder(type: RecordType, key: string): void {
    const last = this.#last;
    const rank = recordTypes.indexOf(type) - (last === null ? 0 : recordTypes.indexOf(last.type));
    if (last !== null && rank === 0 && key === last.key) {
      throw new Fault(`${type} ${key} a second time`, "each once");
    }
    if (last !== null && (rank < 0 || (rank === 0 && key < last.key))) {
      throw new Fault(
        `${type} ${key} after ${last.type} ${last.key}`,
        `the order ${recordTypes.join(", ")}, each by its key`,
      );
    }
    this.#last = { type, key };
  }

  #organisation({ code, kind, descriptions }: DescribedOrganisation): void {
    const [first] = descriptions;
    if (first === undefined) throw new Fault(`organisation ${code} without a description`, "at least one");
    this.#codes.add(code);
    const [registeredAt, registeredIn] = registered(descriptions);
    this.#found.registered({ code, kind }, registeredAt, registeredIn ?? undefined);
    let before: string | null = null;
    for (const description of descriptions) {
      const { addedIn, removedIn, supersededIn } = description;
      for (const revision of [addedIn, removedIn, supersededIn])
        this.#in(`a description of ${code}`, revision);
      const name = orderedName(description);
      if (before !== null && name <= before) {
        throw new Fault(
          `a description of ${code} of ${name.slice(2)} after one of ${before.slice(2)}`,
          "the earliest first",
        );
      }
      this.#cited(description.source, `organisation ${code}`);
      this.#found.described({ code, ...description }, description);
      before = name;
    }
  }

  #fact(fact: LoggedFact): void {
    const { factId, recordedAt, retractedAt } = fact;
    if (!hasItsId(fact)) {
      throw new Fault(
        `fact ${factId}, whose id is a digest of all that it says, says what has the id ${factIdOf(claimIn(fact), recordedAt)}`,
        "it as it was recorded",
      );
    }
    for (const end of "to" in fact ? [fact.from, fact.to] : [fact.from]) {
      if (!this.#codes.has(end))
        throw new Fault(`fact ${factId} of ${end}, which is no organisation here`, "one that is");
    }
    this.#cited(fact.source, `fact ${factId}`);
    this.#in(`fact ${factId}`, fact.addedIn);
    this.#in(`fact ${factId}`, fact.removedIn);
    this.#in(`fact ${factId}`, fact.supersededIn);
    const taken = fact.removedIn ?? fact.supersededIn;
    if (fact.addedIn !== undefined && (retractedAt === null) !== (taken == null)) {
      throw new Fault(
        `fact ${factId} taken back at ${retractedAt} in revision ${fact.removedIn ?? null}`,
        "both or neither",
      );
    }
    this.#found.fact(fact);
  }

  #edition(stored: StoredEdition): void {
    this.#in(`edition ${stored.name}`, stored.addedIn);
    if (contentOfRows(readEdition(stored).rows) !== stored.content)
      throw new Fault(`edition ${stored.name} with other rows than it was imported with`, "those");
    this.#found.edition(stored);
  }

  /** Keeps the latest revision that anything names: none may be later than the log. */
  #in(what: string, revision: number | null | undefined): void {
    if (revision != null && revision > this.#latest.revision) this.#latest = { what, revision };
  }

  #cited(source: string, by: string): void {
    if (!this.#sources.has(source))
      throw new Fault(`source ${source} of ${by}, which is no source here`, "one that is");
  }

  #audit(record: AuditRecord): void {
    this.#chain.follow(record, textOf(record));
    const [problem] = this.#chain.problems;
    if (problem !== undefined) {
      throw new Fault(
        `audit log: ${problem.replace(/\.$/, "")}`,
        "every record as it was written, in an unbroken chain",
      );
    }
    this.#logged.in(record.revision).add(record.digest);
  }
}
