const smallest = 50;
const first = 1_000;
/** Large enough that a round trip costs little, small enough to bound memory. */
const largest = 5_000;
const wantedMs = 2_000;

/**
 * How many rows the next statement of many takes. An engine may stop a statement that runs for long, whatever it does
 * (the embedded one after 30 s): where a machine is slow, a statement takes fewer.
 */
export class BatchSize {
  readonly #largest: number;
  #rows: number;

  /** @param max how many one may take at most */
  constructor(max = largest) {
    this.#largest = max;
    this.#rows = Math.min(first, max);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Told how long a statement took for as many rows as it may. */
  took(milliseconds: number): void {
    const factor = Math.min(2, Math.max(0.1, wantedMs / Math.max(1, milliseconds)));
    this.#rows = Math.round(Math.min(this.#largest, Math.max(smallest, this.#rows * factor)));
  }
}
