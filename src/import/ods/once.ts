import { ignored, rejected } from "../report/report.ts";
import type { OdsRowOutcome } from "./read-file.ts";

/** Takes each thing once: a second row that says the same is ignored, one that says other is a fault. */
export class Once<R> {
  readonly #keyOf: (row: R) => string;
  readonly #seen = new Map<string, { row: R; line: number }>();
  constructor(keyOf: (row: R) => string) {
    this.#keyOf = keyOf;
  }

  get rows(): R[] {
    return [...this.#seen.values()].map(({ row }) => row);
  }

  add(row: R, line: number): OdsRowOutcome {
    const key = this.#keyOf(row);
    const before = this.#seen.get(key);
    if (before === undefined) {
      this.#seen.set(key, { row, line });
      return { kind: "taken" };
    }
    return JSON.stringify(before.row) === JSON.stringify(row)
      ? ignored("same as an earlier row")
      : rejected(null, `line ${before.line} says otherwise of ${key}`);
  }
}
