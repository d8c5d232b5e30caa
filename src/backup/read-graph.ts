import {
  type DatedDescription,
  type DescriptionClocks,
  orderedName,
  type StoredClocks,
} from "../graph/dated-description.ts";
import type { Graph, GraphRead, Transaction } from "../graph/graph.ts";
import { storedEditions } from "../graph/read-editions.ts";
import { type AuditHead, auditRecords, readAudit } from "../graph/statements/audit.ts";
import { countFacts, storedDataset } from "../graph/statements/backup.ts";
import { allSources } from "../graph/statements/dataset.ts";
import type { StoredEdition } from "../graph/statements/editions.ts";
import { pathfinderCounts } from "../graph/statements/pathfinder-counts.ts";
import {
  type StoredOrganisation,
  storedCodes,
  storedDescriptions,
  storedFacts,
  storedOrganisationsOf,
} from "../graph/statements/whole-graph.ts";
import type { Code } from "../model/code.ts";
import { Unavailable } from "../model/errors.ts";
import { type LoggedFact, notEnded, type Recorded } from "../model/facts.ts";
import { compareText } from "../model/trust.ts";
import { onlySaid } from "../vocabulary/said.ts";
import { type Content, ContentDigest, contentLine } from "./digest.ts";
import {
  type Counts,
  type DatasetDescription,
  type DescribedOrganisation,
  recordKey,
  type StoredRecord,
} from "./record.ts";

/** A state of a graph, fixed before anything more is read. */
export interface State {
  readonly head: AuditHead;
  readonly dataset: DatasetDescription;
  /** What names no revision: sources and counts of pathfinders. */
  readonly unclocked: readonly StoredRecord[];
  readonly editions: readonly StoredEdition[];
  readonly codes: readonly Code[];
  readonly counts: Counts;
}

const batchSize = 200;
const attempts = 5;
/** Also at many times the size of England. */
const options = { timeLimitMs: 60_000 };

/** Reads of a graph. */
export const readOf =
  (graph: Graph): GraphRead =>
  (statement, params) =>
    graph.read(statement, params, options);

/** Reads of what a transaction sees. */
export const readInside =
  (transaction: Transaction): GraphRead =>
  (statement, params) =>
    transaction.run(statement, params);

/**
 * Fixes the state of a graph. What names no revision is read now, and again where somebody wrote meanwhile; the rest may
 * be read at leisure, since what is written later is of a later revision.
 * @throws Unavailable where the graph keeps changing
 */
export async function stateOf(read: GraphRead): Promise<State | null> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [before] = await read(storedDataset, {});
    if (before === undefined || before.head.recordedAt === null) return null;
    const unclocked = await unclockedOf(read);
    const found = await read(storedCodes, {});
    const editions = await storedEditions(read);
    const [after] = await read(storedDataset, {});
    if (after?.head.revision !== before.head.revision) continue;
    const [facts = 0] = await read(countFacts, { atRevision: before.head.revision });
    const codes = found.sort(compareText);
    const counts = countsOf(before.head, unclocked, codes, facts);
    const all = editions.length === 0 ? counts : { ...counts, edition: editions.length };
    return { ...before, unclocked, editions, codes, counts: all };
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

async function unclockedOf(read: GraphRead): Promise<StoredRecord[]> {
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
export async function* storedRecords(read: GraphRead, { head, dataset, unclocked, editions, codes }: State) {
  const { revision } = head;
  yield [{ type: "dataset", value: dataset }, ...unclocked] satisfies StoredRecord[] as StoredRecord[];
  for (const some of batches(codes)) yield await organisations(read, some, revision);
  for (const some of batches(codes)) yield await facts(read, some, revision);
  yield editions.map((value) => ({
    type: "edition" as const,
    value,
  })) satisfies StoredRecord[] as StoredRecord[];
  for (let from = 1; from <= head.sequence; from += batchSize) {
    const to = Math.min(head.sequence, from + batchSize - 1);
    const records = await read(auditRecords, { from, to });
    yield sorted(records.map((stored) => ({ type: "audit" as const, value: readAudit(stored) })));
  }
}

function* batches(codes: readonly Code[]): Generator<readonly Code[]> {
  for (let start = 0; start < codes.length; start += batchSize) yield codes.slice(start, start + batchSize);
}

/** Whether something was there at a revision. What names none was written by a program that knew none. */
const isIn = (revision: number, { addedIn }: Pick<LoggedFact, "addedIn">): boolean =>
  addedIn === undefined || addedIn <= revision;

async function organisations(
  read: GraphRead,
  codes: readonly Code[],
  revision: number,
): Promise<StoredRecord[]> {
  // In this order: what is described anew in between is read twice, rather than not at all.
  const present = await read(storedOrganisationsOf, { codes });
  const stored = [...present, ...(await read(storedDescriptions, { codes }))];
  const described = new Map<Code, Map<string, DatedDescription>>(codes.map((code) => [code, new Map()]));
  for (const each of stored)
    if (isIn(revision, each)) described.get(each.organisation.code)?.set(orderedName(each), each);
  return [...described.values()].flatMap((all) => {
    const value = describedOrganisation([...all.values()].map((each) => asOfRevision(each, revision)));
    return value ? [{ type: "organisation", value }] : [];
  });
}

/** Something as it was at a revision: what came later had not come yet. */
function asOfRevision<Row extends Recorded>(row: Row, revision: number): Row {
  const { supersededIn = null, removedIn } = row;
  if (supersededIn === null && (removedIn === null || removedIn <= revision)) return row;
  const counts = supersededIn === null || supersededIn > revision;
  const stands = removedIn === null || removedIn > revision;
  if (!stands && counts) return { ...row, supersededIn: undefined };
  if (stands && counts) return { ...row, ...notEnded, supersededIn: undefined };
  return stands ? { ...row, knownTo: null, removedIn: null } : row;
}

function describedOrganisation(all: readonly DatedDescription[]): DescribedOrganisation | null {
  const named = all.map((each) => ({ each, name: orderedName(each) }));
  const [first, ...others] = named.sort((a, b) => compareText(a.name, b.name)).map(({ each }) => each);
  if (!first) return null;
  const { code, kind } = first.organisation;
  const descriptions = [first, ...others].map(({ organisation, ...clocks }) => {
    const { code: _code, kind: _kind, ...said } = organisation;
    const {
      registeredAt: _at,
      registeredIn: _in,
      ...own
    } = clocks as typeof clocks & Partial<StoredOrganisation>;
    return { ...said, ...storedForm(own) };
  });
  return { code, kind, descriptions };
}

/** Of what was not carried forward yet, only what its program wrote. */
function storedForm({ recordedAt, addedIn, ...others }: DescriptionClocks): StoredClocks {
  return others.knownFrom === undefined
    ? { recordedAt, addedIn }
    : { recordedAt, addedIn, ...(onlySaid(others) as Partial<DescriptionClocks>) };
}

async function facts(read: GraphRead, codes: readonly Code[], revision: number): Promise<StoredRecord[]> {
  const rows = (await read(storedFacts, { codes })).filter((row) => isIn(revision, row));
  return sorted(rows.map((row) => ({ type: "fact" as const, value: asOfRevision(row, revision) })));
}

/** What a state holds, summed up. @param onRecords told how many were read since the last call */
export async function totalsOfState(
  read: GraphRead,
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
