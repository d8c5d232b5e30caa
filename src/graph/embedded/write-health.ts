import type { Unavailable } from "../../model/errors.ts";
import { diskFault } from "../disk-fault.ts";
import type { Statement } from "../graph.ts";
import { lostFile, notWritten } from "./file-faults.ts";
import type { GraphFile } from "./graph-file.ts";

/** Whoever asks for the graph's health more often is told what the last try came to. */
const betweenTriesMs = 1_000;

/** A node that is gone again when the transaction ends; but the engine's log has to hold it meanwhile. */
export const trialWrite: Statement<{ readonly ballast: string }, null> = {
  name: "trial write",
  cypher: "CREATE (t:Trial {ballast: $ballast}) DELETE t",
  row: () => null,
};
/** More than the changes that people make: what is left of a full disk must not pass for room. */
export const writeTrial = { ballast: "0".repeat(64 * 1024) };

/** Whether what is written to the embedded graph reaches its file. */
export class WriteHealth {
  readonly #file: GraphFile | null;
  /** What kept the last write from the disk. */
  #fault: Unavailable | null = null;
  #nextTry = 0;

  /** @param file null for a graph in memory, which always takes what is written */
  constructor(file: GraphFile | null) {
    this.#file = file;
  }

  /** @throws Unavailable where what is written would be gone once the process ends */
  refuseLost(): void {
    const lost = this.#file?.whyLost();
    if (lost != null) throw lostFile(lost);
  }

  worked(): void {
    this.#fault = null;
  }

  /** What is told of a write that failed: what the disk has against it in words, anything else as it is. */
  failed(error: unknown): unknown {
    if (this.#file === null) return error;
    const fault = diskFault(error, this.#file.name);
    if (fault === null) return error;
    this.#fault = notWritten(fault, error);
    return this.#fault;
  }

  /**
   * Whether a write would work now.
   * @param write tries one that changes nothing, where the last one failed; null while others write
   * @throws Unavailable with why it would not
   */
  async check(write: (() => Promise<unknown>) | null): Promise<void> {
    this.refuseLost();
    if (this.#fault === null) return;
    if (write === null || performance.now() < this.#nextTry) throw this.#fault;
    this.#nextTry = Infinity;
    await write().finally(() => {
      this.#nextTry = performance.now() + betweenTriesMs;
    });
  }
}
