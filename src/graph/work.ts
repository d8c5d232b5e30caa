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

/**
 * How much longer those that need more wait. 1 has all wait as many times as long as they need, so that a light question
 * waits a tenth of a second behind 64 clients; with 2 the heaviest come near their deadline there.
 */
const patience = +(process.env.PATIENCE ?? 1.5);

/** For how much of the time whoever has waited longest for its need goes first: after so many turns the oldest has one. */
const turnsByNeed = +(process.env.BYNEED ?? 9);

/** How long the turns of a question take together: reckoned from its cost at first, then from how long they took. */
export class Need {
  #ms: number;

  /** @param cost in the units of the limit on complexity */
  constructor(cost: number) {
    this.#ms = cost * msOfCost;
  }

  get ms(): number {
    return this.#ms;
  }

  /** Told whenever the question was answered. One answer is not like another: each counts for a quarter. */
  learn(tookMs: number): void {
    this.#ms += (tookMs - this.#ms) / 4;
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
 * a turn waits for one of its own. Whoever has waited longest for what it needs is served first, so that a light question
 * does not queue behind heavy ones, every heavy one comes to its turn, and two that need as much are ended one after the
 * other. Work that is done at once waits for nothing.
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
  /** Whether this turn was chosen by need, and how long such turns took since the last that was not. */
  #isByNeed = false;
  #byNeedTookMs = 0;

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

  /** Waits for a turn. @param request whose signal tells it from others; without one it is no request's, and needs nothing */
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
    const known = request && this.#requests.get(request);
    if (known) return known;
    const served = { came: performance.now(), need: undefined, tookMs: 0 };
    if (request) this.#requests.set(request, served);
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
    if (this.#isByNeed) this.#byNeedTookMs += took;
    if (this.#served) this.#served.tookMs += took;
  }

  /** Whoever was served, where it had less than a turn and more of it waits: what it reads side by side is one turn's work. */
  #unfinished(): Waiting | undefined {
    if (!this.#served || this.#leftMs <= 0) return undefined;
    return this.#waiting.find(({ request }) => request === this.#served);
  }

  #chosen(): Waiting | undefined {
    this.#isByNeed = this.#byNeedTookMs < turnsByNeed * turnMs;
    if (!this.#isByNeed) this.#byNeedTookMs = 0;
    this.#leftMs = turnMs;
    const now = performance.now();
    const waited = this.#isByNeed ? waitedForNeed : waitedInAll;
    let first: Waiting | undefined;
    let longest = -1;
    for (const one of this.#waiting) {
      const long = waited(one.request, now);
      if (long <= longest) continue;
      first = one;
      longest = long;
    }
    return first;
  }
}

const waitedInAll = ({ came }: Served, now: number): number => now - came;

/**
 * How long a request has waited for what it needs. One that takes more than twice what was reckoned is reckoned to need
 * as long as it is late: until then it is ended before others of its kind are begun.
 */
function waitedForNeed({ came, need, tookMs }: Served, now: number): number {
  const reckoned = need?.ms ?? 0;
  const needed = Math.max(reckoned, tookMs - reckoned);
  return (now - came) / (1 + needed) ** patience;
}

const tooSlow = (milliseconds: number) =>
  new Unavailable(`The graph did not answer within ${Math.round(milliseconds)} ms. Ask for less at once.`);
