import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { Fact } from "../../model/facts.ts";
import type { Statement } from "../graph.ts";
import { live } from "./clocks.ts";
import { readFact } from "./stored.ts";

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
const liveFacts = (name: string, type: string, end: "from" | "to"): FactStatement => ({
  name,
  cypher: `UNWIND $parents AS parent
MATCH (o:Organisation {code: parent})${end === "from" ? `-[fact:${type}]->` : `<-[fact:${type}]-`}(other)
WHERE ${live("fact")}
RETURN ${end === "from" ? columns("o", "other") : columns("other", "o")}`,
  row,
});

export const membershipsOf = liveFacts("memberships", "MEMBER_OF", "from");
export const supportGiven = liveFacts("support given", "SUPPORTS", "from");
export const supportReceived = liveFacts("support received", "SUPPORTS", "to");
export const delegationsMade = liveFacts("delegations made", "DELEGATES_TO", "from");
export const delegationsReceived = liveFacts("delegations received", "DELEGATES_TO", "to");
export const reportsAndBudgets = liveFacts(
  "reports, budgets and delegations",
  "REPORTED|HAS_BUDGET|DELEGATES_TO",
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
};
