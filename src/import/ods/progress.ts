import type { ImportProgress } from "./request.ts";

/** Counts how far an import has come, and tells its listener: once a chunk read, once a batch written. */
export class Progress {
  readonly #listener: ((progress: ImportProgress) => void) | undefined;
  #bytesRead = 0;
  #bytesInAll: number | null = null;
  #rowsWritten = 0;
  #rowsToWrite: number | null = null;

  constructor(listener: ((progress: ImportProgress) => void) | undefined) {
    this.#listener = listener;
  }

  /** Sizes of all files; null for one that does not say. */
  expect(sizes: readonly (number | null)[]): void {
    this.#bytesInAll = sizes.reduce((all, size) => (all === null || size === null ? null : all + size), 0);
  }

  async *watch(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of bytes) {
      this.#bytesRead += chunk.length;
      this.#tell();
      yield chunk;
    }
  }

  /** A transaction that is tried again starts from nothing. */
  startWriting(rows: number): void {
    this.#rowsWritten = 0;
    this.#rowsToWrite = rows;
    this.#tell();
  }

  wrote(rows: number): void {
    this.#rowsWritten += rows;
    this.#tell();
  }

  finish(): void {
    this.#rowsWritten = this.#rowsToWrite ?? 0;
    this.#tell();
  }

  #tell(): void {
    this.#listener?.({
      bytesRead: this.#bytesRead,
      bytesInAll: this.#bytesInAll,
      rowsWritten: this.#rowsWritten,
      rowsToWrite: this.#rowsToWrite,
    });
  }
}
