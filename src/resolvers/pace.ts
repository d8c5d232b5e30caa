import { mapInSteps, type Turns } from "../graph/work.ts";

interface Waiting {
  readonly hand: () => void;
  readonly refuse: (reason: unknown) => void;
}

/**
 * How fast a request is handed what it shapes its answer from, so that this never holds the event loop for long: once a
 * turn is used up, what is left is handed on one by one in later turns, until nobody waits for the answer any more.
 */
export class Pace {
  readonly #turns: Turns;
  readonly #signal: AbortSignal | undefined;
  #waiting: Waiting[] = [];
  #handing = false;
  #afterwards: (() => void)[] = [];

  /** @param signal aborted when nobody waits for the answer any more */
  constructor(turns: Turns, signal?: AbortSignal) {
    this.#turns = turns;
    this.#signal = signal;
  }

  /** The items of a list for whoever walks it: those that it comes to after the turn is used up are promises. */
  *items<T>(list: Iterable<T>): Iterable<T | Promise<T>> {
    for (const item of list) yield this.#turns.isOver() ? this.later(item) : item;
  }

  /**
   * A value, behind all that waits already.
   * @throws whatever the request's signal was aborted with
   */
  later<T>(value: T): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ hand: () => resolve(value), refuse: reject });
      if (!this.#handing) void this.#handOn();
    });
  }

  /**
   * What is made of each of many things, in as many turns as that takes.
   * @throws whatever the request's signal was aborted with
   */
  map<T, U>(things: Iterable<T>, make: (thing: T) => U): Promise<U[]> {
    return this.#turns.run(mapInSteps(things, make), { signal: this.#signal });
  }

  /** Whether something waits. */
  get isHanding(): boolean {
    return this.#handing;
  }

  /** Runs once nothing waits any more: what asks for more of the graph then asks for all of it at once. */
  afterwards(run: () => void): void {
    this.#afterwards.push(run);
  }

  async #handOn(): Promise<void> {
    this.#handing = true;
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const { hand, refuse } of waiting) {
        if (this.#turns.isOver()) await this.#turns.next(this.#signal);
        if (this.#signal?.aborted) refuse(this.#signal.reason);
        else hand();
        // What is shaped of it belongs to this turn.
        await undefined;
      }
    }
    this.#handing = false;
    for (const run of this.#afterwards.splice(0)) run();
  }
}
