import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type Stringifier, stringify } from "csv-stringify";
import { BadUserInput } from "../../model/errors.ts";
import type { Rejected } from "./report.ts";

/** A row as it was, and where it stands. */
interface RowText {
  readonly line: number;
  readonly text: string;
}

const columns = ["file", "line", "column", "reason", "row"];
const maxShown = 10;

/** Rejected rows that are alike: the first of them in a sentence, and how many there are. */
interface Alike {
  readonly sentence: string;
  rows: number;
}

/** Collects rejected rows in a file, which is made with the first of them, so that memory does not grow with them. */
export class Rejects {
  readonly #file: string;
  #writer: Stringifier | undefined;
  #written: Promise<void> | undefined;
  readonly #alike = new Map<string, Alike>();
  count = 0;

  constructor(file: string) {
    this.#file = file;
  }

  /** Where the rows are; null while there are none. */
  get file(): string | null {
    return this.count === 0 ? null : this.#file;
  }

  /** The first few as sentences, those that are rejected for the same reason as one: a file may be wrong in each row. */
  get first(): string[] {
    return [...this.#alike.values()].map(({ sentence, rows }) =>
      rows === 1 ? sentence : `${sentence} ${countOf(rows - 1)} rejected for the same reason.`,
    );
  }

  add(file: string, row: RowText, rejection: Rejected): void {
    const { column, reason } = rejection;
    this.count++;
    const key = JSON.stringify([file, column, reason.replace(ownWords, "…")]);
    const alike = this.#alike.get(key);
    if (alike) alike.rows++;
    else if (this.#alike.size < maxShown) {
      const where = `${file}, line ${row.line}${column === null ? "" : `, ${column}`}`;
      this.#alike.set(key, { sentence: `${where}: ${reason}.`, rows: 1 });
    }
    this.#open().write([file, row.line, column ?? "", reason, row.text]);
  }

  /**
   * Waits until memory holds few of the rows.
   * @throws BadUserInput when the file cannot be written
   */
  async drain(): Promise<void> {
    if (!this.#writer?.writableNeedDrain) return;
    await Promise.race([once(this.#writer, "drain"), this.#written]);
  }

  /** @throws BadUserInput when the file cannot be written */
  async close(): Promise<void> {
    this.#writer?.end();
    await this.#written;
  }

  #open(): Stringifier {
    if (this.#writer) return this.#writer;
    this.#writer = stringify({ header: true, columns });
    this.#written = pipeline(this.#writer, createWriteStream(this.#file)).catch((cause: Error) => {
      throw new BadUserInput(
        `The rejected rows cannot be written to ${this.#file}: ${cause.message}. Name another file with --rejects.`,
        {},
        { cause },
      );
    });
    this.#written.catch(() => {}); // thrown by drain() and close()
    return this.#writer;
  }
}

/** What a reason says of its row alone: what it quotes, codes and days. */
const ownWords = /"(?:[^"\\]|\\.)*"|\b(?=\w*[A-Z])\w*\d\w*\b|\b\d{4,}[\d-]*/g;

const countOf = (rows: number): string =>
  rows === 1 ? "1 more row is" : `${rows.toLocaleString("en-GB")} more rows are`;

/** Why nothing may be written, in one sentence; null where it may. */
export function tooManyRejects(rejects: Rejects, max: number): string | null {
  if (rejects.count <= max) return null;
  const rows = rejects.count === 1 ? "1 row was" : `${rejects.count} rows were`;
  return `${rows} rejected, and at most ${max} may be: nothing was written. See ${rejects.file}; mend the rows, or allow more with --max-rejects.`;
}
