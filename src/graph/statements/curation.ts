import type { Code } from "../../model/code.ts";
import { stillBelieved } from "../../model/dates.ts";
import type { Fact } from "../../model/facts.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";
import type { RawRow, Statement } from "../graph.ts";
import type { StoredAudit } from "./audit.ts";
import { organisationColumns, readFact, readOrganisation, relationshipTypes } from "./stored.ts";

/** What a curator's change is checked against, read inside the transaction that writes it. */

const anyFact = Object.values(relationshipTypes).join("|");
const factColumns =
  "type(fact) AS type, startNode(fact).code AS from, endNode(fact).code AS to, properties(fact) AS fact";
const readRow = (raw: RawRow): Fact => readFact(raw.type, raw.from, raw.to, raw.fact);

/** Organisations as they are described now. */
export const organisationsNow: Statement<{ codes: readonly Code[] }, OrganisationRecord> = {
  name: "organisations now",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})
RETURN [${organisationColumns("o", "o")}] AS organisation`,
  row: (raw) => readOrganisation(raw.organisation),
};

/** What is believed now of some organisations that it starts at. */
const factsFrom: Statement<{ codes: readonly Code[]; stillBelieved: string }, Fact> = {
  name: "facts from organisations now",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})-[fact:${anyFact}]->()
WHERE fact.retractedAt = $stillBelieved
RETURN ${factColumns}`,
  row: readRow,
};
/** What is believed now of some organisations, whichever end they are. */
const factsAbout: typeof factsFrom = {
  name: "facts about organisations now",
  cypher: `UNWIND $codes AS code
MATCH (o:Organisation {code: code})-[fact:${anyFact}]-()
WHERE fact.retractedAt = $stillBelieved
RETURN ${factColumns}`,
  row: readRow,
};
export const believedFacts = { from: factsFrom, about: factsAbout } as const;
/** The parameters of `believedFacts`. */
export const believedOf = (codes: readonly Code[]) => ({ codes, stillBelieved });

/** Facts by their ids, whether believed or retracted. A look through all facts: no engine here indexes them all. */
export const factsById: Statement<{ factIds: readonly string[] }, Fact> = {
  name: "facts by id",
  cypher: `MATCH ()-[fact:${anyFact}]->()
WHERE fact.factId IN $factIds
RETURN ${factColumns}`,
  row: readRow,
};

/** The records since a revision that touch some organisations, or that are too large to say which. */
export const auditSince: Statement<{ revision: number; codes: readonly Code[] }, StoredAudit> = {
  name: "audit records since",
  cypher: `MATCH (a:AuditRecord)
WHERE a.revision > $revision AND (size(a.organisations) = 0 OR any(code IN a.organisations WHERE code IN $codes))
RETURN properties(a) AS record ORDER BY a.sequence`,
  row: (raw) => raw.record as StoredAudit,
};

/** What was written under an idempotency key of somebody's. */
export const auditByKey: Statement<{ key: string; who: string }, StoredAudit> = {
  name: "audit record by idempotency key",
  cypher: `MATCH (a:AuditRecord {idempotencyKey: $key}) WHERE a.who = $who RETURN properties(a) AS record`,
  row: (raw) => raw.record as StoredAudit,
};
