export interface ImportProgress {
  readonly bytesRead: number;
  /** Null while the size of a file is not known. */
  readonly bytesInAll: number | null;
  readonly rowsWritten: number;
  /** Null until all files are read. */
  readonly rowsToWrite: number | null;
}

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
      this.read(chunk.length);
      yield chunk;
    }
  }

  read(bytes: number): void {
    this.#bytesRead += bytes;
    this.#report();
  }

  /** A transaction that is tried again starts from nothing. */
  startWriting(rows: number): void {
    this.#rowsWritten = 0;
    this.#rowsToWrite = rows;
    this.#report();
  }

  wrote(rows: number): void {
    this.#rowsWritten += rows;
    this.#report();
  }

  finish(): void {
    this.#rowsWritten = this.#rowsToWrite ?? 0;
    this.#report();
  }

  #report(): void {
    this.#listener?.({
      bytesRead: this.#bytesRead,
      bytesInAll: this.#bytesInAll,
      rowsWritten: this.#rowsWritten,
      rowsToWrite: this.#rowsToWrite,
    });
  }
}
