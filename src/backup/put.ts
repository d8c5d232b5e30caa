import { appendRestore } from "../graph/audit.ts";
import type { Graph } from "../graph/graph.ts";
import { nextInstant } from "../graph/recorder.ts";
import type { AuditHead } from "../graph/statements/audit.ts";
import type { Author } from "../model/audit.ts";
import { type Content, differences } from "./digest.ts";
import { emptied, Loader } from "./load.ts";
import { contentOf, readInside, stateOf } from "./read-graph.ts";
import type { HeldRecord } from "./record.ts";

export interface PutRequest {
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
export interface Given {
  readonly head: AuditHead;
  readonly content: Content;
}

export interface Put {
  readonly replaced: AuditHead | null;
  /** Where the log stands now. */
  readonly head: AuditHead;
  /** What was read back, before anything was final. */
  readonly content: Content;
}

/**
 * Puts records into a graph in one transaction, and reads them back inside it: the graph then holds exactly these, or it
 * is as it was. Access tokens stay as they are.
 * @param records called again where the transaction has to be tried again
 * @throws Conflict when the graph holds something and may not be replaced
 */
export function putInto(
  graph: Graph,
  records: () => AsyncGenerator<HeldRecord, Given>,
  { replace, author, onRecords }: PutRequest,
): Promise<Put> {
  return graph.write(
    async (transaction) => {
      const replaced = await emptied(transaction, replace);
      const loader = new Loader(transaction);
      const source = records();
      let next = await source.next();
      for (; !next.done; next = await source.next()) {
        await loader.take(next.value);
        onRecords(1);
      }
      const { head, content } = next.value;
      await loader.end(head);
      const read = readInside(transaction);
      const state = await stateOf(read);
      const back = state && (await contentOf(read, state, onRecords));
      if (back === null || differences(back, content).length > 0) {
        throw new Error(
          `What was written does not read back: ${JSON.stringify(back)} in place of ${JSON.stringify(content)}`,
        );
      }
      const by = author(replaced);
      if (by === null) return { replaced, head, content: back };
      // Later than both graphs on either clock, so that no revision and no instant ever stands for two states.
      const latest = later(head, replaced);
      const { revision, sequence, hash, recordedAt } = await appendRestore(
        transaction,
        { ...head, revision: latest.revision },
        by,
        nextInstant(latest),
      );
      return { replaced, head: { revision, sequence, hash, recordedAt }, content: back };
    },
    { replacing: replace },
  );
}

function later(a: AuditHead, b: AuditHead | null): AuditHead {
  if (b === null) return a;
  const recordedAt = (a.recordedAt ?? "") < (b.recordedAt ?? "") ? b.recordedAt : a.recordedAt;
  return { ...a, revision: Math.max(a.revision, b.revision), recordedAt };
}
