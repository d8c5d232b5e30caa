import type { Graph } from "../graph/graph.ts";
import type { AuditHead } from "../graph/statements/audit.ts";
import { graphSchemaVersion } from "../graph/statements/graph-schema.ts";
import type { Author } from "../model/audit.ts";
import { NotFound } from "../model/errors.ts";
import { checkedRecords } from "./checked-records.ts";
import type { Content } from "./digest.ts";
import { readOf, type State, stateOf } from "./read-graph.ts";
import { type StoredRecord, sumOf } from "./record.ts";
import { type Expected, replaceGraph } from "./replace-graph.ts";

export interface MoveRequest {
  readonly from: Graph;
  readonly to: Graph;
  readonly replace: boolean;
  readonly by: Pick<Author, "who" | "requestId">;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Moved {
  /** Where the log of the graph stood that was copied. */
  readonly head: AuditHead;
  /** What was read of it. */
  readonly from: Content;
  /** What was read back of the other. */
  readonly to: Content;
  /** Where the log stands that the other has now. */
  readonly headNow: AuditHead;
  readonly replaced: AuditHead | null;
}

/**
 * Copies all that a graph holds into another, whatever engines hold them, in one transaction. In an empty one it is the
 * very same graph: same revision, same audit log, so that a hash that was kept of it still fits. Where it replaces
 * another, the log goes on with a record of that. What is copied from stays untouched.
 * @throws NotFound where there is nothing to copy, Conflict when the other graph is not empty, or when the log of the one
 * that is copied does not account for what it holds
 */
export async function moveGraph({
  from,
  to,
  replace,
  by,
  onProgress = () => {},
}: MoveRequest): Promise<Moved> {
  const state = await stateOf(readOf(from));
  if (state === null)
    throw new NotFound("The graph is empty: there is nothing to move. Is it the right one?");
  // Written, and read back.
  const total = 2 * sumOf(state.counts);
  let done = 0;
  let content: Content | undefined;
  const read = (whole: Content) => {
    content = whole;
  };
  const put = await replaceGraph(to, () => recordsOf(from, state, read), {
    replace,
    author: (replaced) => replaced && { ...by, reason: reasonOf(from, state, replaced) },
    onRecords(records) {
      done = Math.min(done + records, total);
      onProgress(done, total);
    },
  });
  if (content === undefined) throw new Error("Nothing was read");
  return { head: state.head, from: content, to: put.content, headNow: put.head, replaced: put.replaced };
}

async function* recordsOf(
  graph: Graph,
  state: State,
  onContent: (content: Content) => void,
): AsyncGenerator<StoredRecord, Expected> {
  const source = checkedRecords(readOf(graph), state);
  let next = await source.next();
  for (; !next.done; next = await source.next()) yield* next.value;
  onContent(next.value);
  // It was carried forward when it was opened.
  return { head: state.head, schemaVersion: graphSchemaVersion, content: next.value };
}

function reasonOf({ engine }: Graph, { head }: State, replaced: AuditHead): string {
  return `Moved revision ${head.revision} from ${engine}. It took the place of a graph at revision ${replaced.revision}, whose last audit record had the hash ${replaced.hash}.`;
}
