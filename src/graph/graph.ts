import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import type { Plan, PlanKind, Rows } from "../query/plan.ts";

/** What a row of an answer holds before its reader has shaped it: plain JSON values. */
export type RawRow = Readonly<Record<string, unknown>>;
/** Parameters by name: plain JSON values. */
export type Params = object;
/** Those of a statement that takes none. */
export type NoParams = Record<string, never>;

/**
 * A named Cypher text with its reader. The text is the same on every engine, never glued from user input, and comes
 * from a finite set, so that a database plans it once.
 */
export interface Statement<P extends Params, R> {
  readonly name: string;
  readonly cypher: string;
  readonly row: (raw: RawRow) => R;
  /** Only for types: what parameters it takes. */
  readonly params?: P;
}

/** What can be run inside one write. */
export interface Transaction {
  run<P extends Params, R>(statement: Statement<P, R>, params: P): Promise<R[]>;
}

/** Reads rows: of a graph, or of what a transaction sees. */
export type GraphRead = Transaction["run"];

/** Told of every statement and every plan that ran: for the log, for measurements, and for the tests that count them. */
export type StatementObserver = (event: StatementEvent) => void;
export interface StatementEvent {
  readonly name: string;
  readonly milliseconds: number;
  readonly rows: number;
  /** Whether a snapshot in memory answered, so that the engine had nothing to do. */
  readonly fromSnapshot?: true;
}

export interface ReadOptions {
  /** Give up after this many milliseconds; after the graph's own limit of a read where absent. */
  readonly timeLimitMs?: number;
  readonly observe?: StatementObserver | undefined;
  /** Aborted when nobody waits for the answer any more: what still runs for it is ended, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Told what the conditions of a plan cost before it is run: how many things they may be put to.
   * @throws QueryTooComplex where that is too much
   */
  readonly pay?: ((cost: number) => void) | undefined;
}

export interface WriteOptions<T = unknown> extends Pick<ReadOptions, "observe"> {
  /** The write takes away most of what the graph holds, so that an engine may rather make its text index anew. */
  readonly replacing?: boolean;
  /** Give up after this many milliseconds; after the graph's own limit of a write where absent. */
  readonly timeLimitMs?: number | undefined;
  /** Without one, a write whose answer was lost is not tried again. */
  readonly key?: WriteKey<T> | undefined;
}

/** By what a write is known again where the answer to its commit was lost. */
export interface WriteKey<T> {
  /**
   * What an earlier try of this very write wrote; undefined where it wrote nothing. It takes the lock that the write
   * takes before it looks, so that a try that is still being committed is seen.
   */
  find(transaction: Transaction): Promise<T | undefined>;
  /** How to look and what to do where that cannot be found out: sentences for a user. */
  readonly advice: string;
  /** The same for a program. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The options of a write whose transaction is seen through another. */
export function seenThrough<T>(
  through: (transaction: Transaction) => Transaction,
  options: WriteOptions<T> = {},
): WriteOptions<T> {
  const { key } = options;
  return key ? { ...options, key: { ...key, find: (inside) => key.find(through(inside)) } } : options;
}

/** A transaction that tells of every statement that it runs. */
export function observed(transaction: Transaction, observe: StatementObserver | undefined): Transaction {
  if (observe === undefined) return transaction;
  return {
    async run(statement, params) {
      const started = performance.now();
      const rows = await transaction.run(statement, params);
      observe({ name: statement.name, milliseconds: performance.now() - started, rows: rows.length });
      return rows;
    },
  };
}

/** What an engine's text index is asked for. */
export interface TextQuery {
  /** Lower-case words, any of which may fit. */
  readonly words: readonly string[];
  /** Only these kinds; every kind where empty. */
  readonly kinds: readonly OrganisationKind[];
  readonly limit: number;
}

/** The port that everything reads and writes through. Whoever opens a graph closes it. */
export interface Graph {
  /** "neo4j" or "embedded", with its version. */
  readonly engine: string;
  /** A change that was written to the graph, and that it no longer held when it was opened. */
  readonly missing?: { readonly revision: number; readonly hash: string | null } | null | undefined;
  /**
   * Runs one statement and answers its rows.
   * @throws Unavailable when the graph cannot be reached or does not answer in time
   */
  read<P extends Params, R>(statement: Statement<P, R>, params: P, options?: ReadOptions): Promise<R[]>;
  /**
   * Answers the rows of a plan.
   * @throws QueryTooComplex where it costs too much, Unavailable as `read` does
   */
  ask<Kind extends PlanKind>(plan: Plan<Kind>, at: Clocks, options?: ReadOptions): Promise<Rows[Kind][]>;
  /**
   * For each query the organisations whose words the engine's own text index finds, whatever their dates: the best by
   * its reckoning first, which differs between engines.
   * @throws Unavailable as `read` does
   */
  findByText(queries: readonly TextQuery[], options?: ReadOptions): Promise<Code[][]>;
  /**
   * Runs `work` in one transaction: all of it is written, or nothing. It is tried again when another writer was
   * first, so `work` may run more than once; where the answer to its commit was lost, only once its key says that
   * nothing was written.
   * @throws Unavailable when nothing was written, OutcomeUnknown when that cannot be found out
   */
  write<T>(work: (transaction: Transaction) => Promise<T>, options?: WriteOptions<T>): Promise<T>;
  /** @throws Unavailable with what is wrong */
  checkHealth(): Promise<void>;
  close(): Promise<void>;
}

/** A graph that is another one in all but how it is written. */
export const writtenBy = (graph: Graph, write: Graph["write"]): Graph => ({
  engine: graph.engine,
  missing: graph.missing ?? null,
  read: (...given) => graph.read(...given),
  ask: (...given) => graph.ask(...given),
  findByText: (...given) => graph.findByText(...given),
  write,
  checkHealth: () => graph.checkHealth(),
  close: () => graph.close(),
});
