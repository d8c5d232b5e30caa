import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Trusted } from "../../model/trust.ts";
import type { Statement } from "../graph.ts";
import { described, live } from "./clocks.ts";
import { readCode } from "./read-code.ts";
import { organisationColumns, readOrganisation } from "./stored.ts";

/** An organisation that memberships lead up to. */
export interface ReachedAbove {
  readonly organisation: OrganisationRecord;
  /** Whether the graph had heard of it at `knownAt`; its description is empty where it had not. */
  readonly known: boolean;
  /** Its members among those that the climb came from, and the facts that say so. */
  readonly members: readonly { readonly code: Code; readonly fact: Trusted }[];
}

export interface LinksAboveParams extends Clocks {
  readonly parents: readonly Code[];
  readonly kinds: readonly OrganisationKind[];
  /** As many as the text has. */
  readonly hops: number;
}

/** The most hops that links take one after another: practice, consortium, PCT, cluster, SHA. */
export const maxHopsAbove = 4;

/**
 * Everything of these kinds that memberships lead up to from the parents, a list a hop: what all links that go up answer
 * from. Its text depends on the number of hops alone, because on Neo4j a text costs a hundred times as much to plan as to run.
 */
export const linksAbove = (hops: number): Statement<LinksAboveParams, readonly ReachedAbove[][]> => {
  const each = Array.from({ length: hops }, (_, index) => index + 1);
  return {
    name: "links above",
    cypher: `UNWIND $parents AS parent
MATCH (s:Organisation {code: parent})
WITH collect(s) AS level0
${each.map(climb).join("\n")}
RETURN ${each.map((hop) => `reached${hop}`).join(", ")}`,
    row: (raw) => each.map((hop) => (raw[`reached${hop}`] as unknown[][]).map(readReached)),
  };
};

/** One hop up. What nobody had heard of is kept as a way through, as it is in the pattern of a single link. */
function climb(hop: number): string {
  return `CALL (level${hop - 1}) { UNWIND level${hop - 1} AS s
MATCH (s)-[fact:MEMBER_OF]->(o:Organisation) WHERE o.kind IN $kinds AND ${live("fact")}
WITH o, collect([s.code, fact.confidence, fact.knownFrom, fact.factId]) AS members
WITH o, members, ${described("o")} AS d
RETURN collect(o) AS level${hop}, collect([members, d IS NOT NULL, ${organisationColumns("o", "d")}]) AS reached${hop} }`;
}

function readReached([members, known, ...columns]: readonly unknown[]): ReachedAbove {
  return {
    organisation: readOrganisation(columns),
    known: known === true,
    members: (members as string[][]).map(([code, confidence, knownFrom, factId]) => ({
      code: readCode(code),
      fact: { confidence, knownFrom, factId } as Trusted,
    })),
  };
}
