import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { Fact, FactKind } from "../../model/facts.ts";
import type { Statement } from "../graph.ts";
import type { Edge, Replica } from "../replica/replica.ts";
import { isBelieved, isLive } from "../replica/view.ts";
import { live } from "./clocks.ts";
import { readFact, relationshipTypes } from "./stored.ts";

export interface FactRow {
  readonly parent: Code;
  readonly fact: Fact;
}

type FactStatement = Statement<Clocks & { parents: readonly Code[] }, FactRow>;

const row = (raw: Readonly<Record<string, unknown>>): FactRow => ({
  parent: raw.parent as Code,
  fact: readFact(raw.type, raw.from, raw.to, raw.fact),
});

const columns = (from: string, to: string): string =>
  `parent, type(fact) AS type, ${from}.code AS from, ${to}.code AS to, properties(fact) AS fact`;

/** The facts of one kind that start (or arrive) at each parent and are seen at both clocks. */
const liveFacts = (name: string, kinds: readonly FactKind[], end: "from" | "to"): FactStatement => {
  const types = kinds.map((kind) => relationshipTypes[kind]).join("|");
  return {
    name,
    cypher: `UNWIND $parents AS parent
MATCH (o:Organisation {code: parent})${end === "from" ? `-[fact:${types}]->` : `<-[fact:${types}]-`}(other)
WHERE ${live("fact")}
RETURN ${end === "from" ? columns("o", "other") : columns("other", "o")}`,
    row,
    fromReplica: (replica, { parents, ...clocks }) =>
      factsFromReplica(replica, parents, end === "from" ? "out" : "in", kinds, ({ fact }) =>
        isLive({ ...clocks, replica }, fact),
      ),
  };
};

function factsFromReplica(
  replica: Replica,
  parents: readonly Code[],
  end: "out" | "in",
  kinds: readonly FactKind[],
  fits: (edge: Edge) => boolean,
): FactRow[] {
  return parents.flatMap((parent) => {
    const edges = kinds.flatMap((kind) => replica.places.get(parent)?.[end][kind] ?? []);
    return edges.filter(fits).map(({ fact }) => ({ parent, fact }));
  });
}

export const membershipsOf = liveFacts("memberships", ["MEMBERSHIP"], "from");
export const supportGiven = liveFacts("support given", ["SUPPORT"], "from");
export const supportReceived = liveFacts("support received", ["SUPPORT"], "to");
export const delegationsMade = liveFacts("delegations made", ["DELEGATION"], "from");
export const delegationsReceived = liveFacts("delegations received", ["DELEGATION"], "to");
export const reportsAndBudgets = liveFacts(
  "reports, budgets and delegations",
  ["REPORT", "BUDGET", "DELEGATION"],
  "from",
);

/** Every fact about an organisation that had been recorded by `knownAt`, live or not, retracted or not. */
export const historyOf: FactStatement = {
  name: "history",
  cypher: `UNWIND $parents AS parent
MATCH (o:Organisation {code: parent})-[fact:MEMBER_OF|OUTSIDE|DELEGATES_TO|SUPPORTS|SUCCEEDED_BY|REPORTED|HAS_BUDGET]-()
WHERE fact.recordedAt <= $knownAt
RETURN parent, type(fact) AS type, startNode(fact).code AS from, endNode(fact).code AS to, properties(fact) AS fact`,
  row,
};

/** What bears on a practice's standing: its consortium memberships and its spells outside, begun by `asOf`. */
export const standingFacts: FactStatement = {
  name: "standing",
  cypher: `UNWIND $parents AS parent
MATCH (o:Practice {code: parent})-[fact:MEMBER_OF|OUTSIDE]->(other:Organisation)
WHERE fact.validFrom <= $asOf AND fact.recordedAt <= $knownAt AND $knownAt < fact.retractedAt
  AND (other:Consortium OR type(fact) = "OUTSIDE")
RETURN ${columns("o", "other")}`,
  row,
  fromReplica: (replica, { parents, asOf, knownAt }) => {
    const view = { replica, asOf, knownAt };
    return factsFromReplica(replica, parents, "out", ["MEMBERSHIP", "OUTSIDE"], ({ fact, from, to }) => {
      const bearsOnIt = fact.kind === "OUTSIDE" || to?.kind === "CONSORTIUM";
      const begun = fact.validFrom === null || fact.validFrom <= asOf;
      return from.kind === "PRACTICE" && bearsOnIt && begun && isBelieved(view, fact);
    });
  },
};
