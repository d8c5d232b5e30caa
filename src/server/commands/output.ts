import type { Writable } from "node:stream";

/** Where a command prints: a stream, and what is at the end of it. */
export interface Output {
  readonly stream: Writable;
  /** Somebody looks at it, and what stands there can be drawn over: progress is shown. */
  readonly isTerminal: boolean;
  /** How many characters fit into a line; null where it has no width, as a file. */
  readonly columns: number | null;
  readonly colours: boolean;
}
