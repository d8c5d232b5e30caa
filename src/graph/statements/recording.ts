import { stillBelieved, stillThere } from "../../model/dates.ts";
import type { FactKind } from "../../model/facts.ts";
import { kindNames, type OrganisationKind } from "../../model/kinds.ts";
import type { Source } from "../../model/source.ts";
import type { NoParams, RawRow, Statement } from "../graph.ts";
import { listed } from "./listed.ts";
import { payloadLabels, relationshipTypes, storedDescriptionNames } from "./stored.ts";

/** Statements that write. Each answers how many rows it wrote, so that a row that found no node cannot pass unseen. */

/** Writes of rows. */
export type WriteOfRows = Statement<{ readonly rows: readonly Record<string, unknown>[] }, number>;
/** Reads how many rows a statement wrote. */
export const written = (raw: RawRow): number => Number(raw.written);

export const recordOrganisations = (kind: OrganisationKind): WriteOfRows => ({
  name: `record ${kindNames[kind]}`,
  cypher: `UNWIND $rows AS row
CREATE (o:Organisation:${kindNames[kind]}) SET o += row
RETURN count(*) AS written`,
  row: written,
});

/** Rows: `code`, `searchText`: what organisations are found by, beside what they were found by before. */
export const findAlsoBy: WriteOfRows = {
  name: "find also by",
  cypher: `UNWIND $rows AS row
MATCH (o:Organisation {code: row.code})
SET o.searchText = CASE WHEN " " + o.searchText + " " CONTAINS " " + row.searchText + " " THEN o.searchText ELSE coalesce(o.searchText + " ", "") + row.searchText END
RETURN count(*) AS written`,
  row: written,
};

const nodeClockNames = ["describedAt", "describedIn", "describedKnownFrom", "describedFrom"];

/** What a description beside that on the node has. */
export const formerProperties = listed([...storedDescriptionNames, "code", "kind", ...nodeClockNames]);
/** What the relationship to it has. */
export const formerClocks = listed([
  ...["recordedAt", "retractedAt", "knownFrom", "knownTo", "validFrom", "validTo"],
  ...["addedIn", "removedIn", "supersededIn"],
]);
/** How a description ends that was on the node. */
export const formerEnd = listed(["retractedAt", "knownTo", "validTo", "removedIn", "supersededIn"]);

/**
 * Rows: `code`, what its `description` has that is another than before, and how that one ends, by `formerEnd`.
 * Keeps the description that was believed before.
 */
export const redescribeOrganisations: WriteOfRows = {
  name: "redescribe organisations",
  cypher: `UNWIND $rows AS row
MATCH (o:Organisation {code: row.code})
CREATE (o)-[former:FORMERLY]->(was:FormerDescription)
SET was += o {.*, searchText: null},
  former += {recordedAt: o.describedAt, knownFrom: o.describedKnownFrom, validFrom: o.describedFrom, addedIn: o.describedIn}
SET former += ${formerEnd.map("row.former")}
SET o += row.description
RETURN count(*) AS written`,
  row: written,
};

/** Rows: `code`, `description` by `formerProperties`, `clocks` by `formerClocks`: one beside that on the organisation's node. */
export const recordDescriptions: WriteOfRows = {
  name: "record descriptions",
  cypher: `UNWIND $rows AS row
MATCH (o:Organisation {code: row.code})
CREATE (o)-[:FORMERLY ${formerClocks.map("row.clocks")}]->(:FormerDescription ${formerProperties.map("row.description")})
RETURN count(*) AS written`,
  row: written,
};

/** The description beside that on the node which a row names by its days and by when it was known, of those that count now. */
const beside = `UNWIND $rows AS row
MATCH (o:Organisation {code: row.code})-[former:FORMERLY]->(:FormerDescription)
WHERE former.knownFrom = row.knownFrom AND former.validFrom = row.validFrom AND former.validTo = row.validTo
  AND former.supersededIn = ${stillThere}`;

