import type { OrganisationEntity } from "../model/filters.ts";
import { live } from "./statements/clocks.ts";
import { moreTrusted } from "./statements/trust.ts";

/** One hop along a dated fact. `out` follows the fact from its start (a member to its group). */
export interface Step {
  readonly type: "MEMBER_OF";
  readonly direction: "out" | "in";
  /** The label of the node it arrives at; any organisation where absent. */
  readonly label?: OrganisationEntity;
  /** Repeated up to this many times, through whatever organisations lie between; once where absent. */
  readonly upTo?: number;
  /** Of several claims to groups of that kind only the most trusted is followed: it is the one that the to-one link shows. */
  readonly mostTrusted?: true;
}

const up = (label?: OrganisationEntity): Step => ({
  type: "MEMBER_OF",
  direction: "out",
  ...(label ? { label } : {}),
});
const down = (label?: OrganisationEntity): Step => ({
  type: "MEMBER_OF",
  direction: "in",
  ...(label ? { label } : {}),
});

const ownPct: Step = { ...up("PCT"), mostTrusted: true };

/**
 * How each organisation is joined to others, by the name that the link has in GraphQL. A practice's cluster and SHA are
 * those of its PCT; a PCT's SHA is its own, which need not be its cluster's.
 */
export const links = {
  Practice: {
    consortium: [up("Consortium")],
    pct: [up("PCT")],
    cluster: [ownPct, up("Cluster")],
    sha: [ownPct, up("SHA")],
  },
  Consortium: { practices: [down("Practice")], pcts: [up("PCT")] },
  PCT: {
    practices: [down("Practice")],
    consortia: [down("Consortium")],
    cluster: [up("Cluster")],
    sha: [up("SHA")],
  },
  Cluster: {
    pcts: [down("PCT")],
    consortia: [down("PCT"), down("Consortium")],
    practices: [down("PCT"), down("Practice")],
    sha: [up("SHA")],
  },
  SHA: { clusters: [down("Cluster")], pcts: [down("PCT")], practices: [down("PCT"), down("Practice")] },
  SupportProvider: { hostedBy: [up()] },
  Organisation: {
    members: [down()],
    membersUpTo2: [{ ...down(), upTo: 2 }],
    membersUpTo3: [{ ...down(), upTo: 3 }],
    membersUpTo4: [{ ...down(), upTo: 4 }],
  },
} as const satisfies Record<OrganisationEntity, Record<string, readonly Step[]>>;

export interface Link {
  readonly from: OrganisationEntity;
  readonly name: string;
  readonly to: OrganisationEntity;
}

/** The link of that name; null where there is none. */
export function linkFrom(from: string, name: string): Link | null {
  const steps = (links as Record<string, Record<string, readonly Step[]>>)[from]?.[name];
  return steps ? { from: from as OrganisationEntity, name, to: steps.at(-1)?.label ?? "Organisation" } : null;
}

/** Whether every hop of a link goes from a member to its group: few are reached, whatever the size of the groups. */
export const leadsUp = ({ from, name }: Link): boolean =>
  stepsOf(from, name).every(({ direction, upTo }) => direction === "out" && upTo === undefined);

/** The hops of a link. */
export function stepsOf(from: OrganisationEntity, name: string): readonly Step[] {
  const steps = (links[from] as Record<string, readonly Step[]>)[name];
  if (!steps) throw new Error(`${from} has no link "${name}"`);
  return steps;
}

export interface Chain {
  readonly pattern: string;
  /** That every fact on the way is seen at both clocks. */
  readonly condition: string;
  /** The facts of the hops in their order, which say how far the whole can be trusted. */
  readonly facts: readonly string[];
}

/**
 * The pattern of a chain of hops between two variables, written from whichever end the engine should start at.
 * @param start "from" writes it from the link's start, "to" from its end
 * @param prefix of the variables of the facts
 */
export function chain(
  from: string,
  steps: readonly Step[],
  to: string,
  start: "from" | "to" = "from",
  prefix = to,
): Chain {
  // The underscore keeps hop 0 of v2 apart from v20, which may be a variable of its own.
  const facts = steps.map((_, index) => `${prefix}_${index}`);
  const between = steps.slice(0, -1).map(({ label }) => (label ? `(:${label})` : "()"));
  const lastLabel = steps.at(-1)?.label;
  const nodes = [`(${from})`, ...between, lastLabel && start === "from" ? `(${to}:${lastLabel})` : `(${to})`];
  const hops = steps.map(({ type, direction, upTo }, index) => {
    const forward = (direction === "out") === (start === "from");
    const fact = `[${facts[index]}:${type}${upTo ? `*1..${upTo}` : ""}]`;
    return forward ? `-${fact}->` : `<-${fact}-`;
  });
  if (start === "to") {
    nodes.reverse();
    hops.reverse();
  }
  return {
    pattern: nodes.map((node, index) => node + (hops[index] ?? "")).join(""),
    condition: steps
      .map((step, index) => {
        const fact = facts[index] ?? to;
        const seen = step.upTo ? `all(hop IN ${fact} WHERE ${live("hop")})` : live(fact);
        return step.mostTrusted ? `${seen} AND ${noneMoreTrusted(from, step, fact)}` : seen;
      })
      .join(" AND "),
    facts,
  };
}

/** That of the claims of the first hop, which goes up, none is more trusted than this one. */
const noneMoreTrusted = (member: string, { type, label }: Step, fact: string): string =>
  `COUNT { (${member})-[${fact}r:${type}]->(:${label}) WHERE ${live(`${fact}r`)} AND ${moreTrusted(`${fact}r`, fact)} } = 0`;
