import type { Period } from "../../model/change.ts";
import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { Fact } from "../../model/facts.ts";
import type { OrganisationKind } from "../../model/kinds.ts";
import type { Statement } from "../graph.ts";
import { believed, live } from "./clocks.ts";
import { readCode } from "./read-code.ts";
import { readFact } from "./stored.ts";

export interface PeriodFact {
  /** The organisation that the fact is about: the member, or the one that receives. */
  readonly parent: Code;
  readonly fact: Fact;
  /** Null where it joins no other. */
  readonly otherKind: OrganisationKind | null;
}

/** Every fact about some organisations that holds on some day of the period: those they receive, and those they start. */
export const factsOfPeriod: Statement<
  Period & Pick<Clocks, "knownAt" | "atRevision"> & { readonly codes: readonly Code[] },
  PeriodFact
> = {
  name: "facts of a period",
  cypher: [
    "-[fact:MEMBER_OF|OUTSIDE|SUCCEEDED_BY]->(other:Organisation)",
    "<-[fact:DELEGATES_TO|SUPPORTS]-(other:Organisation)",
    "-[fact:REPORTED|HAS_BUDGET]->(other)",
  ]
    .map(
      (pattern) => `UNWIND $codes AS parent
MATCH (o:Organisation {code: parent})${pattern}
WHERE fact.validFrom <= $to AND $from <= fact.validTo AND ${believed("fact")}
RETURN parent, type(fact) AS type, startNode(fact).code AS from, endNode(fact).code AS to, properties(fact) AS fact, other.kind AS otherKind`,
    )
    .join("\nUNION ALL\n"),
  row: (raw) => ({
    parent: readCode(raw.parent),
    fact: readFact(raw.type, raw.from, raw.to, raw.fact),
    otherKind: (raw.otherKind ?? null) as OrganisationKind | null,
  }),
};

/** Holds on some day of the period. */
const meanwhile = (fact: string): string =>
  `${fact}.validFrom <= $to AND $from <= ${fact}.validTo AND ${believed(fact)}`;

/** The codes of everything that lies in an area on some day of a period, the area itself included. */
export const organisationsWithinMeanwhile: Statement<
  Period & Pick<Clocks, "knownAt" | "atRevision"> & { readonly within: Code },
  Code
> = {
  name: "organisations within meanwhile",
  cypher: `MATCH (o:Organisation {code: $within}) RETURN o.code AS code
UNION MATCH (:Organisation {code: $within})<-[fact:MEMBER_OF]-(o:Organisation) WHERE ${meanwhile("fact")} RETURN o.code AS code
UNION MATCH (:Organisation {code: $within})<-[fact:MEMBER_OF]-(:PCT)<-[inner:MEMBER_OF]-(o:Organisation)
WHERE ${meanwhile("fact")} AND ${meanwhile("inner")} AND fact.validFrom <= inner.validTo AND inner.validFrom <= fact.validTo
RETURN o.code AS code`,
  row: (raw) => readCode(raw.code),
};

/** The codes of everything that lies in an area on `asOf`, the area itself included. */
export const organisationsWithin: Statement<Clocks & { readonly within: Code }, Code> = {
  name: "organisations within",
  cypher: `MATCH (o:Organisation {code: $within}) RETURN o.code AS code
UNION MATCH (:Organisation {code: $within})<-[fact:MEMBER_OF]-(o:Organisation) WHERE ${live("fact")} RETURN o.code AS code
UNION MATCH (:Organisation {code: $within})<-[fact:MEMBER_OF]-(:PCT)<-[inner:MEMBER_OF]-(o:Organisation)
WHERE ${live("fact")} AND ${live("inner")} RETURN o.code AS code`,
  row: (raw) => readCode(raw.code),
};
