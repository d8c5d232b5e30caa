import grafeo, {
  type Transaction as EngineTransaction,
  type GrafeoDB,
  type QueryResult,
} from "@grafeo-db/js";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { OutcomeUnknown, Unavailable } from "../model/errors.ts";
import type { Plan, PlanKind, Rows } from "../query/plan.ts";
import { missingSentence } from "./audit-log.ts";
import { carryForward, isOlder, type OnCarriedForward } from "./carry-forward.ts";
import { print } from "./cypher/print.ts";
import { checkpoint } from "./embedded/checkpoint.ts";
import { lostAtClosing, notCheckpointed, notClosed, notNoted, notOpened } from "./embedded/file-faults.ts";
import { GraphFile, openDatabase } from "./embedded/graph-file.ts";
import { type LastChange, missingChange } from "./embedded/head-file.ts";
import { prepareTextIndex, TextIndex } from "./embedded/text-index.ts";
import { trialWrite, WriteHealth, writeTrial } from "./embedded/write-health.ts";
import {
  type Graph,
  observed,
  type Params,
  type ReadOptions,
  type Statement,
  type TextQuery,
  type Transaction,
  type WriteOptions,
} from "./graph.ts";
import { auditHead } from "./statements/audit.ts";
import { schemaStatements, storedSchemaVersion } from "./statements/graph-schema.ts";
import { findAlsoBy } from "./statements/recording.ts";
import { queryTextIndex } from "./statements/search.ts";
import { within } from "./within.ts";
import { eachInSteps, Turns, type Work } from "./work.ts";

export interface EmbeddedSettings {
  /** A file, made where there is none, or ":memory:". */
  readonly file: string;
  readonly timeLimitMs: number;
  /** In which rows are read; its own where absent. */
  readonly turns?: Turns;
  /** Only reads a file that is there, beside other processes that only read it, and changes nothing on the disk. */
  readonly readOnly?: boolean;
  /** How large the engine's log may grow before it is written into the file. */
  readonly logBytes?: number;
  /** Told of what nobody waits for, such as a checkpoint that could not be written. */
  readonly onFault?: (error: unknown) => void;
  readonly onCarriedForward?: OnCarriedForward;
}

/** England's graph is 13 MB. */
const defaultLogBytes = 16 * 1024 * 1024;

/**
 * Opens the embedded graph: in this process, in one durable file.
 * @throws Unavailable when the file is in use by another process (`details.inUse`), is not a graph, was written by a
 * newer program (`details.schemaVersion`), or the disk is full
 */
export async function openEmbeddedGraph(settings: EmbeddedSettings): Promise<Graph> {
  const { file, readOnly = false } = settings;
  if (file === ":memory:") {
    const database = grafeo.GrafeoDB.create();
    await prepare(database);
    return new EmbeddedGraph(database, settings, null);
  }
  let database: GrafeoDB | undefined;
  try {
    database = readOnly ? grafeo.GrafeoDB.openReadOnly(file) : openDatabase(file);
    const older = await prepare(database, readOnly);
    const graph = new EmbeddedGraph(database, settings, readOnly ? null : new GraphFile(file));
    await graph.compareHead(file);
    // What is not said reads as absent in every form, so that an older graph can be read as it lies.
    if (older && !readOnly) await graph.carryForward(settings.onCarriedForward);
    return graph;
  } catch (error) {
    closeQuietly(database);
    throw notOpened(error, file, readOnly);
  }
}

/** @returns whether an older program wrote it */
async function prepare(database: GrafeoDB, readOnly = false): Promise<boolean> {
  const { cypher, row } = storedSchemaVersion;
  const versions = (await database.executeCypher(cypher)).toArray().map(row);
  const older = isOlder(versions);
  // The file has them from whoever wrote it; a text index is made in memory where it has none.
  if (!readOnly) for (const statement of schemaStatements) await database.executeCypher(statement);
  await prepareTextIndex(database);
  return older;
}

/** What kept it from being opened is what is told, not what kept it from being closed after that. */
function closeQuietly(database: GrafeoDB | undefined): void {
  try {
    database?.close();
  } catch {
    // Its log stays beside the file.
  }
}

/** The rows that a statement answered. */
function* rowsIn<P extends Params, R>(result: QueryResult, { row }: Statement<P, R>): Work<R[]> {
  const rows: R[] = [];
  // One by one: all of them at once are made in one piece, 80 ms of 10,000.
  yield* eachInSteps(Array(result.length).keys(), (at) => {
    rows.push(row(result.get(at)));
  });
  return rows;
}

