import { positionOf } from "../model/delegation.ts";
import type { OrganisationEntity } from "../model/filters.ts";
import type { ConsortiumStanding } from "../model/kinds.ts";
import { stepsOf } from "../model/links.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { byTrust } from "../model/trust.ts";
import type { Edge, Place } from "./snapshot.ts";
import { existingIn, isA, liveEdges, reach, type View } from "./view.ts";

export type Value = string | number | boolean | null;

/** What is worked out from an organisation's facts: the meaning of src/graph/cypher/expressions.ts, in memory. */
type Compute = (view: View, place: Place) => Value;

const inForce = (edges: readonly Edge[]): boolean =>
  edges.some(
    ({ fact, to }) => fact.kind === "DELEGATION" && fact.stage === "IN_FORCE" && to?.kind === "CONSORTIUM",
  );
const delegates = (view: View, place: Place): boolean => inForce(liveEdges(view, place, "out", "DELEGATION"));
const receives = (view: View, place: Place): boolean => inForce(liveEdges(view, place, "in", "DELEGATION"));
const someMemberDelegates: Compute = (view, place) =>
  liveEdges(view, place, "in", "MEMBERSHIP").some(({ from }) => delegates(view, from));

const consortiaOf = (view: View, practice: Place): readonly Place[] =>
  liveEdges(view, practice, "out", "MEMBERSHIP").flatMap(({ to }) => (to?.kind === "CONSORTIUM" ? [to] : []));
const spellsOutside = (view: View, practice: Place): readonly Edge[] =>
  liveEdges(view, practice, "out", "OUTSIDE").filter(({ to }) => to !== null && isA(to, "PCT"));

export function standingIn(view: View, practice: Place): ConsortiumStanding {
  if (consortiaOf(view, practice).length > 0) return "MEMBER";
  return spellsOutside(view, practice).length > 0 ? "OUTSIDE" : "UNCLEAR";
}

const outsideReason: Compute = (view, practice) => {
  if (standingIn(view, practice) !== "OUTSIDE") return null;
  const [said] = spellsOutside(view, practice)
    .map(({ fact }) => fact)
    .sort(byTrust);
  return said?.kind === "OUTSIDE" ? said.reason : null;
};

const position: Compute = (view, pct) =>
  positionOf(liveEdges(view, pct, "out", "REPORT").map(({ fact }) => fact));

const countOf =
  (from: OrganisationEntity, link: string): Compute =>
  (view, place) =>
    [...reach(view, [place], stepsOf(from, link))].filter((other) => existingIn(view, other)).length;

const crossesShaBoundary: Compute = (view, cluster) => {
  const own = reach(view, [cluster], stepsOf("Cluster", "sha"));
  const shas = reach(view, reach(view, [cluster], stepsOf("Cluster", "pcts")), stepsOf("PCT", "sha"));
  return [...shas].some((sha) => !own.has(sha));
};

const byFacts: Readonly<Record<string, Readonly<Record<string, Compute>>>> = {
  Practice: {
    standing: standingIn,
    outsideReason,
    hasDelegatedBudget: (view, practice) =>
      consortiaOf(view, practice).some((consortium) => receives(view, consortium)),
  },
  Consortium: {
    hasDelegatedBudget: receives,
    straddles: (view, consortium) => reach(view, [consortium], stepsOf("Consortium", "pcts")).size > 1,
    practiceCount: countOf("Consortium", "practices"),
  },
  PCT: {
    hasDelegatedBudget: delegates,
    position,
    practiceCount: countOf("PCT", "practices"),
    consortiumCount: countOf("PCT", "consortia"),
  },
  Cluster: {
    hasDelegatedBudget: (view, cluster) => delegates(view, cluster) || someMemberDelegates(view, cluster),
    crossesShaBoundary,
    practiceCount: countOf("Cluster", "practices"),
    pctCount: countOf("Cluster", "pcts"),
  },
  SHA: {
    hasDelegatedBudget: someMemberDelegates,
    practiceCount: countOf("SHA", "practices"),
    pctCount: countOf("SHA", "pcts"),
  },
};

/** What is worked out from an organisation's description on a day. */
type Derive = (view: View, described: OrganisationRecord) => Value;

const isPathfinder: Derive = ({ asOf }, { pathfinderFrom }) =>
  pathfinderFrom !== null && pathfinderFrom <= asOf;
const byDescription: Readonly<Record<string, Readonly<Record<string, Derive>>>> = {
  Consortium: {
    isPathfinder,
    pathfinderWave: (view, described) => (isPathfinder(view, described) ? described.pathfinderWave : null),
    isStatutory: (_, { statutory }) => statutory ?? false,
  },
  SHA: {
    minimumDelegatedShare: ({ asOf }, { minimumDelegatedShare, minimumDelegatedShareFrom: from }) =>
      from === null || from <= asOf ? minimumDelegatedShare : null,
  },
};

/** A field of an organisation; undefined where it is read from a description and there is none. */
export function fieldValueOf(
  view: View,
  entity: OrganisationEntity,
  place: Place,
  described: OrganisationRecord | undefined,
  field: string,
): Value | undefined {
  if (field === "code" || field === "kind") return place[field];
  const compute = byFacts[entity]?.[field];
  if (compute) return compute(view, place);
  if (!described) return undefined;
  const derive = byDescription[entity]?.[field];
  return derive ? derive(view, described) : ((described as never)[field] ?? null);
}
