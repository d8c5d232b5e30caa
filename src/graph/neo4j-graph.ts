import neo4j, { type Driver, type QueryResult, type Session } from "neo4j-driver";
import type { Code } from "../model/code.ts";
import type { Clocks } from "../model/dates.ts";
import { Unavailable } from "../model/errors.ts";
import type { Plan, PlanKind, Rows } from "../query/plan.ts";
import { carrying, isOlder, type OnCarriedForward } from "./carry-forward.ts";
import { createConcurrencyLimit } from "./concurrency-limit.ts";
import { print } from "./cypher/print.ts";
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
import { maxConnections, publicFault } from "./neo4j-faults.ts";
import { type OpenTransaction, writeOnce } from "./neo4j-write.ts";
import { schemaStatements, storedSchemaVersion } from "./statements/graph-schema.ts";
import { createTextIndex, luceneQuery, queryTextIndex } from "./statements/search.ts";
import { within } from "./within.ts";

export interface Neo4jSettings {
  /** bolt://…, neo4j://… (a cluster: reads go to readers), or either with +s or +ssc. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database?: string | undefined;
  readonly timeLimitMs: number;
  readonly onCarriedForward?: OnCarriedForward;
  /** Makes no index, so that a user who may only read can be used. */
  readonly readOnly?: boolean | undefined;
}

/** A web request cannot wait the driver's usual 60 s. */
const acquisitionTimeoutMs = 3_000;
/**
 * How many statements and writes run at once: well below the connections that there are, so that what asks whether the
 * server is well, and other processes, find one.
 */
const atOnce = 32;
/** Within what a probe of /readyz waits. */
const healthLimitMs = 2_500;
/** What makes one index of a graph that was filled without it, or waits for all of them, may take this long. */
const prepareLimitMs = 60_000;
/** An import is one transaction and may take this long. */
const writeLimitMs = 10 * 60_000;
/** The server gives up first, and says why; this long after it, whoever asked does not wait any more. */
const graceMs = 200;
/** Neo4j looks every two seconds for what is overdue; this long after the limit, the connection is taken to be broken. */
const silenceMs = 5_000;

/**
 * Connects to Neo4j. It does not have to be up yet: `prepare` is tried before the first statement and again until it
 * has worked, so that a server that comes up later is used without a restart.
 */
export function openNeo4jGraph(settings: Neo4jSettings): Graph {
  return new Neo4jGraph(settings);
}

const connect = (settings: Neo4jSettings): Driver =>
  neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password), {
    disableLosslessIntegers: true,
    connectionAcquisitionTimeout: acquisitionTimeoutMs,
    connectionTimeout: acquisitionTimeoutMs,
    maxConnectionPoolSize: maxConnections,
    telemetryDisabled: true,
    // Nobody reads them, and with each answer comes one for every type of relationship that the graph has none of.
    notificationFilter: { minimumSeverityLevel: "OFF" },
    userAgent: "commissioning-graph",
  });

/** The connections of a process, and how many statements and writes use them. */
interface Connections {
  readonly driver: Driver;
  uses: number;
}
/** What a statement or a write uses; null once it is taken to be lost. */
interface Lease {
  connections: Connections | null;
}

class Neo4jGraph implements Graph {
  readonly engine = "neo4j";
  readonly #settings: Neo4jSettings;
  #connections: Connections;
  /** Shared by all sessions, so that whatever this process wrote, it reads back, on any member of a cluster. */
  readonly #bookmarks = neo4j.bookmarkManager();
  readonly #turns = createConcurrencyLimit({ atOnce, waiting: Infinity });
  #prepared: Promise<void> | undefined;

  constructor(settings: Neo4jSettings) {
    this.#settings = settings;
    this.#connections = { driver: connect(settings), uses: 0 };
  }

