import type { LinkedRow } from "../graph/statements/linked-row.ts";
import type { Code } from "../model/code.ts";
import type { Fact } from "../model/facts.ts";
import { type Link, type Step, stepsOf } from "../model/links.ts";
import type { Node } from "./snapshot.ts";
import { describedIn, follows, isA, type View } from "./view.ts";

/** What `linkedOrganisations` answers, out of a snapshot: a row an organisation, with every way that leads to it. */
export function linkedFrom(view: View, link: Link, parents: readonly Code[]): LinkedRow[] {
  const claims = new Map<Node, { parent: Code; facts: readonly Fact[] }[]>();
  for (const parent of parents) {
    const start = view.snapshot.nodes.get(parent);
    if (!start || !isA(start, link.from)) continue;
    for (const { end, facts } of waysAlong(view, start, stepsOf(link.from, link.name))) {
      const known = claims.get(end);
      if (known) known.push({ parent, facts });
      else claims.set(end, [{ parent, facts }]);
    }
  }
  return [...claims].flatMap(([end, claims]) => {
    const organisation = describedIn(view, end);
    return organisation ? [{ organisation, claims }] : [];
  });
}

export interface Way {
  readonly end: Node;
  /** Hop by hop. */
  readonly facts: readonly Fact[];
}

/** Every way along hops, where organisations may be reached by several. */
export function waysAlong(view: View, start: Node, [step, ...further]: readonly Step[]): Way[] {
  if (!step) return [{ end: start, facts: [] }];
  const found: Way[] = [];
  for (const edge of start[step.direction].MEMBERSHIP ?? []) {
    const other = step.direction === "out" ? edge.to : edge.from;
    if (!other || !isA(other, step.label) || !follows(view, step, edge)) continue;
    for (const { end, facts } of waysAlong(view, other, further))
      found.push({ end, facts: [edge.fact, ...facts] });
  }
  return found;
}
