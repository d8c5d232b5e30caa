import { eachInSteps, filterInSteps, type Work } from "../graph/work.ts";
import type { Condition, LinkCondition } from "../query/condition.ts";
import { linkEnds } from "./link-ends.ts";
import { fieldPredicate, type Predicate, type Thing } from "./predicates.ts";
import type { View } from "./view.ts";

/**
 * Those of some things that fit a condition, in their order. A condition is put to many things at once, one condition
 * after another: what a link reaches from all of them is found and judged once, so that links inside links cost what they
 * would cost side by side.
 */
interface Selection {
  select(things: readonly Thing[]): Work<readonly Thing[]>;
  /** The same for one thing, where the condition has no links and so nothing to find out for many at once. */
  readonly predicate?: Predicate;
}

/** Selects by a condition, as seen at the clocks. What it has found out of a thing it does not find out again. */
export class Selector<T extends Thing = Thing> {
  /** The condition as a predicate of one thing, where it asks for nothing that links reach. */
  readonly predicate: ((thing: T) => boolean) | undefined;
  readonly #selection: Selection;

  constructor(view: View, condition: Condition) {
    const selection = selectionOf(view, condition);
    this.predicate = selection.predicate;
    this.#selection = selection.predicate ? selection : new KnownSelection(selection);
  }

  readonly select = (things: readonly T[]): Work<readonly T[]> =>
    this.#selection.select(things) as Work<readonly T[]>;
}

function selectionOf(view: View, condition: Condition): Selection {
  switch (condition.kind) {
    case "field":
      return byPredicate(fieldPredicate(view, condition));
    case "link":
      return new LinkSelection(view, condition);
    case "not":
      return selectionOfNot(selectionOf(view, condition.of));
    case "all":
      return selectionOfAll(condition.of.map((part) => selectionOf(view, part)));
    case "any":
      return selectionOfAny(condition.of.map((part) => selectionOf(view, part)));
    default:
      return condition satisfies never;
  }
}

const byPredicate = (predicate: Predicate): Selection => ({
  predicate,
  select: (things) => filterInSteps(things, predicate),
});

function selectionOfNot(inner: Selection): Selection {
  const { predicate } = inner;
  if (predicate) return byPredicate((thing) => !predicate(thing));
  return {
    *select(things) {
      const fitting = new Set(yield* inner.select(things));
      return things.filter((thing) => !fitting.has(thing));
    },
  };
}

/** What needs no links comes first: it costs least, and leaves fewer things to follow links from. */
function split(parts: readonly Selection[]): { predicates: Predicate[]; others: Selection[] } {
  return {
    predicates: parts.flatMap(({ predicate }) => predicate ?? []),
    others: parts.filter(({ predicate }) => !predicate),
  };
}

function selectionOfAll(parts: readonly Selection[]): Selection {
  const { predicates, others } = split(parts);
  const own = byPredicate((thing) => predicates.every((holds) => holds(thing)));
  if (others.length === 0) return own;
  return {
    *select(things) {
      let left = predicates.length === 0 ? things : yield* own.select(things);
      for (const part of others) left = left.length === 0 ? left : yield* part.select(left);
      return left;
    },
  };
}

function selectionOfAny(parts: readonly Selection[]): Selection {
  const { predicates, others } = split(parts);
  const own = byPredicate((thing) => predicates.some((holds) => holds(thing)));
  if (others.length === 0) return own;
  return {
    *select(things) {
      const fitting = new Set<Thing>();
      let left = things;
      for (const part of [own, ...others]) {
        for (const thing of yield* part.select(left)) fitting.add(thing);
        left = left.filter((thing) => !fitting.has(thing));
        if (left.length === 0) break;
      }
      return things.filter((thing) => fitting.has(thing));
    },
  };
}

/** Things from which a link reaches something that fits. */
class LinkSelection implements Selection {
  readonly #endsOf: (thing: Thing) => Iterable<Thing>;
  readonly #fitting: KnownSelection;

  constructor(view: View, { entity, link, where }: LinkCondition) {
    this.#endsOf = linkEnds(view, entity, link);
    this.#fitting = new KnownSelection(selectionOf(view, where));
  }

  *select(things: readonly Thing[]): Work<readonly Thing[]> {
    const ends = new Map<Thing, Iterable<Thing>>();
    const reached = new Set<Thing>();
    yield* eachInSteps(things, (thing) => {
      const found = this.#endsOf(thing);
      ends.set(thing, found);
      for (const end of found) reached.add(end);
    });
    const fitting = new Set(yield* this.#fitting.select([...reached]));
    return yield* filterInSteps(things, (thing) => isAny(ends.get(thing) ?? [], fitting));
  }
}

function isAny(things: Iterable<Thing>, among: ReadonlySet<Thing>): boolean {
  for (const thing of things) if (among.has(thing)) return true;
  return false;
}

/** A selection that remembers what it was asked. */
class KnownSelection implements Selection {
  readonly #selection: Selection;
  readonly #asked = new Set<Thing>();
  readonly #fitting = new Set<Thing>();

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  *select(things: readonly Thing[]): Work<readonly Thing[]> {
    const unknown = things.filter((thing) => !this.#asked.has(thing));
    for (const thing of yield* this.#selection.select(unknown)) this.#fitting.add(thing);
    for (const thing of unknown) this.#asked.add(thing);
    return things.filter((thing) => this.#fitting.has(thing));
  }
}
