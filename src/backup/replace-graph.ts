import { appendRestore } from "../graph/audit.ts";
import { carryForward } from "../graph/carry-forward.ts";
import type { Graph, Transaction } from "../graph/graph.ts";
import { acquireWriteLock, nextInstant } from "../graph/recorder.ts";
import { type AuditHead, auditRecords } from "../graph/statements/audit.ts";
import type { Author } from "../model/audit.ts";
import { type Content, differences } from "./digest.ts";
import { clearGraph, Loader } from "./load.ts";
import { readInside, stateOf, totalsOfState } from "./read-graph.ts";
import type { StoredRecord } from "./record.ts";

export interface ReplaceRequest {
  /** Whether a graph that holds something may be replaced. */
  readonly replace: boolean;
  /**
   * Who puts it there, for the audit log; null where the graph stays the very same, and its log with it.
   * @param replaced where the log of the graph stood that was replaced
   */
  readonly author: (replaced: AuditHead | null) => Omit<Author, "action"> | null;
  /** Told how many records were written or read back since the last call. */
  readonly onRecords: (count: number) => void;
}

/** What was put, where its log stood, and how it is summed up: known when the last record was taken. */
export interface Expected {
  readonly head: AuditHead;
  /** Of the graph that it was read from. */
  readonly schemaVersion: number;
  readonly content: Content;
}

export interface Replacement {
  readonly replaced: AuditHead | null;
  /** Where the log stands now. */
  readonly head: AuditHead;
  /** What was read back, before anything was final. */
  readonly content: Content;
  /** What was done to it where an older program wrote it; null where nothing had to be. */
  readonly carriedForward: string | null;
}

/**
 * Puts records into a graph in one transaction, and reads them back inside it: the graph then holds exactly these, or it
 * is as it was. Access tokens stay as they are.
 * @param records called again where the transaction has to be tried again
 * @throws Conflict when the graph holds something and may not be replaced
 */
export function replaceGraph(
  graph: Graph,
  records: () => AsyncGenerator<StoredRecord, Expected>,
  { replace, author, onRecords }: ReplaceRequest,
): Promise<Replacement> {
  let last: Replacement | undefined;
  const write = async (transaction: Transaction): Promise<Replacement> => {
    const replaced = await clearGraph(transaction, replace);
    const { head, content } = await load(transaction, records(), onRecords);
    const read = readInside(transaction);
    const state = await stateOf(read);
    const back = state && (await totalsOfState(read, state, onRecords));
    if (back === null || differences(back, content).length > 0) {
      throw new Error(
        `What was written does not read back: ${JSON.stringify(back)} in place of ${JSON.stringify(content)}`,
      );
    }
    const carriedForward = await carryForward(transaction);
    const by = author(replaced);
    const headNow = by ? await goOn(transaction, head, replaced, by) : head;
    last = { replaced, content: back, carriedForward, head: headNow };
    return last;
  };
  const find = async (transaction: Transaction) =>
    last && (await isIn(transaction, last)) ? last : undefined;
  return graph.write(write, { replacing: replace, key: { find, advice } });
}

const advice =
  "Before it is run again, look whether the graph holds it: commissioning audit list --first 5, and commissioning audit verify.";

async function load(
  transaction: Transaction,
  source: AsyncGenerator<StoredRecord, Expected>,
  onRecords: (count: number) => void,
): Promise<Expected> {
  const loader = new Loader(transaction);
  let next = await source.next();
  for (; !next.done; next = await source.next()) {
    await loader.take(next.value);
    onRecords(1);
  }
  const { head, schemaVersion } = next.value;
  await loader.end(head, schemaVersion);
  return next.value;
}

/** Goes on with the log that was put there, later than both graphs on either clock, so that no revision and no instant ever stands for two states. */
async function goOn(
  transaction: Transaction,
  head: AuditHead,
  replaced: AuditHead | null,
  by: Omit<Author, "action">,
): Promise<AuditHead> {
  const latest = later(head, replaced);
  const restored = { ...head, revision: latest.revision };
  const { revision, sequence, hash, recordedAt } = await appendRestore(
    transaction,
    restored,
    by,
    nextInstant(latest),
  );
  return { revision, sequence, hash, recordedAt };
}

/** Whether a log is in the graph, whatever was appended since: the hash of its last record stands for all of it. */
async function isIn(transaction: Transaction, { head: { sequence, hash } }: Replacement): Promise<boolean> {
  await acquireWriteLock(transaction);
  const [record] = await transaction.run(auditRecords, { from: sequence, to: sequence });
  return record !== undefined && record.hash === hash;
}

function later(a: AuditHead, b: AuditHead | null): AuditHead {
  if (b === null) return a;
  const recordedAt = (a.recordedAt ?? "") < (b.recordedAt ?? "") ? b.recordedAt : a.recordedAt;
  return { ...a, revision: Math.max(a.revision, b.revision), recordedAt };
}
