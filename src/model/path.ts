import type { Code } from "./code.ts";
import type { FactKind } from "./facts.ts";
import { compareText } from "./trust.ts";

/** The kinds of fact that a path may run along, in either direction. */
export const pathKinds = [
  "MEMBERSHIP",
  "DELEGATION",
  "SUPPORT",
  "SUCCESSION",
] as const satisfies readonly FactKind[];
export type PathKind = (typeof pathKinds)[number];

/** The organisations of a path, from one end to the other. */
export type Route = readonly Code[];

/** What has been reached from one end of a search, a level at a time. */
export class Reach {
  /** How many hops away each organisation is. */
  readonly #distance: Map<Code, number>;
  /** The organisations one hop nearer, by those they led to. */
  readonly nearer = new Map<Code, Code[]>();
  #frontier: readonly Code[];
  #length = 0;

  constructor(start: Code) {
    this.#distance = new Map([[start, 0]]);
    this.#frontier = [start];
  }

  get frontier(): readonly Code[] {
    return this.#frontier;
  }
  get size(): number {
    return this.#distance.size;
  }
  get length(): number {
    return this.#length;
  }
  has(code: Code): boolean {
    return this.#distance.has(code);
  }

  /** Goes one hop further, to the neighbours of the frontier. */
  extend(neighbours: Iterable<readonly [Code, readonly Code[]]>): void {
    this.#length++;
    const reached: Code[] = [];
    for (const [code, others] of neighbours) {
      for (const other of others) {
        if (!this.#distance.has(other)) {
          this.#distance.set(other, this.#length);
          this.nearer.set(other, []);
          reached.push(other);
        }
        if (this.#distance.get(other) === this.#length) this.nearer.get(other)?.push(code);
      }
    }
    this.#frontier = reached;
  }
}

/** The first routes between the starts of two searches that meet in some organisations, in the order of their codes. */
export function firstRoutes(
  from: Code,
  ahead: Reach,
  back: Reach,
  meeting: readonly Code[],
  max: number,
): Route[] {
  const next = nextStops(ahead, back, meeting);
  const routes: Route[] = [];
  const walk = (route: Route, at: Code): void => {
    const further = next.get(at);
    if (!further) routes.push(route);
    for (const code of further ?? []) {
      if (routes.length < max) walk([...route, code], code);
    }
  };
  walk([from], from);
  return routes;
}

/** Where each organisation on a shortest route leads to; the last one has no entry. */
function nextStops(ahead: Reach, back: Reach, meeting: readonly Code[]): Map<Code, readonly Code[]> {
  const next = new Map<Code, Set<Code>>();
  const lead = (code: Code, to: Code) => next.set(code, (next.get(code) ?? new Set<Code>()).add(to));
  everyHop(ahead, meeting, (code, nearer) => lead(nearer, code));
  everyHop(back, meeting, lead);
  return new Map([...next].map(([code, others]) => [code, [...others].sort(compareText)]));
}

/** Visits every hop of the shortest ways from some organisations back to where a search began. */
function everyHop(reach: Reach, from: readonly Code[], visit: (code: Code, nearer: Code) => void): void {
  const seen = new Set(from);
  // A set is walked in the order that it grows, so that every organisation is visited once.
  for (const code of seen) {
    for (const nearer of reach.nearer.get(code) ?? []) {
      visit(code, nearer);
      seen.add(nearer);
    }
  }
}

/**
 * Paths along routes, a fact a hop. Where facts run side by side each makes a path of its own: every route first has
 * the path of its first facts, then each its second, and so on, so that no route is crowded out by another.
 * @param factsOf the facts of each hop of a route, at least one for each
 */
export function firstPaths<F>(
  routes: readonly Route[],
  factsOf: (route: Route) => readonly (readonly F[])[],
  max: number,
): { readonly route: Route; readonly facts: readonly F[] }[] {
  const choices = routes.map((route) => {
    const hops = factsOf(route);
    return { route, hops, count: hops.reduce((product, facts) => product * facts.length, 1) };
  });
  const paths: { route: Route; facts: readonly F[] }[] = [];
  for (let turn = 0; choices.some(({ count }) => turn < count); turn++) {
    for (const { route, hops, count } of choices) {
      if (turn >= count) continue;
      if (paths.length === max) return paths;
      paths.push({ route, facts: choose(hops, turn) });
    }
  }
  return paths;
}

/** The choice of one fact a hop with a number; the first hop's changes first. */
function choose<F>(hops: readonly (readonly F[])[], number: number): F[] {
  let left = number;
  return hops.map((facts) => {
    const fact = facts[left % facts.length] as F;
    left = Math.floor(left / facts.length);
    return fact;
  });
}
