import neo4j, { type Driver, type ManagedTransaction, Neo4jError, type Session } from "neo4j-driver";
import type { Code } from "../model/code.ts";
import { Unavailable } from "../model/errors.ts";
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
import { createLane } from "./lane.ts";
import { refuseNewerSchema, schemaStatements, storedSchemaVersion } from "./statements/graph-schema.ts";
import { createTextIndex, luceneQuery, queryTextIndex } from "./statements/search.ts";

export interface Neo4jSettings {
  /** bolt://…, neo4j://… (a cluster: reads go to readers), or either with +s or +ssc. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database?: string | undefined;
  readonly timeLimitMs: number;
}

/** A web request cannot wait the driver's usual 30 and 60 s. */
const acquisitionTimeoutMs = 3_000;
const retryTimeMs = 3_000;
/**
 * How many statements and writes are run at once, and connections for them and for what asks whether the server is well:
 * the driver would refuse who waits for one in the words of a server that is not there.
 */
const sessions = { atOnce: 32, connections: 40 } as const;
/** An import is one transaction and may take this long. */
const writeLimitMs = 10 * 60_000;

/**
 * Connects to Neo4j. It does not have to be up yet: `prepare` is tried before the first statement and again until it
 * has worked, so that a server that comes up later is used without a restart.
 */
export function openNeo4jGraph(settings: Neo4jSettings): Graph {
  const driver = neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password), {
    disableLosslessIntegers: true,
    maxConnectionPoolSize: sessions.connections,
    connectionAcquisitionTimeout: acquisitionTimeoutMs,
    connectionTimeout: acquisitionTimeoutMs,
    maxTransactionRetryTime: retryTimeMs,
    telemetryDisabled: true,
    // Nobody reads them, and with each answer comes one for every type of relationship that the graph has none of.
    notificationFilter: { minimumSeverityLevel: "OFF" },
    userAgent: "commissioning-graph",
  });
  return new Neo4jGraph(driver, settings);
}

class Neo4jGraph implements Graph {
  readonly engine = "neo4j";
  readonly #driver: Driver;
  readonly #settings: Neo4jSettings;
  /** Shared by all sessions, so that whatever this process wrote, it reads back, on any member of a cluster. */
  readonly #bookmarks = neo4j.bookmarkManager();
  readonly #sessions = createLane({ atOnce: sessions.atOnce, waiting: Infinity });
  #prepared: Promise<void> | undefined;

  constructor(driver: Driver, settings: Neo4jSettings) {
    this.#driver = driver;
    this.#settings = settings;
  }

  async read<P extends Params, R>(
    statement: Statement<P, R>,
    params: P,
    options: ReadOptions = {},
  ): Promise<R[]> {
    const started = performance.now();
    const read = async (session: Session) => {
      const timeout = Math.min(options.timeLimitMs ?? Infinity, this.#settings.timeLimitMs);
      const result = await session.run(statement.cypher, toDriver(params), {
        timeout: Math.max(1, Math.floor(timeout)),
      });
      options.observe?.({
        name: statement.name,
        milliseconds: performance.now() - started,
        rows: result.records.length,
      });
      return result.records.map((row) => statement.row(row.toObject()));
    };
    return this.#use("READ", (session) => endedBy(options.signal, session, read));
  }

  async findByText(queries: readonly TextQuery[], options?: ReadOptions): Promise<Code[][]> {
    const asked = queries.map(({ words, kinds, limit }) => ({ text: luceneQuery(words, kinds), limit }));
    const found: Code[][] = queries.map(() => []);
    for (const { at, code } of await this.read(queryTextIndex, { queries: asked }, options)) {
      found[at]?.push(code);
    }
    return found;
  }

  async write<T>(work: (transaction: Transaction) => Promise<T>, options?: WriteOptions): Promise<T> {
    return this.#use("WRITE", (session) =>
      session.executeWrite(
        (transaction) => work(observed({ run: (...args) => runInside(transaction, ...args) }, options)),
        { timeout: writeLimitMs },
      ),
    );
  }

  async checkHealth(): Promise<void> {
    await this.#with("READ", (session) => session.run("RETURN 1", {}, { timeout: acquisitionTimeoutMs }));
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  async #use<T>(mode: "READ" | "WRITE", work: (session: Session) => Promise<T>): Promise<T> {
    const leave = await this.#sessions.enter({ waitMs: this.#settings.timeLimitMs });
    try {
      return await this.#with(mode, work);
    } finally {
      leave();
    }
  }

  async #with<T>(mode: "READ" | "WRITE", work: (session: Session) => Promise<T>): Promise<T> {
    try {
      await this.#prepareOnce();
      const session = this.#session(mode);
      try {
        return await work(session);
      } finally {
        await session.close();
      }
    } catch (error) {
      throw asUnavailable(error);
    }
  }

  #session(mode: "READ" | "WRITE") {
    const { database } = this.#settings;
    return this.#driver.session({
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
    const session = this.#session("WRITE");
    try {
      const { records } = await session.run(storedSchemaVersion.cypher);
      refuseNewerSchema(records.map((record) => storedSchemaVersion.row(record.toObject())));
      for (const statement of [...schemaStatements, createTextIndex]) await session.run(statement);
      await session.run("CALL db.awaitIndexes(60)");
    } finally {
      await session.close();
    }
  }
}

/** Closing its session ends a statement on the server too. */
async function endedBy<T>(
  signal: AbortSignal | undefined,
  session: Session,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  if (!signal) return work(session);
  signal.throwIfAborted();
  const close = () => void session.close();
  signal.addEventListener("abort", close, { once: true });
  try {
    return await work(session);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener("abort", close);
  }
}

async function runInside<P extends Params, R>(
  transaction: ManagedTransaction,
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

const unavailableCodes = new Set([
  neo4j.error.SERVICE_UNAVAILABLE,
  neo4j.error.SESSION_EXPIRED,
  "Neo.ClientError.Transaction.TransactionTimedOut",
  "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration",
  "Neo.TransientError.General.DatabaseUnavailable",
  "Neo.ClientError.Database.DatabaseNotFound",
  "Neo.ClientError.Security.Unauthorized",
]);

/** The driver gives this one no code of its own. */
const noConnection = /^Connection acquisition timed out/;

function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Neo4jError)) return error;
  const timedOut = error.code.includes("TransactionTimedOut");
  if (timedOut)
    return new Unavailable("The graph did not answer in time. Ask for less at once.", {}, { cause: error });
  const expected = unavailableCodes.has(error.code) || error.retriable || noConnection.test(error.message);
  return expected
    ? new Unavailable("The graph cannot be reached at the moment. Try again soon.", {}, { cause: error })
    : error;
}
