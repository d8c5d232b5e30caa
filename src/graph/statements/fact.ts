import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import { type Fact, type FactKind, factKinds } from "../../model/facts.ts";
import type { OutsideReason } from "../../model/kinds.ts";
import type { StandingFact } from "../../model/standing.ts";
import type { Trusted } from "../../model/trust.ts";
import type { Statement } from "../graph.ts";
import { believed, live, said } from "./clocks.ts";
import { readCode } from "./read-code.ts";
import { readDay, readFact, relationshipTypes } from "./stored.ts";

export interface FactRow {
  readonly parent: Code;
  readonly fact: Fact;
}

type FactStatement = Statement<Clocks & { parents: readonly Code[] }, FactRow>;

export interface LiveFactsParams extends Clocks {
  readonly parents: readonly Code[];
  readonly kinds: readonly FactKind[];
  /** Of those kinds. */
  readonly types: readonly string[];
}

type LiveFactsStatement = Statement<LiveFactsParams, FactRow>;

/** The relationship types of some kinds. */
export const typesOf = (kinds: readonly FactKind[]): string[] => kinds.map((kind) => relationshipTypes[kind]);

const row = (raw: Readonly<Record<string, unknown>>): FactRow => ({
  parent: readCode(raw.parent),
  fact: readFact(raw.type, raw.from, raw.to, raw.fact),
});

const columns = (from: string, to: string): string =>
  `parent, type(fact) AS type, ${from}.code AS from, ${to}.code AS to, properties(fact) AS fact`;

/**
 * The facts of the kinds asked for that start (or arrive) at each parent and are seen at the clocks.
 * @param among the kinds that are looked through: one text for all of them, of which `$kinds` chooses
 */
const liveFacts = (name: string, among: readonly FactKind[], end: "from" | "to"): LiveFactsStatement => {
  const types = typesOf(among).join("|");
  return {
    name,
    cypher: `UNWIND $parents AS parent
MATCH (o:Organisation {code: parent})${end === "from" ? `-[fact:${types}]->` : `<-[fact:${types}]-`}(other)
WHERE type(fact) IN $types AND ${live("fact")}
RETURN ${end === "from" ? columns("o", "other") : columns("other", "o")}`,
    row,
  };
};

/** What organisations say of themselves: each makes few facts, whatever their kinds. */
export const factsMade = liveFacts("facts made", factKinds, "from");
/** What is said of organisations: only of the kinds that they receive few of. */
export const factsReceived = liveFacts("facts received", ["SUPPORT", "DELEGATION"], "to");

/** Every fact about an organisation that had been said by `knownAt`, live or not, retracted or not. */
export const historyOf: FactStatement = {
  name: "history",
  cypher: `UNWIND $parents AS parent
MATCH (o:Organisation {code: parent})-[fact:MEMBER_OF|OUTSIDE|DELEGATES_TO|SUPPORTS|SUCCEEDED_BY|REPORTED|HAS_BUDGET]-()
WHERE ${said("fact")}
RETURN parent, type(fact) AS type, startNode(fact).code AS from, endNode(fact).code AS to, properties(fact) AS fact`,
  row,
};

export interface StandingFactRow {
  readonly parent: Code;
  readonly fact: StandingFact;
}

/** What bears on a practice's standing: its consortium memberships and its spells outside, begun by `asOf`. */
export const standingFacts: Statement<Clocks & { parents: readonly Code[] }, StandingFactRow> = {
  name: "standing",
  cypher: `UNWIND $parents AS parent
MATCH (s:Practice {code: parent})-[fact:MEMBER_OF|OUTSIDE]->(other:Organisation)
WHERE fact.validFrom <= $asOf AND ${believed("fact")} AND (other:Consortium OR type(fact) = "OUTSIDE")
RETURN parent, type(fact) AS type, fact.validFrom AS validFrom, fact.validTo AS validTo, fact.confidence AS confidence,
  fact.knownFrom AS knownFrom, fact.factId AS factId, fact.reason AS reason`,
  row: ({ parent, type, validFrom, validTo, confidence, knownFrom, factId, reason }) => ({
    parent: readCode(parent),
    fact: {
      ...({ confidence, knownFrom, factId } as Trusted),
      kind: type === relationshipTypes.OUTSIDE ? "OUTSIDE" : "MEMBERSHIP",
      validFrom: readDay(validFrom),
      validTo: readDay(validTo),
      reason: (reason ?? null) as OutsideReason | null,
    },
  }),
};
