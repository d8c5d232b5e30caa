import type { EntityName, OrganisationEntity } from "../model/filters.ts";
import { stepsOf } from "../model/links.ts";
import type { Source } from "../model/source.ts";
import { type Element, isFact } from "./predicates.ts";
import type { Edge, Node } from "./snapshot.ts";
import { describedIn, liveEdges, reach, type View } from "./view.ts";

/** Which end of its fact each link of a fact names. */
const startNames = ["member", "delegator", "provider"];

/** What a link of a filter reaches from an element, whether or not it exists on the day. */
export function linkEnds(
  view: View,
  entity: EntityName,
  link: string,
): (element: Element) => Iterable<Element> {
  if (link === "source") return (element) => sourceOf(view, entity, element);
  if (isFact(entity)) {
    const end = startNames.includes(link) ? "from" : "to";
    return (element) => [(element as Edge)[end] as Node];
  }
  const facts = factsNamed[link];
  if (facts) return (element) => facts(view, element as Node);
  const steps = stepsOf(entity as OrganisationEntity, link);
  return (element) => reach(view, [element as Node], steps);
}

const factsNamed: Readonly<Record<string, (view: View, node: Node) => readonly Edge[]>> = {
  memberships: (view, node) => liveEdges(view, node, "out", "MEMBERSHIP"),
  supports: (view, node) => liveEdges(view, node, node.kind === "SUPPORT_PROVIDER" ? "out" : "in", "SUPPORT"),
  delegations: (view, node) => liveEdges(view, node, node.kind === "CONSORTIUM" ? "in" : "out", "DELEGATION"),
};

function sourceOf(view: View, entity: EntityName, element: Element): readonly Source[] {
  const code = isFact(entity) ? (element as Edge).fact.source : describedIn(view, element as Node)?.source;
  const source = code === undefined ? undefined : view.snapshot.sources.get(code);
  return source ? [source] : [];
}
