import { Unavailable } from "../model/errors.ts";

/** Work in this process in many short steps: between any two of them it can give way to other work, or be ended. */
export type Work<T> = Generator<undefined, T, undefined>;

/** How many things are looked at in one step. */
export const stepSize = 32;

/** Does something with each value, in steps. */
export function* eachInSteps<T>(values: Iterable<T>, work: (value: T) => void): Work<void> {
  let done = 0;
  for (const value of values) {
    work(value);
    if (++done % stepSize === 0) yield;
  }
}

/** What is made of each value, in steps. */
export function* mapInSteps<T, U>(values: Iterable<T>, make: (value: T) => U): Work<U[]> {
  const made: U[] = [];
  yield* eachInSteps(values, (value) => {
    made.push(make(value));
  });
  return made;
}

/** The values that pass a test, in steps. */
export function* filterInSteps<T>(values: Iterable<T>, test: (value: T) => boolean): Work<T[]> {
  const passed: T[] = [];
  yield* eachInSteps(values, (value) => {
    if (test(value)) passed.push(value);
  });
  return passed;
}

/** The values in order, sorted in steps; those that compare as equal stay in the order that they came in. */
export function* sortInSteps<T>(values: Iterable<T>, compare: (a: T, b: T) => number): Work<T[]> {
  const given = [...values];
  let runs: T[][] = [];
  for (let start = 0; start < given.length; start += sortedAtOnce) {
    runs.push(given.slice(start, start + sortedAtOnce).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

const sortedAtOnce = 2_048;

function* merge<T>(left: readonly T[], right: readonly T[], compare: (a: T, b: T) => number): Work<T[]> {
  const merged: T[] = [];
  for (let [at, to] = [0, 0]; at < left.length || to < right.length; ) {
    const first = at < left.length && (to >= right.length || compare(left[at] as T, right[to] as T) <= 0);
    merged.push((first ? left[at++] : right[to++]) as T);
    if (merged.length % sortedAtOnce === 0) yield;
  }
  return merged;
}

/** What ends work before it is done. */
export interface WorkBounds {
  readonly signal?: AbortSignal | undefined;
  readonly timeLimitMs?: number | undefined;
}

/** How long all work of one turn of the event loop may take together. */
const turnMs = 4;

/** What a query may cost that is answered in one turn: the country in four levels costs 64,913, and takes some 12. */
const costOfATurn = 5_000;

/** What waits of one request. */
interface Waiting {
  readonly request: AbortSignal | undefined;
  readonly resume: (() => void)[];
}

/**
 * Runs work so that the event loop is never held for long, however much of it there is at once: what does not end within
 * a turn waits for one of its own. Two thirds of the time go to the requests that need least, so that a light question does
 * not queue behind many heavy ones; the rest goes to each request in turn, so that a heavy one always gets on. It is time
 * that is shared and not turns, since light ones leave most of theirs. Work that is done at once waits for nothing.
 */
export class Turns {
  /** When the work of this turn began; undefined where there was none. */
  #began: number | undefined;
  /** Who waits, the one that was served longest ago first. */
  #waiting: Waiting[] = [];
  /** How long each request is reckoned to take, and how long its turns took. What is no request's takes nothing. */
  readonly #expectedMs = new WeakMap<AbortSignal, number>();
  readonly #tookMs = new WeakMap<AbortSignal, number>();
  /** Whose turn this is, and how much of it is left. */
  #served: AbortSignal | undefined;
  #leftMs = 0;
  /** Whether this turn is of one that needs least, and how long such turns took since the last that was not. */
  #isToLeast = false;
  #leastTookMs = 0;

  /**
   * @throws whatever the signal was aborted with, Unavailable when the time is over; not before work that is already done
   */
  async run<T>(work: Work<T>, { signal, timeLimitMs = Infinity }: WorkBounds = {}): Promise<T> {
    const started = performance.now();
    for (;;) {
      if (this.isOver()) {
        await this.next(signal);
        signal?.throwIfAborted();
        if (performance.now() - started > timeLimitMs) throw tooSlow(timeLimitMs);
      }
      const step = work.next();
      if (step.done) return step.value;
    }
  }

  /** Whether so much was done in this turn that whatever is left is to wait for another. */
  isOver(): boolean {
    return performance.now() - this.#since() > turnMs;
  }

  /** When this turn began: now, where nothing was done in it yet. */
  #since(): number {
    if (this.#began === undefined) {
      this.#began = performance.now();
      setImmediate(() => this.#begin());
    }
    return this.#began;
  }

  /** Says what a request is reckoned to cost, before it runs. @param cost in the units of the limit on complexity */
  expect(request: AbortSignal, cost: number): void {
    this.#expectedMs.set(request, (cost / costOfATurn) * turnMs);
  }

  /** Waits for a turn. @param request whose signal tells it from others */
  next(request: AbortSignal | undefined): Promise<void> {
    this.#since();
    return new Promise((resolve) => {
      const waiting = this.#waiting.find((one) => one.request === request);
      if (waiting) waiting.resume.push(resolve);
      else this.#waiting.push({ request, resume: [resolve] });
    });
  }

  /** A turn begins, or goes on: for one of those who wait. */
  #begin(): void {
    this.#recordTime();
    const next = this.#unfinished() ?? this.#chosen();
    this.#served = next?.request;
    if (!next) return;
    const resume = next.resume.shift();
    this.#waiting = this.#waiting.filter((one) => one !== next);
    if (next.resume.length > 0) this.#waiting.push(next);
    this.#since();
    resume?.();
  }

  /** How long whoever was served took, who had how much of a turn left. */
  #recordTime(): void {
    const took = performance.now() - this.#since();
    this.#began = undefined;
    this.#leftMs -= took;
    if (this.#isToLeast) this.#leastTookMs += took;
    if (this.#served) this.#tookMs.set(this.#served, (this.#tookMs.get(this.#served) ?? 0) + took);
  }

  /** Whoever was served, where it had less than a turn and more of it waits: what it reads side by side is one turn's work. */
  #unfinished(): Waiting | undefined {
    if (!this.#served || this.#leftMs <= 0) return undefined;
    return this.#waiting.find(({ request }) => request === this.#served);
  }

  #chosen(): Waiting | undefined {
    this.#isToLeast = this.#leastTookMs < 2 * turnMs;
    if (!this.#isToLeast) this.#leastTookMs = 0;
    this.#leftMs = turnMs;
    return this.#isToLeast ? this.#withLeast() : this.#waiting[0];
  }

  #withLeast(): Waiting | undefined {
    let least = this.#waiting[0];
    for (const one of this.#waiting)
      if (least === undefined || this.#neededBy(one) < this.#neededBy(least)) least = one;
    return least;
  }

  #neededBy({ request }: Waiting): number {
    if (!request) return 0;
    // Whoever took longer than was reckoned needs at least as long.
    return Math.max(this.#expectedMs.get(request) ?? 0, this.#tookMs.get(request) ?? 0);
  }
}

const tooSlow = (milliseconds: number) =>
  new Unavailable(`The graph did not answer within ${Math.round(milliseconds)} ms. Ask for less at once.`);
