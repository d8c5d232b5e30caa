import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import { kindNames, organisationKinds } from "../../model/kinds.ts";
import { type Link, stepsOf } from "../../model/links.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { Trusted } from "../../model/trust.ts";
import { chain } from "../cypher/chain.ts";
import type { NoParams, Statement } from "../graph.ts";
import { believed, described } from "./clocks.ts";
import type { LinkedRow } from "./linked-row.ts";
import { readCode } from "./read-code.ts";
import { organisationColumns, readOrganisation } from "./stored.ts";

/** The organisations of these codes that the graph had heard of at `knownAt`, whether or not they exist on `asOf`. */
export const organisationsByCode: Statement<Clocks & { codes: readonly Code[] }, OrganisationRecord> = {
  name: "organisations by code",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})
WITH o, ${described("o")} AS d
WHERE d IS NOT NULL
RETURN [${organisationColumns("o", "d")}] AS organisation`,
  row: (raw) => readOrganisation(raw.organisation),
};

/** What a link reaches from the parents, for links that reach few: a row an organisation, because many parents share one. */
export const linkedOrganisations = (
  link: Link,
): Statement<Clocks & { parents: readonly Code[] }, LinkedRow> => {
  const { pattern, condition, facts } = chain("s", stepsOf(link.from, link.name), "o");
  const trust = facts.flatMap((fact) => [`${fact}.confidence`, `${fact}.knownFrom`, `${fact}.factId`]);
  return {
    name: `${link.from}.${link.name}`,
    cypher: `UNWIND $parents AS parent
MATCH (s:${link.from} {code: parent})
MATCH ${pattern} WHERE ${condition}
WITH o, collect([parent, ${trust.join(", ")}]) AS claims
WITH o, claims, ${described("o")} AS d
WHERE d IS NOT NULL
RETURN claims, [${organisationColumns("o", "d", link.to)}] AS organisation`,
    row: ({ claims, organisation }) => ({
      organisation: readOrganisation(organisation, link.to),
      claims: (claims as [Code, ...string[]][]).map(([parent, ...trust]) => ({
        parent,
        facts: facts.map((_, hop) => readTrusted(trust.slice(hop * 3))),
      })),
    }),
  };
};

const readTrusted = ([confidence, knownFrom, factId]: readonly string[]): Trusted =>
  ({ confidence, knownFrom, factId }) as Trusted;

export interface ChainRow {
  readonly parent: Code;
  readonly code: Code;
  readonly distance: number;
}

/** How many successions a chain may have: more than the period holds. */
const longestChain = 8;

/** The whole chain of successors or predecessors as believed at `knownAt`, on whatever day each took over. */
export const successionChain = (
  direction: "successors" | "predecessors",
): Statement<Clocks & { parents: readonly Code[] }, ChainRow> => {
  const hops = `[hops:SUCCEEDED_BY*1..${longestChain}]`;
  const pattern = direction === "successors" ? `-${hops}->` : `<-${hops}-`;
  return {
    name: direction,
    cypher: `UNWIND $parents AS parent
MATCH (s:Organisation {code: parent})${pattern}(o:Organisation)
WHERE o.code <> parent AND all(fact IN hops WHERE ${believed("fact")})
RETURN parent, o.code AS code, min(size(hops)) AS distance ORDER BY parent, distance, code`,
    row: (raw) => ({
      parent: readCode(raw.parent),
      code: readCode(raw.code),
      distance: Number(raw.distance),
    }),
  };
};

/** How many organisations of each kind the graph holds, whatever their dates. */
export const countsByKind: Statement<NoParams, { kind: string; count: number }> = {
  name: "counts by kind",
  cypher: organisationKinds
    .map((kind) => `MATCH (o:${kindNames[kind]}) RETURN "${kind}" AS kind, count(*) AS count`)
    .join("\nUNION ALL\n"),
  row: (raw) => ({ kind: String(raw.kind), count: Number(raw.count) }),
};
