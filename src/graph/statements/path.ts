import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { Fact } from "../../model/facts.ts";
import { type PathKind, pathKinds } from "../../model/path.ts";
import type { Statement } from "../graph.ts";
import { described, live } from "./clocks.ts";
import { readFact, relationshipTypes } from "./stored.ts";

/** A pattern of relationship types, always in one order, so that the texts are few. */
const typesOf = (via: readonly PathKind[]): string =>
  pathKinds
    .filter((kind) => via.includes(kind))
    .map((kind) => relationshipTypes[kind])
    .join("|");

/**
 * The organisations one live fact away from each of many, in either direction: one level of a search. All in one row,
 * because a row each would cost a driver more than the search costs the graph.
 */
export const neighboursOf = (
  via: readonly PathKind[],
): Statement<Clocks & { codes: readonly Code[] }, readonly (readonly [Code, readonly Code[]])[]> => ({
  name: `neighbours by ${typesOf(via)}`,
  cypher: `UNWIND $codes AS code
MATCH (:Organisation {code: code})-[fact:${typesOf(via)}]-(other:Organisation)
WHERE ${live("fact")}
WITH DISTINCT code, other
WITH code, other, ${described("other")} AS d
WHERE d IS NOT NULL
WITH code, collect(DISTINCT other.code) AS others
RETURN collect([code, others]) AS neighbours`,
  row: (raw) => raw.neighbours as [Code, Code[]][],
});

/** The live facts between organisations that are one hop apart, whichever way each points. */
export const factsBetween = (
  via: readonly PathKind[],
): Statement<Clocks & { hops: readonly { readonly a: Code; readonly b: Code }[] }, Fact> => ({
  name: `facts by ${typesOf(via)}`,
  cypher: `UNWIND $hops AS hop
MATCH (:Organisation {code: hop.a})-[fact:${typesOf(via)}]-(b:Organisation)
WHERE b.code = hop.b AND ${live("fact")}
RETURN type(fact) AS type, startNode(fact).code AS from, endNode(fact).code AS to, properties(fact) AS fact`,
  row: (raw) => readFact(raw.type, raw.from, raw.to, raw.fact),
});
