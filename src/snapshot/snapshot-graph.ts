import type { Graph, Params, ReadOptions, Statement } from "../graph/graph.ts";
import { type DatasetRow, datasetProperties } from "../graph/statements/dataset.ts";
import { Turns, type Work } from "../graph/work.ts";
import { type Clocks, latestRevision, stillBelieved, unknownStart } from "../model/dates.ts";
import { Unavailable } from "../model/errors.ts";
import { costInSets } from "../query/cost.ts";
import type { Plan, PlanKind } from "../query/plan.ts";
import { answerTo, planAnswers } from "./answers.ts";
import { broughtUpToDate } from "./fill.ts";
import type { Snapshot } from "./snapshot.ts";
import { View } from "./view.ts";

export interface SnapshotOptions {
  /** How many facts the snapshot may hold: of a larger graph there is none. */
  readonly maxFacts?: number;
  /** In which all of the process does what takes long; its own where absent. */
  readonly turns?: Turns;
  /**
   * For how long the state that the graph told last may be taken for its present one, where this process did not write:
   * 0 asks it every time, Infinity is for a graph that nobody else writes to.
   */
  readonly maxStalenessMs?: number;
  /** A snapshot was brought up to a revision. */
  readonly onCurrent?: (snapshot: Snapshot, milliseconds: number) => void;
  /** The graph is too large. */
  readonly onTooLarge?: () => void;
  /** It could not be brought up to date; reads go to the graph, and the next one tries again. */
  readonly onFailed?: (error: unknown) => void;
}

/** A graph whose reads are answered from a snapshot in this process, wherever that gives the same rows. */
export interface SnapshotGraph extends Graph {
  /** Brings the snapshot up to date; where that fails, the graph answers until it works. */
  refresh(): Promise<void>;
  /** The state that the snapshot is in; null where there is none now. */
  snapshot(): Pick<Snapshot, "revision" | "facts"> | null;
}

/**
 * Answers what is asked from a snapshot of the graph in this process. A question names the revision that it is of, which whoever
 * asks has just been told by the graph: only a snapshot at that very revision answers, so that an answer is never older
 * than the graph's own. All else and every write go to the graph, and a question of a revision that the snapshot
 * does not hold has it brought up to date in the background. Where `maxStalenessMs` allows it, what the graph told of its
 * state is told again for so long, but never after a write of this process.
 */
export function withSnapshot(graph: Graph, options: SnapshotOptions = {}): SnapshotGraph {
  const { maxFacts = Infinity, maxStalenessMs = 0, turns = new Turns() } = options;
  const { onCurrent, onTooLarge, onFailed } = options;
  /** Answers that are being made from the snapshot. */
  const reading = new Set<Promise<unknown>>();
  let snapshot: Snapshot | null = null;
  let refreshing: Promise<void> | undefined;
  let ended = false;
  let state: { readonly rows: readonly DatasetRow[]; readonly at: number } | undefined;
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
    snapshot = null;
    await Promise.allSettled(reading);
  };
  const bringUpToDate = async () => {
    const started = performance.now();
    try {
      snapshot = await broughtUpToDate(source, snapshot, maxFacts, turns, unread);
      if (snapshot) return onCurrent?.(snapshot, performance.now() - started);
      ended = true;
      onTooLarge?.();
    } catch (error) {
      snapshot = null;
      if (!ended) onFailed?.(error);
    } finally {
      refreshing = undefined;
    }
  };
  /** @param make the rows in steps: also what is found at once is work, because there may be much of it at a time */
  const answer = async <Row>(
    name: string,
    make: () => Row[] | Work<Row[]>,
    options: ReadOptions,
  ): Promise<Row[]> => {
    const started = performance.now();
    const rows = await readIn(turns.run(inSteps(make), options));
    const milliseconds = performance.now() - started;
    options.observe?.({ name, milliseconds, rows: rows.length, fromSnapshot: true });
    return rows;
  };
  /**
   * The snapshot where it holds the revision that is asked, as it holds all that came before its own; where it is behind,
   * it is brought up to date meanwhile.
   */
  const snapshotAt = (params: Params): View | null => {
    // What is the same at all clocks, such as a source, names none.
    const { atRevision = null, asOf = unknownStart, knownAt = stillBelieved } = params as Partial<Clocks>;
    if (atRevision === null || atRevision === latestRevision) return null;
    if (snapshot && atRevision <= snapshot.revision) return new View(snapshot, { asOf, knownAt, atRevision });
    void refresh();
    return null;
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
    const known = state && at - state.at < maxStalenessMs && state.rows[0]?.revision === snapshot?.revision;
    if (state && known) return state.rows;
    const rows = await graph.read(datasetProperties, {}, options);
    // What was asked before a write ended may be of the state before it.
    if (writes === writesBefore) state = { rows, at };
    return rows;
  };

  return {
    engine: graph.engine,
    missing: graph.missing ?? null,
    async read<P extends Params, R>(statement: Statement<P, R>, params: P, options: ReadOptions = {}) {
      if (maxStalenessMs > 0 && (statement as unknown) === datasetProperties) {
        return [...(await readState(options))] as R[];
      }
      const answerOf = answerTo(statement);
      const view = answerOf && snapshotAt(params);
      if (!answerOf || !view) return graph.read(statement, params, options);
      return answer(statement.name, () => answerOf(view, params), options);
    },
    async ask<Kind extends PlanKind>({ kind, name, of }: Plan<Kind>, at: Clocks, options: ReadOptions = {}) {
      const view = snapshotAt(at);
      if (!view) return graph.ask({ kind, name, of }, at, options);
      options.pay?.(costInSets(of, view.snapshot.sizes));
      return answer(name, () => planAnswers[kind](view, of), options);
    },
    findByText: (queries, options) => graph.findByText(queries, options),
    async write(work, options) {
      try {
        return await graph.write(work, options);
      } finally {
        state = undefined;
        writes++;
      }
    },
    checkHealth: () => graph.checkHealth(),
    refresh,
    snapshot: () => snapshot,
    async close() {
      ended = true;
      await refreshing;
      await graph.close();
    },
  };
}

function* inSteps<Row>(make: () => Row[] | Work<Row[]>): Work<Row[]> {
  const found = make();
  return Array.isArray(found) ? found : yield* found;
}
