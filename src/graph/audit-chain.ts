import { type AuditRecord, noHash } from "../model/audit.ts";
import { canonicalText, sha256 } from "./audit-digest.ts";
import { linesIn } from "./lines.ts";

/** Follows a chain of audit records from its first, and says where it breaks. */
export class AuditChain {
  readonly problems: string[] = [];
  #records = 0;
  #followed = 0;
  #revision = 0;
  #hash = noHash;

  /** How many records were followed. */
  get records(): number {
    return this.#records;
  }

  /** How many of them could be read. */
  get followed(): number {
    return this.#followed;
  }

  /** The hash of the last record, which stands for the whole log up to it. */
  get hash(): string {
    return this.#hash;
  }

  get revision(): number {
    return this.#revision;
  }

  /** @param text what the record's hash is of */
  follow({ sequence, revision, previousHash, hash }: AuditRecord, text: string): void {
    const expected = this.#records + 1;
    const broken = [
      sha256(text) !== hash && "it was changed after it was written: its hash is another",
      previousHash !== this.#hash && "it does not follow the record before it: that one's hash is another",
      sequence !== expected && `its number is ${sequence}, and ${expected} was expected`,
      revision <= this.#revision && `its revision ${revision} does not come after ${this.#revision}`,
    ].filter((problem) => problem !== false);
    for (const problem of broken) this.problems.push(`Record ${expected}: ${problem}.`);
    this.#records++;
    this.#followed++;
    this.#revision = revision;
    this.#hash = hash;
  }

  /** A record that is not there, or that cannot be read. */
  miss(problem: string): void {
    this.problems.push(`Record ${this.#records + 1}: ${problem}.`);
    this.#records++;
  }
}

/** The canonical text that a record's hash is of. */
export function textOf({ hash: _hash, ...record }: AuditRecord): string {
  return canonicalText(record);
}

/** A record as a line of an export, without its end. */
export const lineOf = (record: AuditRecord): string => canonicalText(record);

/**
 * Follows an exported log.
 * @param chunks the file's bytes
 */
export async function verifyExport(chunks: AsyncIterable<Buffer>): Promise<AuditChain> {
  const chain = new AuditChain();
  for await (const { line, ended } of linesIn(chunks)) {
    if (!ended) chain.miss("the file ends in the middle of it: expected a line feed at its end");
    else followLine(chain, line);
  }
  return chain;
}

function followLine(chain: AuditChain, line: string): void {
  const read = readLine(line);
  if (read === null) chain.miss("the line is not a record as it was exported");
  else chain.follow(read, textOf(read));
}

/** The record of a line; null where the line is anything but the canonical text of one. */
function readLine(line: string): AuditRecord | null {
  try {
    const value: unknown = JSON.parse(line);
    const isRecord = typeof value === "object" && value !== null && lineOf(value as AuditRecord) === line;
    return isRecord ? (value as AuditRecord) : null;
  } catch {
    return null;
  }
}
