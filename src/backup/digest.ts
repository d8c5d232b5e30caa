import { createHash, type Hash } from "node:crypto";
import { canonicalText } from "../graph/audit-digest.ts";
import { type Counts, type HeldRecord, none, type RecordType, recordTypes } from "./record.ts";

/** What a graph holds, summed up: equal for equal graphs, whichever engine holds them and whoever reads them. */
export interface Content {
  readonly counts: Counts;
  /** SHA-256 of the lines of each kind, in hexadecimal. */
  readonly digests: Readonly<Record<RecordType, string>>;
  /** SHA-256 of all lines. */
  readonly digest: string;
}

/** A record as a line, in the one form of RFC 8785, without its end. */
export const lineOf = ({ type, value }: HeldRecord): string => canonicalText({ type, ...value });

/** Sums up records in their order. */
export class ContentDigest {
  readonly #counts = none();
  readonly #all = createHash("sha256");
  readonly #each = new Map<RecordType, Hash>(recordTypes.map((type) => [type, createHash("sha256")]));

  /** @param line the record's, without its end */
  take(type: RecordType, line: string): void {
    const text = `${line}\n`;
    this.#counts[type]++;
    this.#all.update(text);
    this.#each.get(type)?.update(text);
  }

  result(): Content {
    const digests = Object.fromEntries([...this.#each].map(([type, hash]) => [type, hash.digest("hex")]));
    return {
      counts: { ...this.#counts },
      digests: digests as Record<RecordType, string>,
      digest: this.#all.digest("hex"),
    };
  }
}

/** The kinds of record in which two graphs differ. */
export const differences = (a: Content, b: Content): RecordType[] =>
  recordTypes.filter((type) => a.digests[type] !== b.digests[type]);
