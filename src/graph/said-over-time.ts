import type { Instant } from "../model/dates.ts";
import type { SaidDescription } from "./dated-description.ts";

/** A description as it is told at an instant; made where it is told first. */
export type Telling = () => Omit<SaidDescription, "knownFrom" | "knownTo">;

interface Run {
  readonly told: SaidDescription;
  knownTo: Instant | null;
}

/** What is told at one instant after the other, each for as long as it is told without a break. */
export class ToldOverTime {
  readonly #open = new Map<string, Run>();
  readonly #found: Run[] = [];

  /** @param told all that is told from then on, by what tells it from the rest */
  from(at: Instant, told: ReadonlyMap<string, Telling>): void {
    for (const [key, run] of this.#open) {
      if (told.has(key)) continue;
      run.knownTo = at;
      this.#open.delete(key);
    }
    for (const [key, telling] of told) {
      if (this.#open.has(key)) continue;
      const run: Run = { told: { ...telling(), knownFrom: at, knownTo: null }, knownTo: null };
      this.#open.set(key, run);
      this.#found.push(run);
    }
  }

  get all(): SaidDescription[] {
    return this.#found.map(({ told, knownTo }) => (knownTo === null ? told : { ...told, knownTo }));
  }
}
