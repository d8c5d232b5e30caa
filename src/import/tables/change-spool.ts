import { once } from "node:events";
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import type { Changes } from "../../graph/recorder.ts";

/** Changes that wait in a temporary file until all is known to be good, so that memory does not grow with them. */
export class ChangeSpool {
  readonly #folder: string;
  readonly #writer: WriteStream;
  readonly #written: Promise<void>;
  /** Rows of all changes. */
  rows = 0;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#writer = createWriteStream(join(folder, "changes"), { mode: 0o600 });
    this.#written = finished(this.#writer);
    this.#written.catch(() => {}); // told by finish()
  }

  static async open(): Promise<ChangeSpool> {
    return new ChangeSpool(await mkdtemp(join(tmpdir(), "commissioning-import-")));
  }

  async add(changes: Changes): Promise<void> {
    const { former: _notWritten, ...written } = changes;
    const rows = Object.values(written).reduce((sum: number, of: readonly unknown[]) => sum + of.length, 0);
    if (rows === 0) return;
    this.rows += rows;
    // What reads lines takes these two for line ends as well.
    const line = JSON.stringify(changes)
      .replace(/\u2028/g, "\\u2028")
      .replace(/\u2029/g, "\\u2029");
    if (!this.#writer.write(`${line}\n`)) await once(this.#writer, "drain");
  }

  /** Call it when the last change was added, before they are read. */
  async finish(): Promise<void> {
    this.#writer.end();
    await this.#written;
  }

  /** In the order in which they were added; can be read again. */
  async *changes(): AsyncGenerator<Changes> {
    const lines = createInterface({
      input: createReadStream(join(this.#folder, "changes")),
      crlfDelay: Infinity,
    });
    for await (const line of lines) yield JSON.parse(line) as Changes;
  }

  async remove(): Promise<void> {
    this.#writer.destroy();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
