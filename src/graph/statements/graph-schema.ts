import { Unavailable } from "../../model/errors.ts";
import { kindNames, organisationKinds } from "../../model/kinds.ts";
import { latestField } from "../../vocabulary/said.ts";
import type { NoParams, RawRow, Statement } from "../graph.ts";

/**
 * The version of the schema that this program stores, kept in the graph, so that an older program refuses a newer graph.
 * Raised where a statement below is added or changed, by a step of `schema-steps.ts`, and by a field that is added.
 */
export const graphSchemaVersion = Math.max(5, latestField);

/** Graphs have not always noted it. */
const notNoted = 0;

/**
 * The version of a graph's schema, 0 where it was not noted. A newer program may have stored what this one does not
 * know, and would answer without.
 * @param stored as it lies in the graph
 * @throws Unavailable with `details.schemaVersion`, which no waiting mends
 */
export function knownVersion(stored: unknown): number {
  if (stored === null || stored === undefined) return notNoted;
  if (!Number.isInteger(stored) || Number(stored) < 1) {
    throw new Unavailable(
      `The graph says that its schema has version ${JSON.stringify(stored)}: expected a whole number, such as ${graphSchemaVersion}. Another program changed it. Restore the last backup into a graph of its own.`,
      { schemaVersion: stored },
    );
  }
  const version = Number(stored);
  if (version <= graphSchemaVersion) return version;
  throw new Unavailable(
    `The graph was written by a newer program: its schema has version ${version}, and this one knows versions up to ${graphSchemaVersion}. Use that program, or restore a backup that this one wrote into a graph of its own.`,
    { schemaVersion: version },
  );
}

const readVersion = ({ version }: RawRow): number => knownVersion(version);

/** The version that the graph was written with; no row where nothing was ever written. */
export const storedSchemaVersion: Statement<NoParams, number> = {
  name: "schema version",
  cypher: `MATCH (d:Dataset {code: "dataset"}) RETURN d.schemaVersion AS version`,
  row: readVersion,
};

/** The same, while every other writer waits until this transaction ends. */
export const lockSchemaVersion: Statement<NoParams, number> = {
  name: "lock schema version",
  cypher: `MATCH (d:Dataset {code: "dataset"}) SET d.held = true WITH d RETURN d.schemaVersion AS version`,
  row: readVersion,
};

export const noteSchemaVersion: Statement<NoParams, number> = {
  name: "note schema version",
  cypher: `MATCH (d:Dataset {code: "dataset"}) SET d.schemaVersion = ${graphSchemaVersion} RETURN count(*) AS written`,
  row: (raw) => Number(raw.written),
};

const codeOf = (label: string): string =>
  `CREATE INDEX ${label.toLowerCase()}_code IF NOT EXISTS FOR (n:${label}) ON (n.code)`;

/**
 * Constraints and indexes, made at every start; each does nothing where it exists. A constraint alone does not index on
 * the embedded engine, so that `Organisation(code)` has an index of its own there and shares the constraint's on Neo4j.
 */
export const schemaStatements: readonly string[] = [
  "CREATE CONSTRAINT organisation_code_unique IF NOT EXISTS FOR (o:Organisation) REQUIRE o.code IS UNIQUE",
  "CREATE CONSTRAINT source_code_unique IF NOT EXISTS FOR (s:Source) REQUIRE s.code IS UNIQUE",
  "CREATE CONSTRAINT dataset_code_unique IF NOT EXISTS FOR (d:Dataset) REQUIRE d.code IS UNIQUE",
  "CREATE CONSTRAINT access_token_id_unique IF NOT EXISTS FOR (t:AccessToken) REQUIRE t.id IS UNIQUE",
  "CREATE INDEX access_token_id IF NOT EXISTS FOR (t:AccessToken) ON (t.id)",
  // A log that forked would give one number twice.
  "CREATE CONSTRAINT audit_sequence_unique IF NOT EXISTS FOR (a:AuditRecord) REQUIRE a.sequence IS UNIQUE",
  "CREATE INDEX audit_sequence IF NOT EXISTS FOR (a:AuditRecord) ON (a.sequence)",
  "CREATE INDEX audit_idempotency IF NOT EXISTS FOR (a:AuditRecord) ON (a.idempotencyKey)",
  codeOf("Organisation"),
  codeOf("Source"),
  ...organisationKinds.map((kind) => codeOf(kindNames[kind])),
  "CREATE INDEX practice_outcode IF NOT EXISTS FOR (n:Practice) ON (n.outcode)",
  "CREATE INDEX formerdescription_outcode IF NOT EXISTS FOR (n:FormerDescription) ON (n.outcode)",
];