class EmbeddedGraph implements Graph {
  readonly engine: string;
  readonly #database: GrafeoDB;
  readonly #timeLimitMs: number;
  readonly #turns: Turns;
  #closed = false;
  #lastWrite: Promise<unknown> = Promise.resolve();
  /** That write or wait for their turn. */
  #writers = 0;
  /** Null for a graph in memory, and for one that is only read. */
  readonly #file: GraphFile | null;
  readonly #health: WriteHealth;
  readonly #textIndex: TextIndex;
  readonly #logBytes: number;
  readonly #onFault: (error: unknown) => void;
  #checkpointAt: number;
  #missing: Graph["missing"] = null;

  constructor(database: GrafeoDB, settings: EmbeddedSettings, file: GraphFile | null) {
    this.#database = database;
    this.#timeLimitMs = settings.timeLimitMs;
    this.#turns = settings.turns ?? new Turns();
    this.#file = file;
    this.#health = new WriteHealth(file);
    this.#logBytes = settings.logBytes ?? defaultLogBytes;
    this.#checkpointAt = this.#logBytes;
    this.#onFault = settings.onFault ?? (() => {});
    this.#textIndex = new TextIndex({
      database,
      turns: this.#turns,
      failed: (error) => this.#health.failed(error),
      onFault: this.#onFault,
    });
    this.engine = `embedded (grafeo ${database.version()})`;
  }

  get missing(): Graph["missing"] {
    return this.#missing;
  }

  /** Whether the graph holds what was written to it last. */
  async compareHead(path: string): Promise<void> {
    const head = await this.#head();
    this.#missing = missingChange(path, head);
    if (this.#missing) this.#onFault(new Unavailable(missingSentence(this.#missing, head.revision)));
  }

  /** What it holds last stays what it was: what is noted of that goes on telling of a change that is missing. */
  async carryForward(onDone: OnCarriedForward = () => {}): Promise<void> {
    const done = await this.#commit((transaction) => carryForward(transaction));
    if (done !== null) onDone(done);
  }

  async #head(): Promise<LastChange> {
    const [head] = await this.read(auditHead, {});
    return head ?? { revision: 0, hash: null };
  }

  /** What cannot be noted is written all the same. */
  async #noteHead(): Promise<void> {
    if (this.#file === null || this.#closed) return;
    try {
      this.#file.noteHead(await this.#head());
    } catch (error) {
      this.#onFault(notNoted(error, this.#file.name));
    }
  }

  async read<P extends Params, R>(
    statement: Statement<P, R>,
    params: P,
    options: ReadOptions = {},
  ): Promise<R[]> {
    if (this.#closed) throw new Unavailable("The graph is closed.");
    const started = performance.now();
    const result = await this.#within(options, statement.name, () =>
      this.#database.executeCypher(statement.cypher, params).catch(sayIfStopped),
    );
    const read = this.#turns.run(rowsIn(result, statement), { signal: options.signal });
    const { length } = await read;
    options.observe?.({ name: statement.name, milliseconds: performance.now() - started, rows: length });
    return read;
  }

  async ask<Kind extends PlanKind>(
    plan: Plan<Kind>,
    at: Clocks,
    options?: ReadOptions,
  ): Promise<Rows[Kind][]> {
    const { statement, params } = print(plan);
    return this.read(statement, { ...at, ...params }, options);
  }

  async findByText(queries: readonly TextQuery[], options: ReadOptions = {}): Promise<Code[][]> {
    if (this.#closed) throw new Unavailable("The graph is closed.");
    await this.#textIndex.ready();
    const started = performance.now();
    const found = await this.#within(options, queryTextIndex.name, () =>
      this.#textIndex.search(queries, options.signal),
    );
    options.observe?.({
      name: queryTextIndex.name,
      milliseconds: performance.now() - started,
      rows: found.flat().length,
    });
    return found;
  }

  #within<T>(
    { timeLimitMs = this.#timeLimitMs, signal }: ReadOptions,
    name: string,
    ask: () => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    return within(timeLimitMs, ask(), () => tooSlow(name, timeLimitMs), signal);
  }

  /**
   * Writers take turns: of two that write one node at once the engine refuses the later, and every change writes the
   * dataset's. The file admits no other process, so that the turns of this one are all there are.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>, options?: WriteOptions<T>): Promise<T> {
    const turn = this.#lastWrite.then(() =>
      this.#write((transaction) => work(observed(transaction, options?.observe)), options?.replacing),
    );
    this.#writers++;
    this.#lastWrite = turn
      .catch(() => {})
      .then(() => this.#checkpointIfDue())
      .finally(() => this.#writers--);
    return turn;
  }

  async #write<T>(work: (transaction: Transaction) => Promise<T>, replacing?: boolean): Promise<T> {
    const answer = await this.#commit(work, replacing);
    if (replacing) this.#missing = null;
    await this.#noteHead();
    return answer;
  }

  async #commit<T>(work: (transaction: Transaction) => Promise<T>, replacing = false): Promise<T> {
    if (this.#closed) throw new Unavailable("The graph is closed.");
    this.#health.refuseLost();
    const transaction = this.#database.beginTransaction();
    const ended = async (end: () => void) => {
      if (replacing) await this.#textIndex.drop();
      end();
      this.#textIndex.forgetNodes();
    };
    let answer: T;
    try {
      answer = await work({
        run: async (statement, params) => {
          if (findsManyAnew(statement, params)) await this.#textIndex.drop();
          const result = await transaction.executeCypher(statement.cypher, params).catch(sayIfStopped);
          return result.toArray().map(statement.row);
        },
      });
      await ended(() => {
        this.#health.refuseLost();
        transaction.commit();
      });
    } catch (error) {
      await undo(transaction, ended);
      throw this.#health.failed(error);
    } finally {
      await this.#textIndex.restore();
    }
    await this.#sync();
    this.#health.worked();
    return answer;
  }

  /** @throws OutcomeUnknown where the disk fails: the change is in the graph, and may be gone when it is opened next */
  async #sync(): Promise<void> {
    try {
      await this.#file?.syncLog();
    } catch (cause) {
      throw new OutcomeUnknown(
        `The change is in the graph, but ${this.#file?.name} could not be brought to the disk: after a loss of power it may be gone. Look in the audit log before it is tried again: commissioning audit list.`,
        {},
        { cause },
      );
    }
  }

  /** Between two writers, so that nothing is written meanwhile; whoever wrote last is answered already. */
  async #checkpointIfDue(): Promise<void> {
    const file = this.#file;
    if (file === null || this.#closed || file.logBytes() < this.#checkpointAt || file.whyLost() !== null)
      return;
    try {
      await checkpoint(this.#database, file);
      this.#checkpointAt = this.#logBytes;
    } catch (error) {
      this.#checkpointAt = file.logBytes() + this.#logBytes;
      this.#onFault(notCheckpointed(error, file.name));
    }
  }

  async checkHealth(): Promise<void> {
    if (this.#closed) throw new Unavailable("The graph is closed.");
    // Where somebody writes already, that tells; and whoever asks does not wait for it.
    const tryWrite = () => this.write((transaction) => transaction.run(trialWrite, writeTrial));
    await this.#health.check(this.#writers > 0 ? null : tryWrite);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#lastWrite;
    const lost = this.#file?.whyLost();
    const copy = this.#file?.backUpOverwritten();
    try {
      this.#database.close();
    } catch (error) {
      throw notClosed(error, this.#file?.name ?? "");
    }
    if (lost != null) throw lostAtClosing(lost, copy ?? null);
  }
}

/** From as many on it takes less time to make the text index anew. */
const manyNames = 50;

/** Whether so many organisations are to be found by other words that the text index had better be made anew after it. */
function findsManyAnew({ name }: { readonly name: string }, params: Params): boolean {
  const rows = "rows" in params ? params.rows : null;
  return name === findAlsoBy.name && Array.isArray(rows) && rows.length >= manyNames;
}

/** What went wrong first is what is told: a transaction that could not be committed is undone already. */
async function undo(
  transaction: EngineTransaction,
  ended: (end: () => void) => Promise<void> | void,
): Promise<void> {
  try {
    if (transaction.isActive) await ended(() => transaction.rollback());
  } catch {
    // The engine knows no such transaction any more.
  }
}

/** The engine cannot stop a statement: its answer is dropped when it comes. */
function tooSlow(name: string, milliseconds: number): Unavailable {
  return new Unavailable(
    `The graph did not answer within ${milliseconds} ms (statement "${name}"). Ask for less at once.`,
  );
}

/** The engine stops a statement by itself after 30 s, which cannot be set. */
function sayIfStopped(error: unknown): never {
  if (!/query exceeded (the \S+ )?timeout/i.test(String(error))) throw error;
  throw new Unavailable(
    "A statement ran for 30 s and the embedded engine stopped it: this machine is too busy for what was asked, or it was too much at once. Nothing was written. Try again when it is less busy, with less at once, or on a graph in Neo4j (NEO4J_URI).",
    {},
    { cause: error },
  );
}
