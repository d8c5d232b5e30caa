import { Unavailable } from "../../model/errors.ts";
import { kindNames, organisationKinds } from "../../model/kinds.ts";
import type { Statement } from "../graph.ts";

/** Raised when a statement below is added or changed; kept in the graph, so that an older program refuses a newer graph. */
export const graphSchemaVersion = 3;

/** The version that the graph was written with; no row where nothing was ever written. */
export const storedSchemaVersion: Statement<Record<string, never>, unknown> = {
  name: "schema version",
  cypher: `MATCH (d:Dataset {code: "dataset"}) RETURN d.schemaVersion AS version`,
  row: ({ version }) => version,
};

/**
 * A newer program may have stored what this one does not know, and would answer without.
 * @param versions as stored
 * @throws Unavailable with `details.schemaVersion`, which no waiting mends
 */
export function refuseNewerSchema(versions: readonly unknown[]): void {
  const newer = versions.find((version) => typeof version === "number" && version > graphSchemaVersion);
  if (newer === undefined) return;
  throw new Unavailable(
    `The graph was written by a newer program: its schema has version ${newer}, and this one knows versions up to ${graphSchemaVersion}. Use that program, or restore a backup that this one wrote into a graph of its own.`,
    { schemaVersion: newer },
  );
}

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