  async read<P extends Params, R>(
    statement: Statement<P, R>,
    params: P,
    options: ReadOptions = {},
  ): Promise<R[]> {
    const started = performance.now();
    const timeLimitMs = options.timeLimitMs ?? this.#settings.timeLimitMs;
    const { signal } = options;
    const result = await this.#inTurn(timeLimitMs, signal, () =>
      this.#use(timeLimitMs, (lease) =>
        this.#run(lease, "READ", statement.cypher, toDriver(params), timeLimitMs, signal),
      ),
    );
    options.observe?.({
      name: statement.name,
      milliseconds: performance.now() - started,
      rows: result.records.length,
    });
    return result.records.map((row) => statement.row(row.toObject()));
  }

  async ask<Kind extends PlanKind>(
    plan: Plan<Kind>,
    at: Clocks,
    options?: ReadOptions,
  ): Promise<Rows[Kind][]> {
    const { statement, params } = print(plan);
    return this.read(statement, { ...at, ...params }, options);
  }

  async findByText(queries: readonly TextQuery[], options?: ReadOptions): Promise<Code[][]> {
    const asked = queries.map(({ words, kinds, limit }) => ({ text: luceneQuery(words, kinds), limit }));
    const found: Code[][] = queries.map(() => []);
    for (const { at, code } of await this.read(queryTextIndex, { queries: asked }, options)) {
      found[at]?.push(code);
    }
    return found;
  }

  async write<T>(work: (transaction: Transaction) => Promise<T>, options: WriteOptions<T> = {}): Promise<T> {
    const limitMs = Math.max(1, Math.min(options.timeLimitMs ?? writeLimitMs, writeLimitMs));
    return this.#inTurn(limitMs, undefined, () => this.#use(limitMs, this.#writing(work, options)));
  }

  #writing<T>(work: (transaction: Transaction) => Promise<T>, { key, observe }: WriteOptions<T>) {
    // It says what came of it before whoever waits is told that it took too long.
    return (lease: Lease, leftMs: number): Promise<T> =>
      writeOnce({
        work,
        key,
        limitMs: leftMs,
        open: () => this.#session("WRITE", lease),
        inside: (transaction) => observed({ run: (...args) => runInside(transaction, ...args) }, observe),
        onSilence: () => {
          this.#giveUp(lease);
          lease.connections = this.#take();
        },
      });
  }

  async checkHealth(): Promise<void> {
    await this.#lend(healthLimitMs, (lease) => this.#run(lease, "READ", "RETURN 1", {}, healthLimitMs));
  }

  close(): Promise<void> {
    return this.#connections.driver.close();
  }

  async #inTurn<T>(waitMs: number, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const leave = await this.#turns.enter({ waitMs, signal });
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** One statement in a transaction of its own. */
  async #run(
    lease: Lease,
    mode: "READ" | "WRITE",
    cypher: string,
    params: Record<string, unknown>,
    timeLimitMs: number,
    signal?: AbortSignal,
  ): Promise<QueryResult> {
    const session = this.#session(mode, lease);
    try {
      const timeout = Math.max(1, Math.floor(timeLimitMs));
      return await endedBy(signal, session, async () => session.run(cypher, params, { timeout }));
    } finally {
      await session.close();
    }
  }

  /** Uses the connections of this process once the graph is prepared, and waits no longer than it may take. */
  async #use<T>(timeLimitMs: number, work: (lease: Lease, leftMs: number) => Promise<T>): Promise<T> {
    const started = performance.now();
    await within(timeLimitMs + graceMs, this.#prepareOnce(), () => tooLate(timeLimitMs));
    return this.#lend(Math.max(1, timeLimitMs - (performance.now() - started)), work);
  }

  /** Lends the connections of this process, and takes new ones where an answer is far too late. */
  async #lend<T>(timeLimitMs: number, work: (lease: Lease, leftMs: number) => Promise<T>): Promise<T> {
    const lease: Lease = { connections: this.#take() };
    const silence = setTimeout(() => this.#giveUp(lease), timeLimitMs + silenceMs).unref();
    const answer = work(lease, timeLimitMs).finally(() => {
      clearTimeout(silence);
      this.#giveBack(lease);
    });
    try {
      return await within(timeLimitMs + graceMs, answer, () => tooLate(timeLimitMs));
    } catch (error) {
      throw publicFault(error);
    }
  }

  #take(): Connections {
    this.#connections.uses++;
    return this.#connections;
  }

  #giveBack(lease: Lease): void {
    const { connections } = lease;
    lease.connections = null;
    if (connections === null) return;
    connections.uses--;
    if (connections !== this.#connections && connections.uses === 0)
      void connections.driver.close().catch(() => {});
  }

  /**
   * Takes new connections after one over which nothing came back: others of the pool have most likely gone the same
   * way, and whoever was given one next would wait as long. The old ones are closed once nobody uses them.
   */
  #giveUp(lease: Lease): void {
    if (lease.connections === this.#connections)
      this.#connections = { driver: connect(this.#settings), uses: 0 };
    this.#giveBack(lease);
  }

  #session(mode: "READ" | "WRITE", { connections }: Lease) {
    const { database } = this.#settings;
    return (connections ?? this.#connections).driver.session({
      defaultAccessMode: mode === "READ" ? neo4j.session.READ : neo4j.session.WRITE,
      bookmarkManager: this.#bookmarks,
      ...(database ? { database } : {}),
    });
  }

  #prepareOnce(): Promise<void> {
    this.#prepared ??= this.#prepare().catch((error: unknown) => {
      this.#prepared = undefined;
      throw error;
    });
    return this.#prepared;
  }

  async #prepare(): Promise<void> {
    const { readOnly = false } = this.#settings;
    const mode = readOnly ? "READ" : "WRITE";
    const prepare = (cypher: string) =>
      this.#lend(prepareLimitMs, (lease) => this.#run(lease, mode, cypher, {}, prepareLimitMs));
    const { records } = await prepare(storedSchemaVersion.cypher);
    const versions = records.map((record) => storedSchemaVersion.row(record.toObject()));
    const older = isOlder(versions);
    // What is not said reads as absent in every form, so that an older graph can be read as it lies.
    if (readOnly) return;
    for (const statement of [...schemaStatements, createTextIndex, "CALL db.awaitIndexes(60)"]) {
      await prepare(statement);
    }
    if (older) await this.#carryForward();
  }

  async #carryForward(): Promise<void> {
    const { work, key } = carrying();
    const done = await this.#lend(writeLimitMs, this.#writing(work, { key }));
    if (done !== null) this.#settings.onCarriedForward?.(done);
  }
}

