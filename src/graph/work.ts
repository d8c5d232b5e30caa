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

/** How long the processor takes for what costs 1, as a first guess: the country in four levels costs 64,913, and takes some 50 beside others. */
const msOfCost = 1 / 1_250;

/** What a request takes beside what is reckoned of it: one of which nothing is reckoned waits its turn like others. */
const leastNeedMs = 1;

/**
 * How long the turns of an operation take for what costs 1: as a first guess, then as its answers took, whatever their
 * variables were. One answer is not like another: each counts for a quarter.
 */
export class Rate {
  #msOfCost = msOfCost;

  get msOfCost(): number {
    return this.#msOfCost;
  }

  learn(msOfCost: number): void {
    this.#msOfCost += (msOfCost - this.#msOfCost) / 4;
  }
}

/** How long the turns of a question take together, in milliseconds. */
export class Need {
  readonly #cost: number;
  readonly #rate: Rate;

  /**
   * @param cost in the units of the limit on complexity
   * @param rate of the operation that it asks
   */
  constructor(cost: number, rate = new Rate()) {
    this.#cost = Math.max(1, cost);
    this.#rate = rate;
  }

  get ms(): number {
    return this.#cost * this.#rate.msOfCost;
  }

  /** Told whenever the question was answered. */
  learn(tookMs: number): void {
    this.#rate.learn(tookMs / this.#cost);
  }
}

/** What Turns knows of one request. */
interface Served {
  /** On the clock of performance.now(). */
  readonly came: number;
  readonly need: Need | undefined;
  /** How long its turns took so far. */
  tookMs: number;
}

/** What waits of one request. */
interface Waiting {
  readonly request: Served;
  readonly resume: (() => void)[];
}

/**
 * Runs work so that the event loop is never held for long, however much of it there is at once: what does not end within
 * a turn waits for one of its own. Whoever has waited longest beside what it needs is served first. So all wait as many
 * times as long as they need: a light question does not queue behind heavy ones, no heavy one is put off for ever, and of
 * two that need as much the first is ended before the second is begun. Work that is done at once waits for nothing.
 */
export class Turns {
  /** When the work of this turn began; undefined where there was none. */
  #began: number | undefined;
  #waiting: Waiting[] = [];
  readonly #requests = new WeakMap<AbortSignal, Served>();
  /** When whoever is served began; undefined once that is over. */
  #turnBegan: number | undefined;
  /** Whose turn this is, and how much of it is left. */
  #served: Served | undefined;
  #leftMs = 0;
  /** What is no request's, such as reading the graph into memory, after which all are answered sooner. */
  readonly #own: Served = { came: -Infinity, need: undefined, tookMs: 0 };

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
      // Right behind what the turn sets off, and before whatever else has come meanwhile.
      setImmediate(() => this.#end());
    }
    return this.#began;
  }

  /** Says what a request asks, before it runs. */
  expect(request: AbortSignal, need: Need): void {
    this.#requests.set(request, { came: performance.now(), need, tookMs: 0 });
  }

  /** Says that a request was answered. What had no turn, as its answer was kept or came at once, tells nothing. */
  answered(request: AbortSignal): void {
    const served = this.#requests.get(request);
    if (served && served.tookMs > 0 && !request.aborted) served.need?.learn(served.tookMs);
  }

  /** Waits for a turn. @param request whose signal tells it from others; what is no request's has every second turn */
  next(request: AbortSignal | undefined): Promise<void> {
    this.#since();
    const served = this.#servedFor(request);
    return new Promise((resolve) => {
      const waiting = this.#waiting.find((one) => one.request === served);
      if (waiting) waiting.resume.push(resolve);
      else this.#waiting.push({ request: served, resume: [resolve] });
    });
  }

  #servedFor(request: AbortSignal | undefined): Served {
    if (!request) return this.#own;
    const served = this.#requests.get(request) ?? { came: performance.now(), need: undefined, tookMs: 0 };
    this.#requests.set(request, served);
    return served;
  }

  /** A turn begins, or goes on: for one of those who wait. */
  #begin(): void {
    this.#began = undefined;
    const next = this.#unfinished() ?? this.#chosen();
    this.#served = next?.request;
    if (!next) return;
    const resume = next.resume.shift();
    if (next.resume.length === 0) this.#waiting = this.#waiting.filter((one) => one !== next);
    this.#turnBegan = this.#since();
    resume?.();
  }

  /** The turn is over: it took as long as whoever was served did all that it could. */
  #end(): void {
    if (this.#turnBegan === undefined) return;
    const took = performance.now() - this.#turnBegan;
    this.#turnBegan = undefined;
    this.#leftMs -= took;
    if (this.#served) this.#served.tookMs += took;
  }

  /** Whoever was served, where it had less than a turn and more of it waits: what it reads side by side is one turn's work. */
  #unfinished(): Waiting | undefined {
    if (!this.#served || this.#leftMs <= 0) return undefined;
    return this.#waiting.find(({ request }) => request === this.#served);
  }

  #chosen(): Waiting | undefined {
    this.#leftMs = turnMs;
    const now = performance.now();
    let first: Waiting | undefined;
    let longest = -1;
    for (const one of this.#waiting) {
      const isAgain = one.request === this.#own && this.#served === this.#own;
      const waited = isAgain ? 0 : waitedFor(one.request, now);
      if (waited <= longest) continue;
      first = one;
      longest = waited;
    }
    return first;
  }
}

/**
 * How many times as long as it needs a request has waited. One that takes more than twice what was reckoned is reckoned to
 * need as long as it is late: until then it is ended before others of its kind are begun.
 */
function waitedFor({ came, need, tookMs }: Served, now: number): number {
  const reckoned = need?.ms ?? 0;
  return (now - came) / (leastNeedMs + Math.max(reckoned, tookMs - reckoned));
}

const tooSlow = (milliseconds: number) =>
  new Unavailable(`The graph did not answer within ${Math.round(milliseconds)} ms. Ask for less at once.`);
