import type { AuditRecord } from "../../model/audit.ts";
import type { Instant } from "../../model/dates.ts";
import type { NoParams, RawRow, Statement } from "../graph.ts";
import { graphSchemaVersion, knownVersion } from "./graph-schema.ts";

/** The audit log: a node a change, in a chain of hashes. Nothing here changes or removes one. */

/** Where the log and the record clock stand. */
export interface AuditHead {
  readonly revision: number;
  /** When the latest fact was recorded; null in an empty graph. */
  readonly recordedAt: Instant | null;
  readonly sequence: number;
  readonly hash: string | null;
}

const headColumns =
  "coalesce(d.revision, 0) AS revision, d.recordedAt AS recordedAt, coalesce(d.auditSequence, 0) AS sequence, d.auditHash AS hash";
export const readHead = (raw: RawRow): AuditHead => ({
  revision: Number(raw.revision),
  recordedAt: (raw.recordedAt ?? null) as Instant | null,
  sequence: Number(raw.sequence),
  hash: (raw.hash ?? null) as string | null,
});

/** A newer program may have carried the graph forward since this one opened it: nothing is written into that. */
const readHeadOfKnown = (raw: RawRow): AuditHead => {
  knownVersion(raw.version);
  return readHead(raw);
};

/**
 * Reads where the log stands and keeps every other writer waiting until this transaction ends, so that it never forks.
 * The property that is set is there to take the lock before anything is read. No row where nothing was ever written.
 */
export const lockLog: Statement<NoParams, AuditHead> = {
  name: "lock log",
  cypher: `MATCH (d:Dataset {code: "dataset"})
SET d.held = true
WITH d
RETURN ${headColumns}, d.schemaVersion AS version`,
  row: readHeadOfKnown,
};

/** The same in a graph that nothing was ever written in. Two of them at once may have to be tried again on Neo4j. */
export const beginLog: Statement<NoParams, AuditHead> = {
  name: "begin log",
  cypher: `MERGE (d:Dataset {code: "dataset"})
SET d.held = true, d.schemaVersion = coalesce(d.schemaVersion, ${graphSchemaVersion})
WITH d
RETURN ${headColumns}, d.schemaVersion AS version`,
  row: readHeadOfKnown,
};

export const auditHead: Statement<NoParams, AuditHead> = {
  name: "audit head",
  cypher: `MATCH (d:Dataset {code: "dataset"}) RETURN ${headColumns}`,
  row: readHead,
};

/**
 * Appends a record and raises the dataset's revision to the record's, once in every change, so that a revision names a
 * state of the graph; the dataset's `recordedAt` is the latest of any fact, so that a read at that instant sees all of
 * that state and nothing later.
 */
export const appendAudit: Statement<
  { record: StoredAudit; recordedAt: Instant; sequence: number; revision: number; hash: string },
  number
> = {
  name: "append audit record",
  cypher: `MATCH (d:Dataset {code: "dataset"})
CREATE (a:AuditRecord) SET a += $record
SET d.revision = $revision, d.auditSequence = $sequence, d.auditHash = $hash,
  d.recordedAt = CASE WHEN coalesce(d.recordedAt, "") < $recordedAt THEN $recordedAt ELSE d.recordedAt END
RETURN count(*) AS written`,
  row: (raw) => Number(raw.written),
};

/** The properties of a record's node: the whole as text, and beside it what it is found by. */
export interface StoredAudit {
  readonly sequence: number;
  readonly revision: number;
  readonly hash: string;
  /** Where it stands on the record clock: what tells a mirror which changes are its. */
  readonly recordedAt: Instant;
  readonly text: string;
  readonly who: string;
  readonly action: string;
  readonly organisations: readonly string[];
  /** Absent where there was none. */
  readonly idempotencyKey?: string;
}

export function storedAudit({ hash, ...record }: AuditRecord, text: string): StoredAudit {
  const { sequence, revision, recordedAt, who, action, organisations, idempotency } = record;
  return {
    sequence,
    revision,
    hash,
    recordedAt,
    text,
    who,
    action,
    organisations: organisations ?? [],
    ...(idempotency ? { idempotencyKey: idempotency.key } : {}),
  };
}

/** The records of some sequence numbers, as they lie in the graph, in no order. */
export const auditRecords: Statement<{ from: number; to: number }, StoredAudit> = {
  name: "audit records",
  cypher: `UNWIND range($from, $to) AS sequence
MATCH (a:AuditRecord {sequence: sequence})
RETURN properties(a) AS record`,
  row: (raw) => raw.record as StoredAudit,
};

export const countAudit: Statement<NoParams, number> = {
  name: "count audit records",
  cypher: "MATCH (a:AuditRecord) RETURN count(*) AS count",
  row: (raw) => Number(raw.count),
};

/** Which of some revisions the dataset has had: a restore in the place of another graph leaves numbers out. */
export const loggedRevisions: Statement<{ revisions: readonly number[] }, number> = {
  name: "logged revisions",
  cypher: "MATCH (a:AuditRecord) WHERE a.revision IN $revisions RETURN DISTINCT a.revision AS revision",
  row: (raw) => Number(raw.revision),
};

/** A record as it was written. */
export const readAudit = ({ text, hash }: StoredAudit): AuditRecord =>
  ({ ...(JSON.parse(text) as object), hash }) as AuditRecord;

/** Which records are asked for; each condition is left out where null. */
export interface AuditSearch {
  readonly after: number;
  readonly before: number;
  readonly size: number;
  readonly organisation: string | null;
  readonly who: string | null;
  readonly action: string | null;
}

/** The records of a page, the latest first. */
export const searchAudit: Statement<AuditSearch, StoredAudit> = {
  name: "search audit records",
  cypher: `MATCH (a:AuditRecord)
WHERE a.sequence < $before AND a.revision > $after
  AND ($organisation IS NULL OR $organisation IN a.organisations)
  AND ($who IS NULL OR a.who = $who) AND ($action IS NULL OR a.action = $action)
RETURN properties(a) AS record ORDER BY a.sequence DESC LIMIT $size`,
  row: (raw) => raw.record as StoredAudit,
};
