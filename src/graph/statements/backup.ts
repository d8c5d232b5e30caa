import type { NoParams, Statement } from "../graph.ts";
import { type AuditHead, readHead, type StoredAudit } from "./audit.ts";
import { type WriteOfRows, written } from "./recording.ts";
import { relationshipTypes } from "./stored.ts";

/** What a backup keeps beside organisations and facts, and how a graph is emptied and filled from one. */

/** What the graph says of itself, by the names of its properties. */
export interface StoredDataset {
  readonly head: AuditHead;
  readonly dataset: Readonly<Record<string, unknown>>;
}

/** No row where nothing was ever written. */
export const storedDataset: Statement<NoParams, StoredDataset> = {
  name: "dataset with the head of its log",
  cypher: `MATCH (d:Dataset {code: "dataset"}) RETURN properties(d) AS dataset`,
  row: (raw) => {
    const { revision, recordedAt, auditSequence, auditHash, ...stored } = raw.dataset as Record<
      string,
      unknown
    >;
    const { code: _code, held: _held, schemaVersion: _schemaVersion, ...dataset } = stored;
    return {
      head: readHead({ revision: revision ?? 0, recordedAt, sequence: auditSequence ?? 0, hash: auditHash }),
      dataset,
    };
  },
};

/** Everything that a backup holds; access tokens are no part of it. */
const labels = [
  "Organisation",
  "FormerDescription",
  "DelegationReport",
  "Budget",
  "Source",
  "PathfinderCount",
  "AuditRecord",
  "Edition",
  "EditionPart",
] as const;

/** How many nodes of what a backup holds there are. */
export const countStored: Statement<NoParams, { readonly label: string; readonly count: number }> = {
  name: "count what a backup holds",
  cypher: labels
    .map((label) => `MATCH (n:${label}) RETURN "${label}" AS label, count(*) AS count`)
    .join("\nUNION ALL\n"),
  row: (raw) => ({ label: String(raw.label), count: Number(raw.count) }),
};

/** Takes away all that a backup holds, facts with their ends; the dataset's node stays, by which writers take turns. */
export const removeStored: readonly Statement<NoParams, number>[] = labels.map((label) => ({
  name: `remove ${label}`,
  cypher: `MATCH (n:${label}) DETACH DELETE n RETURN count(*) AS written`,
  row: written,
}));

/** Says of the dataset what is given and nothing else. */
export const replaceDataset: Statement<{ readonly properties: Readonly<Record<string, unknown>> }, number> = {
  name: "replace dataset",
  cypher: `MATCH (d:Dataset {code: "dataset"}) SET d = $properties RETURN count(*) AS written`,
  row: written,
};

/** Rows: `code`, `description` (all properties), and its `clocks` (all properties). */
export const recordFormerDescriptions: WriteOfRows = {
  name: "record former descriptions",
  cypher: `UNWIND $rows AS row
MATCH (o:Organisation {code: row.code})
CREATE (o)-[former:FORMERLY]->(was:FormerDescription)
SET was += row.description, former += row.clocks
RETURN count(*) AS written`,
  row: written,
};

/** Writes records as they were; where the log stands then is told by `replaceDataset`. */
export const restoreAuditRecords: Statement<{ readonly rows: readonly StoredAudit[] }, number> = {
  name: "restore audit records",
  cypher: `UNWIND $rows AS row
CREATE (a:AuditRecord) SET a += row
RETURN count(*) AS written`,
  row: written,
};

/** How many facts there were at a revision, believed or retracted since. */
export const countFacts: Statement<{ readonly atRevision: number }, number> = {
  name: "count facts",
  cypher: `MATCH (:Organisation)-[fact:${Object.values(relationshipTypes).join("|")}]->()
WHERE coalesce(fact.addedIn, 0) <= $atRevision
RETURN count(*) AS count`,
  row: (raw) => Number(raw.count),
};
