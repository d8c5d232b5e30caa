import type { OrganisationEntity, OrganisationKind } from "./kinds.ts";

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

const own = (label: OrganisationEntity): Step => ({ ...up(label), mostTrusted: true });
const ownPct = own("PCT");

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

/** How a practice comes under organisations of each kind that it is not itself. */
export const practiceGroups = {
  CONSORTIUM: links.Practice.consortium,
  PCT: links.Practice.pct,
  CLUSTER: links.Practice.cluster,
  SHA: links.Practice.sha,
} as const;

/** How a practice comes under the one organisation of a kind that the API shows for it: at most one, however many are claimed. */
export const ownGroups = {
  CONSORTIUM: [own("Consortium")],
  PCT: [ownPct],
  CLUSTER: [ownPct, own("Cluster")],
  SHA: [ownPct, own("SHA")],
} as const satisfies Partial<Record<OrganisationKind, readonly Step[]>>;

export interface Link {
  readonly from: OrganisationEntity;
  readonly name: string;
  readonly to: OrganisationEntity;
}

const known: ReadonlyMap<string, Link> = new Map(
  Object.entries(links).flatMap(([from, ofEntity]: [string, Record<string, readonly Step[]>]) =>
    Object.entries(ofEntity).map(([name, steps]) => {
      const to = steps.at(-1)?.label ?? "Organisation";
      return [`${from}.${name}`, { from: from as OrganisationEntity, name, to }] as const;
    }),
  ),
);

/** The link of that name, always the same object; null where there is none. */
export function linkFrom(from: string, name: string): Link | null {
  return known.get(`${from}.${name}`) ?? null;
}

/** The link of that name, always the same object. */
export function linkOf<E extends OrganisationEntity>(from: E, name: keyof (typeof links)[E] & string): Link {
  const link = linkFrom(from, name);
  if (!link) throw new Error(`${from} has no link "${name}"`);
  return link;
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
