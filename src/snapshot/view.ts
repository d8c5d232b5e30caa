import type { Work } from "../graph/work.ts";
import type { Clocks, IsoDate } from "../model/dates.ts";
import type { Fact } from "../model/facts.ts";
import type { OrganisationEntity } from "../model/filters.ts";
import { kindNames } from "../model/kinds.ts";
import type { Step } from "../model/links.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import { byTrust } from "../model/trust.ts";
import type { GraphInMemory } from "../vocabulary/computed-field.ts";
import { dayNumber, type Extent, instantNumber } from "./extent.ts";
import type { Described, Edge, Node, Snapshot } from "./snapshot.ts";

type SeenAt = Pick<Clocks, "asOf" | "knownAt" | "atRevision">;

/** A snapshot as seen at the clocks. */
export class View implements GraphInMemory {
  readonly snapshot: Snapshot;
  readonly asOf: IsoDate;
  readonly atRevision: number;
  /** `asOf` and `knownAt` as extents have them. */
  readonly day: number;
  readonly instant: number;

  constructor(snapshot: Snapshot, { asOf, knownAt, atRevision }: SeenAt) {
    this.snapshot = snapshot;
    this.asOf = asOf;
    this.atRevision = atRevision;
    this.day = dayNumber(asOf);
    this.instant = instantNumber(knownAt);
  }

  live(node: Node, end: "out" | "in", kind: Fact["kind"]): readonly Edge[] {
    return liveEdges(this, node, end, kind);
  }

  reach(from: Iterable<Node>, steps: readonly Step[]): Set<Node> {
    return reach(this, from, steps);
  }

  exists(node: Node): boolean {
    return existingIn(this, node) !== undefined;
  }
}

/** Whether something is seen at the clocks: `live` of src/graph/statements/clocks.ts. */
export const isLive = (view: View, extent: Extent): boolean =>
  extent.validFrom <= view.day && view.day <= extent.validTo && isBelieved(view, extent);

export const isBelieved = (view: View, extent: Extent): boolean =>
  isSaid(view, extent) && (view.instant < extent.knownTo || view.atRevision < extent.removedIn);

/** Whether it had been said by then, whether or not it was taken back since. */
export const isSaid = ({ instant, atRevision }: View, extent: Extent): boolean =>
  extent.knownFrom <= instant && extent.addedIn <= atRevision && atRevision < extent.supersededIn;

/** The description seen at the clocks; undefined where the graph had not heard of it. */
export const describedIn = (view: View, node: Node): OrganisationRecord | undefined =>
  descriptionIn(view, node)?.organisation;

function descriptionIn(view: View, { descriptions }: Node): Described | undefined {
  // A loop by index makes no function a call: this is asked of every organisation that a read passes.
  for (let at = 0; at < descriptions.length; at++) {
    const described = descriptions[at];
    if (described && isLive(view, described.extent)) return described;
  }
  return undefined;
}

/** The same where the organisation exists on `asOf`. */
export function existingIn(view: View, node: Node): OrganisationRecord | undefined {
  const described = descriptionIn(view, node);
  const exists = described && described.opened <= view.day && view.day <= described.closed;
  return exists ? described.organisation : undefined;
}

export const isA = ({ kind }: Node, entity: OrganisationEntity | undefined): boolean =>
  entity === undefined || entity === "Organisation" || kindNames[kind] === entity;

/** The live facts of a kind at one end of an organisation. */
export const liveEdges = (view: View, node: Node, end: "out" | "in", kind: Fact["kind"]): readonly Edge[] =>
  node[end][kind]?.filter(({ extent }) => isLive(view, extent)) ?? [];

/** Whether a hop takes a membership: one that is live and, where only the most trusted counts, outdone by none. */
export const follows = (view: View, { mostTrusted }: Step, edge: Edge): boolean =>
  isLive(view, edge.extent) && !(mostTrusted && isOutdone(view, edge));

/** Whether another live membership of the same organisation, in one of the same kind, is trusted more. */
function isOutdone(view: View, edge: Edge): boolean {
  for (const rival of edge.from.out.MEMBERSHIP ?? []) {
    if (rival === edge || rival.to?.kind !== edge.to?.kind || !isLive(view, rival.extent)) continue;
    if (byTrust(rival.fact, edge.fact) < 0) return true;
  }
  return false;
}

/** The organisations that hops lead to from some, each once, in no order. */
export function reach(view: View, from: Iterable<Node>, steps: readonly Step[]): Set<Node> {
  let reached = new Set(from);
  for (const step of steps) {
    const { direction, label, upTo = 1 } = step;
    const next = new Set<Node>();
    let frontier = reached;
    for (let hop = 0; hop < upTo && frontier.size > 0; hop++) {
      const found = new Set<Node>();
      for (const node of frontier) {
        for (const edge of node[direction].MEMBERSHIP ?? []) {
          const other = direction === "out" ? edge.to : edge.from;
          if (other && !next.has(other) && isA(other, label) && follows(view, step, edge)) found.add(other);
        }
      }
      for (const node of found) next.add(node);
      frontier = found;
    }
    reached = next;
  }
  return reached;
}

/** How many organisations are followed in one step: from an SHA, each leads to some thousand. */
const startsInStep = 16;

/** The same from many, in steps. */
export function* reachInSteps(view: View, from: readonly Node[], steps: readonly Step[]): Work<Set<Node>> {
  const reached = new Set<Node>();
  for (let start = 0; start < from.length; start += startsInStep) {
    for (const node of reach(view, from.slice(start, start + startsInStep), steps)) reached.add(node);
    yield;
  }
  return reached;
}

/** The same hops taken from their end: what they lead from. @param start the kind that they start at */
export function backwards(steps: readonly Step[], start: OrganisationEntity): Step[] {
  return steps
    .map((step, index): Step => {
      const label = steps[index - 1]?.label ?? (index === 0 ? start : undefined);
      const { label: _label, ...rest } = step;
      return { ...rest, direction: step.direction === "out" ? "in" : "out", ...(label ? { label } : {}) };
    })
    .reverse();
}
