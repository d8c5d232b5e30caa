import type { PeriodFact } from "../graph/statements/change.ts";
import { stepSize, type Work } from "../graph/work.ts";
import type { Change, ChangeKind, Period } from "../model/change.ts";
import type { Code } from "../model/code.ts";
import { openEnd, unknownStart } from "../model/dates.ts";
import type { FactKind } from "../model/facts.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { type ChangeCount, type ChangeCountPlan, type ChangedPlan, changesAsked } from "../query/changes.ts";
import { type DayNumbers, dayNumber, type Extent, holdsDuring } from "./extent.ts";
import type { Edge, Node } from "./snapshot.ts";
import { describedIn, isBelieved, type View } from "./view.ts";

/** What differs between two days, out of a snapshot. */

export function* changedIn(view: View, plan: ChangedPlan): Work<Code[]> {
  const found: Code[] = [];
  const behind = lookedThrough(view, plan).filter(({ code }) => code >= plan.start);
  yield* findChanges(view, plan, behind, ({ code }) => found.push(code) === plan.size);
  return found;
}

export function* changeCountsIn(view: View, plan: ChangeCountPlan): Work<ChangeCount[]> {
  const counts = new Map<ChangeKind, number>();
  yield* findChanges(view, plan, lookedThrough(view, plan), (_node, changes) => {
    for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return false;
  });
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

/** The organisations among which changes are looked for, in the order of codes. */
function lookedThrough(
  { snapshot }: View,
  { scope, codes, organisationKinds }: ChangeCountPlan,
): readonly Node[] {
  const among = scope.within ? [...snapshot.named(codes)] : snapshot.of("Organisation");
  return among.filter(({ kind }) => organisationKinds.includes(kind));
}

/** @param take given each organisation with its changes, where it has any, until it says that this is enough */
function* findChanges(
  view: View,
  plan: ChangeCountPlan,
  nodes: readonly Node[],
  take: (node: Node, changes: readonly Change[]) => boolean,
): Work<void> {
  const days = numbersOf(plan);
  let looked = 0;
  for (const node of nodes) {
    const described = describedIn(view, node);
    if (mayDiffer(node, described, plan, days)) {
      const { opened = null, closed = null } = described ?? {};
      const changes = changesAsked(
        { code: node.code, opened, closed, facts: factsDuring(view, node, days) },
        plan,
      );
      if (changes.length > 0 && take(node, changes)) return;
    }
    if (++looked % stepSize === 0) yield;
  }
}

/**
 * Whether anything about an organisation begins or ends in a period, believed or not: of most nothing does, and to compare
 * all that is said of them would take many times as long.
 */
function mayDiffer(
  node: Node,
  described: OrganisationRecord | undefined,
  { from, to }: Period,
  days: DayNumbers,
): boolean {
  const [opened, closed] = [described?.opened ?? unknownStart, described?.closed ?? openEnd];
  if ((from < opened && opened <= to) || (from <= closed && closed < to)) return true;
  return edgesAbout(node).some(({ extent }) => holdsDuring(extent, days) && !holdsThroughout(extent, days));
}

const holdsThroughout = ({ validFrom, validTo }: Extent, { first, last }: DayNumbers): boolean =>
  validFrom <= first && last <= validTo;

const numbersOf = ({ from, to }: Period): DayNumbers => ({ first: dayNumber(from), last: dayNumber(to) });

/** What `factsOfPeriod` answers. */
export const factsOfPeriodIn = (
  view: View,
  { codes, ...period }: Period & { readonly codes: readonly Code[] },
): PeriodFact[] =>
  codes.flatMap((parent) => {
    const node = view.snapshot.nodes.get(parent);
    return node ? factsDuring(view, node, numbersOf(period)).map((found) => ({ parent, ...found })) : [];
  });

const factsDuring = (view: View, node: Node, days: DayNumbers): Omit<PeriodFact, "parent">[] =>
  edgesAbout(node)
    .filter(({ extent }) => holdsDuring(extent, days) && isBelieved(view, extent))
    .map(({ fact, from, to }) => ({ fact, otherKind: (from === node ? to : from)?.kind ?? null }));

/** The facts that are about an organisation: those that start at it, but of what is given to it those that arrive. */
const starting = ["MEMBERSHIP", "OUTSIDE", "SUCCESSION", "REPORT", "BUDGET"] as const;
const arriving = ["DELEGATION", "SUPPORT"] as const satisfies readonly FactKind[];
function edgesAbout(node: Node): readonly Edge[] {
  const edges: Edge[] = [];
  for (const kind of starting) if (node.out[kind]) edges.push(...node.out[kind]);
  for (const kind of arriving) if (node.in[kind]) edges.push(...node.in[kind]);
  return edges;
}

/** What `organisationsWithinMeanwhile` answers. */
export const withinMeanwhile = (view: View, { within, ...period }: Period & { readonly within: Code }) =>
  codesWithin(view, within, numbersOf(period));

/** What `organisationsWithin` answers. */
export const withinOn = (view: View, { within }: { readonly within: Code }): Code[] =>
  codesWithin(view, within, { first: view.day, last: view.day });

/** An area, what is a member of it on some day of a period, and the members that its PCTs have meanwhile. */
function codesWithin(view: View, area: Code, days: DayNumbers): Code[] {
  const node = view.snapshot.nodes.get(area);
  if (!node) return [];
  const inside = new Set([node]);
  const membersOf = (group: Node) =>
    (group.in.MEMBERSHIP ?? []).filter(({ extent }) => holdsDuring(extent, days) && isBelieved(view, extent));
  for (const { from: member, extent } of membersOf(node)) {
    inside.add(member);
    if (member.kind !== "PCT") continue;
    for (const { from, extent: inner } of membersOf(member))
      if (holdsDuring(inner, { first: extent.validFrom, last: extent.validTo })) inside.add(from);
  }
  return [...inside].map(({ code }) => code);
}