/** Closing its session ends a statement on the server too. */
async function endedBy<T>(
  signal: AbortSignal | undefined,
  session: Session,
  work: () => Promise<T>,
): Promise<T> {
  if (!signal) return work();
  signal.throwIfAborted();
  const close = () => void session.close();
  signal.addEventListener("abort", close, { once: true });
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener("abort", close);
  }
}

const tooLate = (milliseconds: number): Unavailable =>
  new Unavailable(
    `The graph did not answer within ${Math.ceil(milliseconds / 1_000)} s. Ask for less at once, or try again soon.`,
  );

async function runInside<P extends Params, R>(
  transaction: OpenTransaction,
  statement: Statement<P, R>,
  params: P,
): Promise<R[]> {
  const result = await transaction.run(statement.cypher, toDriver(params));
  return result.records.map((row) => statement.row(row.toObject()));
}

/** JavaScript has one number type and the driver sends it as a float, which LIMIT and stored counts cannot be. */
function toDriver(value: unknown): Record<string, unknown> {
  return integersIn(value) as Record<string, unknown>;
}

function integersIn(value: unknown): unknown {
  if (Number.isSafeInteger(value)) return neo4j.int(value as number);
  if (Array.isArray(value)) return value.map(integersIn);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, integersIn(inner)]));
}
