import { existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import grafeo, { type GrafeoDB } from "@grafeo-db/js";
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
import { schemaStatements } from "./statements/graph-schema.ts";
import { queryTextIndex, textIndex } from "./statements/search.ts";
import { within } from "./within.ts";

export interface EmbeddedSettings {
  /** A file, made where there is none, or ":memory:". */
  readonly file: string;
  readonly timeLimitMs: number;
}

/**
 * Opens the embedded graph: in this process, in one durable file.
 * @throws Unavailable when the file is in use by another process (`details.inUse`) or is not a graph
 */
export async function openEmbeddedGraph(settings: EmbeddedSettings): Promise<Graph> {
  const database = openFile(settings.file);
  for (const statement of schemaStatements) await database.executeCypher(statement);
  await prepareTextIndex(database);
  return new EmbeddedGraph(database, settings);
}

const { label, property } = textIndex;

/** Making the index again would read every organisation again, so that one that answers is left as it is. */
async function prepareTextIndex(database: GrafeoDB): Promise<void> {
  const answers = await database.textSearch(label, property, "a", 1).then(
    () => true,
    () => false,
  );
  // The other tokenizers drop words: this one takes each as it stands.
  if (!answers) await database.createTextIndex(label, property, { tokenizer: "standard" });
}

function openFile(file: string): GrafeoDB {
  if (file === ":memory:") return grafeo.GrafeoDB.create();
  try {
    mkdirSync(dirname(file), { recursive: true });
    return existsSync(file) ? grafeo.GrafeoDB.open(file) : grafeo.GrafeoDB.create(file);
  } catch (error) {
    const inUse = String(error).includes("cannot be locked");
    throw new Unavailable(
      `GRAPH_FILE=${file} cannot be opened: ${whyNotOpened(error, inUse)}`,
      { inUse },
      { cause: error },
    );
  }
}

function whyNotOpened(error: unknown, inUse: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  if (inUse) {
    return "another process is using it. Stop that process, or give this one a file of its own with GRAPH_FILE.";
  }
  if (/magic|Serialization|corrupt|checksum/i.test(message)) {
    return "it is not a graph file, or it is damaged. Expected a file that this program wrote, or a name where none exists yet.";
  }
  return message;
}

class EmbeddedGraph implements Graph {
  readonly engine: string;
  readonly #database: GrafeoDB;
  readonly #timeLimitMs: number;
  #closed = false;
  #lastWrite: Promise<unknown> = Promise.resolve();
  /** Resolves when the text index can be asked. */
  #indexed: Promise<unknown> = Promise.resolve();

  constructor(database: GrafeoDB, settings: EmbeddedSettings) {
    this.#database = database;
    this.#timeLimitMs = settings.timeLimitMs;
    this.engine = `embedded (grafeo ${database.version()})`;
  }

  async read<P extends Params, R>(
    statement: Statement<P, R>,
    params: P,
    options: ReadOptions = {},
  ): Promise<R[]> {
    if (this.#closed) throw new Unavailable("The graph is closed.");
    const started = performance.now();
    const timeLimitMs = options.timeLimitMs ?? this.#timeLimitMs;
    const answer = this.#database.executeCypher(statement.cypher, params).catch(sayIfStopped);
    const result = await within(timeLimitMs, answer, () => tooSlow(statement.name, timeLimitMs));
    const rows = result.toArray();
    options.observe?.({ name: statement.name, milliseconds: performance.now() - started, rows: rows.length });
    return rows.map(statement.row);
  }

  async findByText(queries: readonly TextQuery[], options: ReadOptions = {}): Promise<Code[][]> {
    if (this.#closed) throw new Unavailable("The graph is closed.");
    await this.#indexed;
    const started = performance.now();
    const timeLimitMs = options.timeLimitMs ?? this.#timeLimitMs;
    const searches = Promise.all(queries.map((query) => this.#textSearch(query)));
    const found = await within(timeLimitMs, searches, () => tooSlow(queryTextIndex.name, timeLimitMs));
    options.observe?.({
      name: queryTextIndex.name,
      milliseconds: performance.now() - started,
      rows: found.flat().length,
    });
    return found;
  }

  async #textSearch({ words, kinds, limit }: TextQuery): Promise<Code[]> {
    const { label, property } = textIndex;
    const filters = kinds.length === 0 ? undefined : { kind: { $in: kinds } };
    const found = await this.#database.textSearch(label, property, words.join(" "), limit, filters);
    return found.map(([id = -1]) => this.#database.getNode(id)?.get("code") as Code);
  }

  /**
   * Writers take turns: of two that write one node at once the engine refuses the later, and every change writes the
   * dataset's. The file admits no other process, so that the turns of this one are all there are.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>, options?: WriteOptions<T>): Promise<T> {
    const turn = this.#lastWrite.then(() =>
      this.#write((transaction) => work(observed(transaction, options?.observe)), options?.replacing),
    );
    this.#lastWrite = turn.catch(() => {});
    return turn;
  }

  async #write<T>(work: (transaction: Transaction) => Promise<T>, replacing = false): Promise<T> {
    if (this.#closed) throw new Unavailable("The graph is closed.");
    const transaction = this.#database.beginTransaction();
    const ended = (end: () => void) => (replacing ? this.#withoutTextIndex(end) : end());
    try {
      const answer = await work({
        run: async (statement, params) => {
          const result = await transaction.executeCypher(statement.cypher, params).catch(sayIfStopped);
          return result.toArray().map(statement.row);
        },
      });
      await ended(() => transaction.commit());
      return answer;
    } catch (error) {
      if (transaction.isActive) await ended(() => transaction.rollback());
      throw error;
    }
  }

  /**
   * Ends a transaction that took away many organisations. The engine takes them out of the text index one by one, each
   * at the cost of all: 10 s for England's, while nothing else runs. Making the index anew takes 0.2 s, for which
   * searches wait; where the process is killed meanwhile, it is made when the file is opened next.
   */
  async #withoutTextIndex(end: () => void): Promise<void> {
    let ready = () => {};
    this.#indexed = new Promise<void>((resolve) => {
      ready = resolve;
    });
    try {
      await this.#database.dropTextIndex(label, property);
      end();
    } finally {
      await prepareTextIndex(this.#database);
      ready();
    }
  }

  async checkHealth(): Promise<void> {
    if (this.#closed) throw new Unavailable("The graph is closed.");
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#lastWrite;
    this.#database.close();
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
  if (!/query exceeded timeout/i.test(String(error))) throw error;
  throw new Unavailable(
    "A statement ran for 30 s and the embedded engine stopped it: this machine is too busy for what was asked, or it was too much at once. Nothing was written. Try again when it is less busy, with less at once, or on a graph in Neo4j (NEO4J_URI).",
    {},
    { cause: error },
  );
}
