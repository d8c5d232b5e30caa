import type { Instant } from "../model/dates.ts";
import type { SaidDescription } from "./dated-description.ts";

/** Makes a description, where it is said for the first time. */
export type LazyDescription = () => Omit<SaidDescription, "knownFrom" | "knownTo">;

interface Interval {
  readonly description: SaidDescription;
  knownTo: Instant | null;
}

/** Descriptions, each with the interval of known time in which it was said without a break. */
export class SaidOverTime {
  readonly #open = new Map<string, Interval>();
  readonly #found: Interval[] = [];

  /** @param said all that is said from then on, by what tells one description from the others */
  from(at: Instant, said: ReadonlyMap<string, LazyDescription>): void {
    for (const [key, interval] of this.#open) {
      if (said.has(key)) continue;
      interval.knownTo = at;
      this.#open.delete(key);
    }
    for (const [key, describe] of said) {
      if (this.#open.has(key)) continue;
      const description = { ...describe(), knownFrom: at, knownTo: null };
      const interval: Interval = { description, knownTo: null };
      this.#open.set(key, interval);
      this.#found.push(interval);
    }
  }

  get all(): SaidDescription[] {
    return this.#found.map(({ description, knownTo }) =>
      knownTo === null ? description : { ...description, knownTo },
    );
  }
}
