import { createHash, type Hash } from "node:crypto";
import { canonicalText } from "../graph/audit-digest.ts";
import {
  datasetForm,
  descriptionForm,
  factForms,
  pathfinderCountForm,
  saidIn,
  sourceForm,
} from "../vocabulary/said.ts";
import {
  type Counts,
  none,
  type PerType,
  type RecordType,
  recordTypes,
  type StoredRecord,
} from "./record.ts";

/** What a graph holds, summed up: equal for equal graphs, whichever engine holds them and whoever reads them. */
export interface Content {
  readonly counts: Counts;
  /** SHA-256 of the lines of each kind, in hexadecimal. */
  readonly digests: Readonly<PerType<string>>;
  /** SHA-256 of all lines. */
  readonly digest: string;
}

/** A record as a line, in the one form of RFC 8785, without its end. */
export const contentLine = (record: StoredRecord): string =>
  canonicalText({ type: record.type, ...saidBy(record) });

/** What a record says; a record of the audit log is as it was written, since its hash is of all of it. */
function saidBy({ type, value }: StoredRecord): object {
  switch (type) {
    case "dataset":
      return saidIn(datasetForm, value);
    case "source":
      return saidIn(sourceForm, value);
    case "pathfinderCount":
      return saidIn(pathfinderCountForm, value);
    case "organisation": {
      const descriptions = value.descriptions.map((description) => saidIn(descriptionForm, description));
      return { ...value, descriptions };
    }
    case "fact":
      return { ...saidIn(factForms[value.kind], value), retractedAt: value.retractedAt };
    case "edition":
    case "audit":
      return value;
    default:
      return type satisfies never;
  }
}

/** Sums up records in their order. */
export class ContentDigest {
  readonly #counts = none();
  readonly #all = createHash("sha256");
  readonly #each = new Map<RecordType, Hash>(recordTypes.map((type) => [type, createHash("sha256")]));

  /** @param line the record's, without its end */
  take(type: RecordType, line: string): void {
    const text = `${line}\n`;
    this.#counts[type] = (this.#counts[type] ?? 0) + 1;
    this.#all.update(text);
    this.#each.get(type)?.update(text);
  }

  result(): Content {
    const counted = [...this.#each].filter(([type]) => this.#counts[type] !== undefined);
    const digests = Object.fromEntries(counted.map(([type, hash]) => [type, hash.digest("hex")]));
    return {
      counts: { ...this.#counts },
      digests: digests as PerType<string>,
      digest: this.#all.digest("hex"),
    };
  }
}

/** The kinds of record in which two graphs differ. */
export const differences = (a: Content, b: Content): RecordType[] =>
  recordTypes.filter((type) => a.digests[type] !== b.digests[type]);
