import { eachInSteps, filterInSteps, type Work } from "../graph/work.ts";
import type { Condition, LinkCondition } from "../query/condition.ts";
import { linkEnds } from "./link-ends.ts";
import { type Element, fieldPredicate, type Predicate } from "./predicates.ts";
import type { View } from "./view.ts";

/**
 * Those of some elements that fit a condition, in their order. A condition is put to many elements at once, one condition
 * after another: what a link reaches from all of them is found and judged once, so that links inside links cost what they
 * would cost side by side.
 */
interface Selection {
  select(elements: readonly Element[]): Work<readonly Element[]>;
  /** The same for one element, where the condition has no links and so nothing to find out for many at once. */
  readonly predicate?: Predicate;
}

/** Selects by a condition, as seen at the clocks. What it has found out of an element it does not find out again. */
export class Selector<T extends Element = Element> {
  /** The condition as a predicate of one element, where it asks for nothing that links reach. */
  readonly predicate: ((element: T) => boolean) | undefined;
  readonly #selection: Selection;

  constructor(view: View, condition: Condition) {
    const selection = selectionOf(view, condition);
    this.predicate = selection.predicate;
    this.#selection = selection.predicate ? selection : new KnownSelection(selection);
  }

  readonly select = (elements: readonly T[]): Work<readonly T[]> =>
    this.#selection.select(elements) as Work<readonly T[]>;
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
  select: (elements) => filterInSteps(elements, predicate),
});

function selectionOfNot(inner: Selection): Selection {
  const { predicate } = inner;
  if (predicate) return byPredicate((element) => !predicate(element));
  return {
    *select(elements) {
      const fitting = new Set(yield* inner.select(elements));
      return elements.filter((element) => !fitting.has(element));
    },
  };
}

/** What needs no links comes first: it costs least, and leaves fewer elements to follow links from. */
function split(parts: readonly Selection[]): { predicates: Predicate[]; others: Selection[] } {
  return {
    predicates: parts.flatMap(({ predicate }) => predicate ?? []),
    others: parts.filter(({ predicate }) => !predicate),
  };
}

function selectionOfAll(parts: readonly Selection[]): Selection {
  const { predicates, others } = split(parts);
  const own = byPredicate((element) => predicates.every((holds) => holds(element)));
  if (others.length === 0) return own;
  return {
    *select(elements) {
      let left = predicates.length === 0 ? elements : yield* own.select(elements);
      for (const part of others) left = left.length === 0 ? left : yield* part.select(left);
      return left;
    },
  };
}

function selectionOfAny(parts: readonly Selection[]): Selection {
  const { predicates, others } = split(parts);
  const own = byPredicate((element) => predicates.some((holds) => holds(element)));
  if (others.length === 0) return own;
  return {
    *select(elements) {
      const fitting = new Set<Element>();
      let left = elements;
      for (const part of [own, ...others]) {
        for (const element of yield* part.select(left)) fitting.add(element);
        left = left.filter((element) => !fitting.has(element));
        if (left.length === 0) break;
      }
      return elements.filter((element) => fitting.has(element));
    },
  };
}

/** Elements from which a link reaches something that fits. */
class LinkSelection implements Selection {
  readonly #endsOf: (element: Element) => Iterable<Element>;
  readonly #fitting: KnownSelection;

  constructor(view: View, { entity, link, where }: LinkCondition) {
    this.#endsOf = linkEnds(view, entity, link);
    this.#fitting = new KnownSelection(selectionOf(view, where));
  }

  *select(elements: readonly Element[]): Work<readonly Element[]> {
    const ends = new Map<Element, Iterable<Element>>();
    const reached = new Set<Element>();
    yield* eachInSteps(elements, (element) => {
      const found = this.#endsOf(element);
      ends.set(element, found);
      for (const end of found) reached.add(end);
    });
    const fitting = new Set(yield* this.#fitting.select([...reached]));
    return yield* filterInSteps(elements, (element) => isAny(ends.get(element) ?? [], fitting));
  }
}

function isAny(elements: Iterable<Element>, among: ReadonlySet<Element>): boolean {
  for (const element of elements) if (among.has(element)) return true;
  return false;
}

/** A selection that remembers what it was asked. */
class KnownSelection implements Selection {
  readonly #selection: Selection;
  readonly #asked = new Set<Element>();
  readonly #fitting = new Set<Element>();

  constructor(selection: Selection) {
    this.#selection = selection;
  }

  *select(elements: readonly Element[]): Work<readonly Element[]> {
    const unknown = elements.filter((element) => !this.#asked.has(element));
    for (const element of yield* this.#selection.select(unknown)) this.#fitting.add(element);
    for (const element of unknown) this.#asked.add(element);
    return elements.filter((element) => this.#fitting.has(element));
  }
}
