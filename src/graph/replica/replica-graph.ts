import { Unavailable } from "../../model/errors.ts";
import { costInSets } from "../../query/cost.ts";
import type { Graph, Params, ReadOptions, Statement } from "../graph.ts";
import { type DatasetRow, datasetProperties } from "../statements/dataset.ts";
import { Turns, type Work } from "../work.ts";
import { broughtUpToDate } from "./fill.ts";
import type { Replica } from "./replica.ts";

export interface ReplicaOptions {
  /** How many facts the replica may hold: of a larger graph there is none. */
  readonly mostFacts?: number;
  /** In which all of the process does what takes long; its own where absent. */
  readonly turns?: Turns;
  /**
   * For how long the state that the graph told last may be taken for its present one, where this process did not write:
   * 0 asks it every time, Infinity is for a graph that nobody else writes to.
   */
  readonly mostBehindMs?: number;
  /** A replica was brought up to a revision. */
  readonly onCurrent?: (replica: Replica, milliseconds: number) => void;
  /** The graph is too large. */
  readonly onTooLarge?: () => void;
  /** It could not be brought up to date; reads go to the graph, and the next one tries again. */
  readonly onFailed?: (error: unknown) => void;
}

/** A graph whose reads are answered from a replica in this process, wherever that gives the same rows. */
export interface ReplicatedGraph extends Graph {
  /** Brings the replica up to date; where that fails, the graph answers until it works. */
  refresh(): Promise<void>;
  /** The state that the replica is in; null where there is none now. */
  replicated(): Pick<Replica, "revision" | "facts"> | null;
}

/**
 * Answers reads from a replica of the graph in this process. A read names the revision that it is of, which whoever
 * asks has just been told by the graph: only a replica at that very revision answers, so that an answer is never older
 * than the graph's own. All other reads and every write go to the graph, and a read of a revision that the replica
 * does not hold has it brought up to date in the background. Where `mostBehindMs` allows it, what the graph told of its
 * state is told again for so long, but never after a write of this process.
 */
export function withReplica(graph: Graph, options: ReplicaOptions = {}): ReplicatedGraph {
  const { mostFacts = Infinity, mostBehindMs = 0, turns = new Turns() } = options;
  const { onCurrent, onTooLarge, onFailed } = options;
  /** Answers that are being made from the replica. */
  const reading = new Set<Promise<unknown>>();
  let replica: Replica | null = null;
  let refreshing: Promise<void> | undefined;
  let ended = false;
  let told: { readonly rows: readonly DatasetRow[]; readonly at: number } | undefined;
  let writes = 0;

  // Whoever closes a large graph does not wait until all of it is read.
  const source: Pick<Graph, "read"> = {
    async read(...args) {
      if (ended) throw new Unavailable("The graph is closed.");
      return graph.read(...args);
    },
  };
  /** Whoever asks from now on asks the graph. */
  const unread = async () => {
    replica = null;
    await Promise.allSettled(reading);
  };
  const bringUpToDate = async () => {
    const started = performance.now();
    try {
      replica = await broughtUpToDate(source, replica, mostFacts, turns, unread);
      if (replica) return onCurrent?.(replica, performance.now() - started);
      ended = true;
      onTooLarge?.();
    } catch (error) {
      replica = null;
      if (!ended) onFailed?.(error);
    } finally {
      refreshing = undefined;
    }
  };
  const answer = async <P extends Params, R>(
    from: Replica,
    statement: Statement<P, R>,
    params: P,
    options: ReadOptions,
  ): Promise<R[]> => {
    if (statement.filter && options.pay) options.pay(costInSets(statement.filter, from.sizes));
    const started = performance.now();
    const rows = await readIn(turns.run(rowsOf(statement, from, params), options));
    const milliseconds = performance.now() - started;
    options.observe?.({ name: statement.name, milliseconds, rows: rows.length, fromReplica: true });
    return rows;
  };
  const readIn = async <T>(made: Promise<T>): Promise<T> => {
    reading.add(made);
    try {
      return await made;
    } finally {
      reading.delete(made);
    }
  };
  const refresh = async () => {
    if (ended) return;
    refreshing ??= bringUpToDate();
    await refreshing;
  };

  /** The state of the graph; every request begins with it. */
  const readState = async (options: ReadOptions): Promise<readonly DatasetRow[]> => {
    const [at, writesBefore] = [performance.now(), writes];
    const known = told && at - told.at < mostBehindMs && told.rows[0]?.revision === replica?.revision;
    if (told && known) return told.rows;
    const rows = await graph.read(datasetProperties, {}, options);
    // What was asked before a write ended may be of the state before it.
    if (writes === writesBefore) told = { rows, at };
    return rows;
  };

  return {
    engine: graph.engine,
    missing: graph.missing ?? null,
    async read<P extends Params, R>(statement: Statement<P, R>, params: P, options: ReadOptions = {}) {
      const { revision } = options;
      if (mostBehindMs > 0 && (statement as unknown) === datasetProperties) {
        return [...(await readState(options))] as R[];
      }
      if (statement.fromReplica && revision != null) {
        if (replica?.revision === revision) return answer(replica, statement, params, options);
        void refresh();
      }
      return graph.read(statement, params, options);
    },
    findByText: (queries, options) => graph.findByText(queries, options),
    async write(work, options) {
      try {
        return await graph.write(work, options);
      } finally {
        told = undefined;
        writes++;
      }
    },
    checkHealth: () => graph.checkHealth(),
    refresh,
    replicated: () => replica,
    async close() {
      ended = true;
      await refreshing;
      await graph.close();
    },
  };
}

/** Also what is found at once is work, because there may be much of it at a time. */
function* rowsOf<P extends Params, R>(statement: Statement<P, R>, replica: Replica, params: P): Work<R[]> {
  const found = statement.fromReplica?.(replica, params) ?? [];
  return Array.isArray(found) ? found : yield* found;
}
