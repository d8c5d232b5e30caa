import type { EntityName, OrganisationEntity } from "../model/filters.ts";
import { stepsOf } from "../model/links.ts";
import type { Source } from "../model/source.ts";
import { isFact, type Thing } from "./predicates.ts";
import type { Edge, Place } from "./snapshot.ts";
import { describedIn, liveEdges, reach, type View } from "./view.ts";

/** Which end of its fact each link of a fact names. */
const startNames = ["member", "delegator", "provider"];

/** What a link of a filter reaches from a thing, whether or not it exists on the day. */
export function linkEnds(view: View, entity: EntityName, link: string): (thing: Thing) => Iterable<Thing> {
  if (link === "source") return (thing) => sourceOf(view, entity, thing);
  if (isFact(entity)) {
    const end = startNames.includes(link) ? "from" : "to";
    return (thing) => [(thing as Edge)[end] as Place];
  }
  const facts = factsNamed[link];
  if (facts) return (thing) => facts(view, thing as Place);
  const steps = stepsOf(entity as OrganisationEntity, link);
  return (thing) => reach(view, [thing as Place], steps);
}

const factsNamed: Readonly<Record<string, (view: View, place: Place) => readonly Edge[]>> = {
  memberships: (view, place) => liveEdges(view, place, "out", "MEMBERSHIP"),
  supports: (view, place) =>
    liveEdges(view, place, place.kind === "SUPPORT_PROVIDER" ? "out" : "in", "SUPPORT"),
  delegations: (view, place) =>
    liveEdges(view, place, place.kind === "CONSORTIUM" ? "in" : "out", "DELEGATION"),
};

function sourceOf(view: View, entity: EntityName, thing: Thing): readonly Source[] {
  const code = isFact(entity) ? (thing as Edge).fact.source : describedIn(view, thing as Place)?.source;
  const source = code === undefined ? undefined : view.snapshot.sources.get(code);
  return source ? [source] : [];
}
