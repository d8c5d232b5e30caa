import type { Code } from "../../model/code.ts";
import { type Instant, openEnd, stillThere, unknownStart } from "../../model/dates.ts";
import type { Statement } from "../graph.ts";
import { written } from "./recording.ts";
import { relationshipTypes } from "./stored.ts";

/** Statements that write into a graph of an earlier schema by when what it holds had been said. */

interface OfCodes {
  readonly codes: readonly Code[];
  /** By source, the publication of the one edition that was imported of it. */
  readonly editions: readonly { readonly source: string; readonly published: Instant }[];
}
type Write = Statement<OfCodes, number>;

const published = (source: string, recordedAt: string): string =>
  `coalesce(head([edition IN $editions WHERE edition.source = ${source} | edition.published]), ${recordedAt})`;
const anyFact = Object.values(relationshipTypes).join("|");

export const writeKnownTimeOfFacts: Write = {
  name: "write known time of facts",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})-[fact:${anyFact}]->()
SET fact.knownFrom = ${published("fact.source", "fact.recordedAt")}, fact.knownTo = fact.retractedAt,
  fact.supersededIn = ${stillThere}
RETURN count(*) AS written`,
  row: written,
};

export const writeKnownTimeOfFormer: Write = {
  name: "write known time of former descriptions",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})-[former:FORMERLY]->(was:FormerDescription)
SET former.knownFrom = ${published("was.source", "former.recordedAt")}, former.knownTo = former.retractedAt,
  former.validFrom = "${unknownStart}", former.validTo = "${openEnd}", former.supersededIn = ${stillThere}
RETURN count(*) AS written`,
  row: written,
};

export const writeKnownTimeOfDescriptions: Write = {
  name: "write known time of descriptions",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})
SET o.describedKnownFrom = ${published("o.source", "o.describedAt")}, o.describedFrom = "${unknownStart}"
RETURN count(*) AS written`,
  row: written,
};

/** In which revisions a source's facts and descriptions were brought: one where one import brought them all. */
export const revisionsOfSource: Statement<{ readonly source: string }, number> = {
  name: "revisions of a source",
  cypher: `MATCH (:Organisation)-[fact:${anyFact}]->() WHERE fact.source = $source RETURN DISTINCT fact.addedIn AS revision
UNION
MATCH (o:Organisation {source: $source}) RETURN DISTINCT o.describedIn AS revision
UNION
MATCH (was:FormerDescription {source: $source})<-[former:FORMERLY]-(:Organisation) RETURN DISTINCT former.addedIn AS revision`,
  row: ({ revision }) => Number(revision),
};
