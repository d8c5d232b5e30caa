import type { Graph, Statement, Transaction } from "../graph/graph.ts";
import { type AuditHead, auditRecords, readAudit } from "../graph/statements/audit.ts";
import { countFacts, storedDataset } from "../graph/statements/backup.ts";
import { allSources } from "../graph/statements/dataset.ts";
import {
  type DatedDescription,
  exportedCodes,
  exportedDescriptions,
  exportedFacts,
} from "../graph/statements/export.ts";
import { pathfinderCounts } from "../graph/statements/pathfinder-counts.ts";
import type { Code } from "../model/code.ts";
import { type Clocks, type Instant, stillBelieved, unknownStart } from "../model/dates.ts";
import { Unavailable } from "../model/errors.ts";
import { factKinds } from "../model/facts.ts";
import { compareText } from "../model/trust.ts";
import { type Content, ContentDigest, contentLine } from "./digest.ts";
import {
  type Counts,
  type DatasetDescription,
  type DescribedOrganisation,
  recordKey,
  type StoredRecord,
} from "./record.ts";

/** Reads rows: of a graph, or inside a transaction. */
export type Read = <P extends object, R>(statement: Statement<P, R>, params: P) => Promise<R[]>;

/** A state of a graph, fixed before anything more is read. */
export interface State {
  readonly head: AuditHead;
  readonly dataset: DatasetDescription;
  /** What has no place on the record clock: sources and counts of pathfinders. */
  readonly unclocked: readonly StoredRecord[];
  readonly codes: readonly Code[];
  readonly counts: Counts;
}

const batchSize = 200;
const attempts = 5;
/** Also at many times the size of England. */
const options = { timeLimitMs: 60_000 };

/** Reads of a graph. */
export const readOf =
  (graph: Graph): Read =>
  (statement, params) =>
    graph.read(statement, params, options);

/** Reads of what a transaction sees. */
export const readInside =
  (transaction: Transaction): Read =>
  (statement, params) =>
    transaction.run(statement, params);

/**
 * Fixes the state of a graph. What the record clock does not date is read now, and again where somebody wrote meanwhile;
 * the rest may be read at leisure, since what is written later is later on that clock.
 * @throws Unavailable where the graph keeps changing
 */
export async function stateOf(read: Read): Promise<State | null> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [before] = await read(storedDataset, {});
    if (before === undefined || before.head.recordedAt === null) return null;
    const unclocked = await unclockedOf(read);
    const found = await read(exportedCodes("recorded"), clocksAt(before.head.recordedAt));
    const [after] = await read(storedDataset, {});
    if (after?.head.revision !== before.head.revision) continue;
    const [facts = 0] = await read(countFacts, { knownAt: before.head.recordedAt });
    const codes = found.flatMap((kind) => kind.codes).sort(compareText);
    return { ...before, unclocked, codes, counts: countsOf(before.head, unclocked, codes, facts) };
  }
  throw new Unavailable("The graph keeps changing while its state is read. Try again in a moment.");
}

function countsOf(
  { sequence }: AuditHead,
  unclocked: readonly StoredRecord[],
  { length: organisation }: readonly Code[],
  fact: number,
): Counts {
  const source = unclocked.filter(({ type }) => type === "source").length;
  const pathfinderCount = unclocked.length - source;
  return { dataset: 1, source, pathfinderCount, organisation, fact, audit: sequence };
}

const clocksAt = (knownAt: Instant): Clocks => ({ asOf: unknownStart, knownAt, pinned: true });

async function unclockedOf(read: Read): Promise<StoredRecord[]> {
  const sources = await read(allSources, {});
  const counts = await read(pathfinderCounts, {});
  return [
    ...sorted(sources.map((value) => ({ type: "source" as const, value }))),
    ...sorted(counts.map((value) => ({ type: "pathfinderCount" as const, value }))),
  ];
}

const sorted = <R extends StoredRecord>(records: readonly R[]): R[] =>
  records.toSorted((a, b) => compareText(recordKey(a), recordKey(b)));

/** Every record of a state, in their order, as many at a time as bounds memory. */
export async function* storedRecords(read: Read, { head, dataset, unclocked, codes }: State) {
  const knownAt = head.recordedAt as Instant;
  yield [{ type: "dataset", value: dataset }, ...unclocked] satisfies StoredRecord[] as StoredRecord[];
  for (const some of batches(codes)) yield await organisations(read, some, knownAt);
  for (const some of batches(codes)) yield await facts(read, some, knownAt);
  for (let from = 1; from <= head.sequence; from += batchSize) {
    const to = Math.min(head.sequence, from + batchSize - 1);
    const records = await read(auditRecords, { from, to });
    yield sorted(records.map((stored) => ({ type: "audit" as const, value: readAudit(stored) })));
  }
}

function* batches(codes: readonly Code[]): Generator<readonly Code[]> {
  for (let start = 0; start < codes.length; start += batchSize) yield codes.slice(start, start + batchSize);
}

async function organisations(read: Read, codes: readonly Code[], knownAt: Instant): Promise<StoredRecord[]> {
  const params = { ...clocksAt(knownAt), codes, stillBelieved };
  const described = new Map<Code, DatedDescription[]>(codes.map((code) => [code, []]));
  for (const row of await read(exportedDescriptions("recorded"), params)) described.get(row.code)?.push(row);
  return [...described.values()].flatMap((rows) => {
    const [first] = rows;
    return first ? [{ type: "organisation", value: describedOrganisation(first, rows) }] : [];
  });
}

function describedOrganisation(
  { code, kind }: DatedDescription,
  rows: readonly DatedDescription[],
): DescribedOrganisation {
  const earliestFirst = rows.toSorted((a, b) => compareText(a.recordedAt, b.recordedAt));
  return {
    code,
    kind,
    // When it was retracted is when the next was recorded.
    descriptions: earliestFirst.map(
      ({ code: _code, kind: _kind, retractedAt: _retractedAt, ...said }) => said,
    ),
  };
}

async function facts(read: Read, codes: readonly Code[], knownAt: Instant): Promise<StoredRecord[]> {
  const rows = await read(exportedFacts(factKinds, "recorded"), { ...clocksAt(knownAt), codes });
  return sorted(
    rows.map((row) => {
      const later = row.retractedAt !== null && row.retractedAt > knownAt;
      return { type: "fact" as const, value: later ? { ...row, retractedAt: null } : row };
    }),
  );
}

/** What a state holds, summed up. @param onRecords told how many were read since the last call */
export async function contentOf(
  read: Read,
  state: State,
  onRecords: (count: number) => void = () => {},
): Promise<Content> {
  const content = new ContentDigest();
  for await (const records of storedRecords(read, state)) {
    for (const record of records) content.take(record.type, contentLine(record));
    onRecords(records.length);
  }
  return content.result();
}
