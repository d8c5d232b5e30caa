import type { Code } from "../../model/code.ts";
import type { Instant } from "../../model/dates.ts";
import type { FactKind } from "../../model/facts.ts";
import type { Statement } from "../graph.ts";
import { written } from "./recording.ts";
import { relationshipTypes } from "./stored.ts";

/** Statements that write into a graph of an earlier schema which revisions brought and took away what it holds. */

type Rows<Row> = Statement<{ readonly rows: readonly Row[] }, number>;

export interface FactRevisions {
  readonly from: Code;
  readonly factId: string;
  readonly addedIn: number;
  readonly removedIn: number;
}

export const writeFactRevisions = (kind: FactKind): Rows<FactRevisions> => ({
  name: `write revisions of ${relationshipTypes[kind]}`,
  cypher: `UNWIND $rows AS row
MATCH (a:Organisation {code: row.from})-[fact:${relationshipTypes[kind]} {factId: row.factId}]->()
SET fact.addedIn = row.addedIn, fact.removedIn = row.removedIn
RETURN count(*) AS written`,
  row: written,
});

/** Of organisations as described last: which revision brought the organisation, and which the description. */
export const writeDescriptionRevisions: Rows<{
  readonly code: Code;
  readonly addedIn: number;
  readonly describedIn: number;
}> = {
  name: "write revisions of organisations",
  cypher: `UNWIND $rows AS row
MATCH (o:Organisation {code: row.code})
SET o.addedIn = row.addedIn, o.describedIn = row.describedIn
RETURN count(*) AS written`,
  row: written,
};

/** Of descriptions that others took the place of, found by when each was recorded. */
export const writeFormerRevisions: Rows<{
  readonly code: Code;
  readonly recordedAt: Instant;
  readonly addedIn: number;
  readonly removedIn: number;
}> = {
  name: "write revisions of former descriptions",
  cypher: `UNWIND $rows AS row
MATCH (o:Organisation {code: row.code})-[former:FORMERLY {recordedAt: row.recordedAt}]->(was:FormerDescription)
SET former.addedIn = row.addedIn, former.removedIn = row.removedIn
RETURN count(*) AS written`,
  row: written,
};
