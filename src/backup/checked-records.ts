import { isDeepStrictEqual } from "node:util";
import type { GraphRead } from "../graph/graph.ts";
import { Conflict } from "../model/errors.ts";
import { Checker, Fault } from "./checker.ts";
import { type Content, ContentDigest, contentLine } from "./digest.ts";
import { type State, storedRecords } from "./read-graph.ts";
import type { StoredRecord } from "./record.ts";
import { shapeFault } from "./shapes.ts";

/**
 * The records of a graph's state, some at a time, checked as a restore would check them: a backup that could not be
 * restored is worth nothing.
 * @returns what they are, summed up
 * @throws Conflict when the graph does not hold what its audit log tells of
 */
export async function* checkedRecords(
  read: GraphRead,
  state: State,
): AsyncGenerator<StoredRecord[], Content> {
  const checker = new Checker();
  const digest = new ContentDigest();
  try {
    for await (const records of storedRecords(read, state)) {
      for (const record of records) {
        const fault = shapeFault(record.type, record.value);
        if (fault !== null) throw new Fault(`${record.type} ${JSON.stringify(record.value)}`, fault);
        checker.take(record);
        digest.take(record.type, contentLine(record));
      }
      yield records;
    }
    checker.end(state.head);
    const content = digest.result();
    if (!isDeepStrictEqual(content.counts, state.counts)) {
      throw new Fault(JSON.stringify(content.counts), JSON.stringify(state.counts));
    }
    return content;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Conflict(
      `The graph is not what its audit log tells of, so that no copy of it would be accepted: found ${error.found}; expected ${error.expected}. "commissioning audit verify" says more; "commissioning export --all" writes out what there is.`,
      {},
      { cause: error },
    );
  }
}
