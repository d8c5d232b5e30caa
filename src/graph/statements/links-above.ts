import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Trusted } from "../../model/trust.ts";
import type { Statement } from "../graph.ts";
import type { Place } from "../replica/replica.ts";
import { describedIn, isLive, type View } from "../replica/view.ts";
import { described, live } from "./clocks.ts";
import { organisationColumns, readOrganisation } from "./stored.ts";

/** An organisation that memberships lead up to. */
export interface ReachedAbove {
  readonly organisation: OrganisationRecord;
  /** Whether the graph had heard of it at `knownAt`; its description is empty where it had not. */
  readonly known: boolean;
  /** Its members among those that the climb came from, and the facts that say so. */
  readonly members: readonly { readonly code: Code; readonly fact: Trusted }[];
}

/** The most hops that links take one after another: practice, consortium, PCT, cluster, SHA. */
export const mostHopsAbove = 4;

/**
 * Everything of these kinds that memberships lead up to from the parents, a list a hop: what all links that go up answer
 * from. Its text depends on the number of hops alone, because on Neo4j a text costs a hundred times as much to plan as to run.
 */
export const linksAbove = (
  hops: number,
): Statement<
  Clocks & { parents: readonly Code[]; kinds: readonly OrganisationKind[] },
  readonly ReachedAbove[][]
> => {
  const each = Array.from({ length: hops }, (_, index) => index + 1);
  return {
    name: "links above",
    cypher: `UNWIND $parents AS parent
MATCH (s:Organisation {code: parent})
WITH collect(s) AS level0
${each.map(climb).join("\n")}
RETURN ${each.map((hop) => `reached${hop}`).join(", ")}`,
    row: (raw) => each.map((hop) => (raw[`reached${hop}`] as unknown[][]).map(readReached)),
    fromReplica: (replica, { parents, kinds, ...clocks }) => {
      const view = { ...clocks, replica };
      let level: Iterable<Place> = replica.named(parents);
      const hopsUp = each.map(() => {
        const reached = climbInReplica(view, level, kinds);
        level = reached.keys();
        return [...reached.values()];
      });
      return [hopsUp];
    },
  };
};

/** One hop up. What nobody had heard of is kept as a way through, as it is in the pattern of a single link. */
function climb(hop: number): string {
  return `CALL (level${hop - 1}) { UNWIND level${hop - 1} AS s
MATCH (s)-[fact:MEMBER_OF]->(o:Organisation) WHERE o.kind IN $kinds AND ${live("fact")}
WITH o, collect([s.code, fact.confidence, fact.recordedAt, fact.factId]) AS members
WITH o, members, ${described("o")} AS d
RETURN collect(o) AS level${hop}, collect([members, d IS NOT NULL, ${organisationColumns("o", "d")}]) AS reached${hop} }`;
}

function climbInReplica(
  view: View,
  level: Iterable<Place>,
  kinds: readonly OrganisationKind[],
): Map<Place, ReachedAbove> {
  const reached = new Map<Place, ReachedAbove & { members: { code: Code; fact: Trusted }[] }>();
  for (const { code, out } of level) {
    for (const { fact, to } of out.MEMBERSHIP ?? []) {
      if (!to || !kinds.includes(to.kind) || !isLive(view, fact)) continue;
      const known = reached.get(to) ?? { ...shownAs(to, describedIn(view, to)), members: [] };
      known.members.push({ code, fact });
      reached.set(to, known);
    }
  }
  return reached;
}

const shownAs = ({ code, kind }: Place, described: OrganisationRecord | undefined) => ({
  organisation: described ?? readOrganisation([code, kind]),
  known: described !== undefined,
});

function readReached([members, known, ...columns]: readonly unknown[]): ReachedAbove {
  return {
    organisation: readOrganisation(columns),
    known: known === true,
    members: (members as string[][]).map(([code, confidence, recordedAt, factId]) => ({
      code: code as Code,
      fact: { confidence, recordedAt, factId } as Trusted,
    })),
  };
}
