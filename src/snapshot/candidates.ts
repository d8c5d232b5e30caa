import { eachInSteps, sortInSteps, stepSize, type Work } from "../graph/work.ts";
import type { Fact } from "../model/facts.ts";
import type { ListedEntity, OrderKey, OrganisationEntity } from "../model/filters.ts";
import { stepsOf } from "../model/links.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { compareText } from "../model/trust.ts";
import { accessPath } from "../query/access-path.ts";
import { anything, type Condition } from "../query/condition.ts";
import type { ListPlan, PageRequest } from "../query/plan.ts";
import type { Value } from "../vocabulary/computed-field.ts";
import type { Element } from "./predicates.ts";
import { Selector } from "./selection.ts";
import type { Edge, Node } from "./snapshot.ts";
import { fieldValueOf } from "./values.ts";
import { backwards, existingIn, isA, liveEdges, reachInSteps, type View } from "./view.ts";

/** A row of a list: what it is, what of it is shown, and its sort values where they are asked for. */
export interface SelectedRow<T extends Element, Shown> {
  readonly element: T;
  readonly shown: Shown;
}
/** The same of an organisation. */
export type OrganisationRow = SelectedRow<Node, OrganisationRecord>;

/** Organisations among which to look, and what selects those that fit. */
export interface Candidates {
  /** An array is in the order of codes. */
  readonly nodes: Iterable<Node>;
  readonly selector: Selector<Node>;
}

/** Where the list of each parent is looked for, or the list of all. */
export function candidatesOf(
  view: View,
  entity: OrganisationEntity,
  { link, condition }: Pick<ListPlan, "link" | "condition">,
): (parent: string) => Work<Candidates> {
  if (!link) return () => candidatesAmong(view, entity, condition);
  const selector = new Selector<Node>(view, condition);
  return function* (parent) {
    const start = view.snapshot.nodes.get(parent as Node["code"]);
    if (!start || !isA(start, link.from)) return { nodes: [], selector };
    return { nodes: yield* reachInSteps(view, [start], stepsOf(link.from, link.name)), selector };
  };
}

/**
 * The page of a list of organisations in the order of codes, which looks at no more of them than it has to.
 * @param page between codes
 */
export function* pageByCode(
  view: View,
  { nodes, selector }: Candidates,
  { after, before, size, backwards }: PageRequest,
): Work<readonly OrganisationRow[]> {
  // Those of a kind are in order already.
  const inOrder: readonly Node[] = Array.isArray(nodes)
    ? nodes
    : yield* sortInSteps(nodes, (a, b) => compareText(a.code, b.code));
  const [first, last] = [after?.[0] as string | undefined, before?.[0] as string | undefined];
  const between = inOrder.slice(
    first === undefined ? 0 : nodeOf(inOrder, first, true),
    last === undefined ? undefined : nodeOf(inOrder, last, false),
  );
  return yield* existing(view, { nodes: backwards ? between.reverse() : between, selector }, size);
}

/** Where a code stands among organisations in order, or would: how many come before it. @param behind behind it rather than at it */
function nodeOf(nodes: readonly Node[], code: string, behind: boolean): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = nodes[middle]?.code ?? "";
    if (found < code || (behind && found === code)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The delegations that fit a condition, in no order. */
export function* fittingDelegations(
  view: View,
  condition: Condition,
): Work<readonly SelectedRow<Edge, Fact>[]> {
  const edges: Edge[] = [];
  yield* eachInSteps(view.snapshot.of("Organisation"), (node) => {
    edges.push(...liveEdges(view, node, "out", "DELEGATION"));
  });
  const fitting = yield* new Selector<Edge>(view, condition).select(edges);
  return fitting.map((edge) => ({ element: edge, shown: edge.fact }));
}

/** The candidates that fit and exist, in no order but their own. @param max how many at the most */
export function* existing(
  view: View,
  { nodes, selector }: Candidates,
  max = Infinity,
): Work<readonly OrganisationRow[]> {
  const { predicate } = selector;
  if (!predicate) return yield* existingInBatches(view, nodes, selector, max);
  const rows: OrganisationRow[] = [];
  let looked = 0;
  for (const node of nodes) {
    const shown = existingIn(view, node);
    if (shown && predicate(node) && rows.push({ element: node, shown }) === max) break;
    if (++looked % stepSize === 0) yield;
  }
  return rows;
}

/** The same where many are judged at once: few at first, where few are wanted. */
function* existingInBatches(
  view: View,
  nodes: Iterable<Node>,
  { select }: Selector<Node>,
  max: number,
): Work<readonly OrganisationRow[]> {
  const rows: OrganisationRow[] = [];
  const all = [...nodes];
  for (let start = 0, size = 2 * max; start < all.length && rows.length < max; start += size, size *= 2) {
    const known: OrganisationRow[] = [];
    yield* eachInSteps(all.slice(start, start + size), (node) => {
      const shown = existingIn(view, node);
      if (shown) known.push({ element: node, shown });
    });
    const fitting = new Set(yield* select(known.map(({ element }) => element)));
    rows.push(...known.filter(({ element }) => fitting.has(element)));
  }
  return rows.slice(0, max);
}

/** Every organisation of a kind that exists. */
export const allExisting = (view: View, entity: OrganisationEntity): Work<readonly OrganisationRow[]> =>
  existing(view, { nodes: view.snapshot.of(entity), selector: new Selector(view, anything) });

/** Where a list of all starts: the same choice as for the engines, so that its cost follows what it returns. */
export function* candidatesAmong(
  view: View,
  entity: OrganisationEntity,
  condition: Condition,
): Work<Candidates> {
  const path = accessPath(entity, condition);
  const selector = new Selector<Node>(view, path.rest);
  if (path.kind === "none") return { nodes: view.snapshot.of(entity), selector };
  if (path.kind === "codes") {
    const named = [...view.snapshot.named(path.codes)].filter((node) => isA(node, entity));
    return { nodes: new Set(named), selector };
  }
  const candidates = yield* candidatesAmong(view, path.target, path.where);
  const ends = yield* candidates.selector.select([...candidates.nodes]);
  return {
    nodes: yield* reachInSteps(view, ends, backwards(stepsOf(entity, path.name), entity)),
    selector,
  };
}

/** The sort values of a row: a truth as 0 or 1, as the engines have it. */
export function sortValuesOf(
  view: View,
  entity: ListedEntity,
  order: readonly OrderKey[],
  { element, shown }: SelectedRow<Element, unknown>,
): Value[] {
  return order.map(({ field }) => {
    const value =
      entity === "Delegation"
        ? (((element as Edge).fact as never)[field] ?? null)
        : fieldValueOf(view, entity, element as Node, shown as OrganisationRecord, field);
    return typeof value === "boolean" ? Number(value) : (value ?? null);
  });
}
