import type { Writable } from "node:stream";

/** Where a command prints: a stream, and what is at the end of it. */
export interface Output {
  readonly stream: Writable;
  /** Somebody looks at it: progress is shown, and tables fit its width. */
  readonly isTerminal: boolean;
  /** Characters of a line; null where it has no width, as a file. */
  readonly columns: number | null;
  readonly colours: boolean;
}