/** Rows: one beside, `retractedAt`, `knownTo`, `removedIn`. */
export const endDescriptions: WriteOfRows = {
  name: "end descriptions",
  cypher: `${beside} AND former.knownTo = "${stillBelieved}"
SET former.retractedAt = row.retractedAt, former.knownTo = row.knownTo, former.removedIn = row.removedIn
RETURN count(*) AS written`,
  row: written,
};

/** Rows: one beside, `retractedAt`, `supersededIn`. */
export const supersedeDescriptions: WriteOfRows = {
  name: "supersede descriptions",
  cypher: `${beside}
SET former.retractedAt = CASE WHEN former.retractedAt = "${stillBelieved}" THEN row.retractedAt ELSE former.retractedAt END,
  former.supersededIn = row.supersededIn
RETURN count(*) AS written`,
  row: written,
};

/** Rows: `from`, `to` (but for facts that end at a node of their own), `fact` (all properties). */
export const recordFacts = (kind: FactKind): WriteOfRows => {
  const ownNode = kind === "REPORT" || kind === "BUDGET";
  const to = ownNode
    ? `CREATE (b:${payloadLabels[kind]} {factId: row.fact.factId})`
    : "MATCH (b:Organisation {code: row.to})";
  return {
    name: `record ${relationshipTypes[kind]}`,
    cypher: `UNWIND $rows AS row
MATCH (a:Organisation {code: row.from})
${to}
CREATE (a)-[fact:${relationshipTypes[kind]}]->(b) SET fact += row.fact
RETURN count(*) AS written`,
    row: written,
  };
};

/** The version of a claim that a row names by `from`, `factId` and `knownFrom`, of those that count now. */
const version = (kind: FactKind): string =>
  `MATCH (a:Organisation {code: row.from})-[fact:${relationshipTypes[kind]} {factId: row.factId}]->()
WHERE fact.knownFrom = row.knownFrom AND fact.supersededIn = ${stillThere}`;

/** Rows: a version, `retractedAt`, `knownTo`, `removedIn`. The fact stays, and is no longer believed from then on. */
export const retractFacts = (kind: FactKind): WriteOfRows => ({
  name: `retract ${relationshipTypes[kind]}`,
  cypher: `UNWIND $rows AS row
${version(kind)}
SET fact.retractedAt = row.retractedAt, fact.knownTo = row.knownTo, fact.removedIn = row.removedIn
RETURN count(*) AS written`,
  row: written,
});

/** Rows: a version, `retractedAt`, `supersededIn`. It counts up to that revision. */
export const supersedeFacts = (kind: FactKind): WriteOfRows => ({
  name: `supersede ${relationshipTypes[kind]}`,
  cypher: `UNWIND $rows AS row
${version(kind)}
SET fact.retractedAt = CASE WHEN fact.retractedAt = "${stillBelieved}" THEN row.retractedAt ELSE fact.retractedAt END,
  fact.supersededIn = row.supersededIn
RETURN count(*) AS written`,
  row: written,
});

/** Of one that covers what it did, the revision that said so first stays. */
export const recordSources: Statement<{ rows: readonly Source[] }, number> = {
  name: "record sources",
  cypher: `UNWIND $rows AS row
MERGE (s:Source {code: row.code})
WITH s, row, CASE WHEN row.covers IS NULL OR s.covers = row.covers THEN s.coversAddedIn ELSE row.coversAddedIn END AS addedIn
SET s += row, s.coversAddedIn = addedIn
RETURN count(*) AS written`,
  row: written,
};

export const describeDataset: Statement<{ properties: Record<string, unknown> }, number> = {
  name: "describe dataset",
  cypher: `MERGE (d:Dataset {code: "dataset"}) SET d += $properties RETURN count(*) AS written`,
  row: written,
};

export const countOrganisations: Statement<NoParams, number> = {
  name: "count organisations",
  cypher: `MATCH (o:Organisation) RETURN count(*) AS count`,
  row: (raw) => Number(raw.count),
};
