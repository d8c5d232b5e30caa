import { createRequire } from "node:module";
import type { Change, Contents, Fact, Organisation, Rows } from "./rows.ts";
import { type Store, type StoreKind, sorted } from "./store.ts";

const require = createRequire(import.meta.url);

interface Result {
  getAll(): Promise<Record<string, unknown>[]>;
  close(): void;
}
interface Connection {
  query(cypher: string): Promise<Result>;
  prepare(cypher: string): Promise<object>;
  execute(prepared: object, params: object): Promise<Result>;
  close(): Promise<void>;
}
interface Database {
  init(): Promise<void>;
  close(): Promise<void>;
}
interface Ladybug {
  readonly Database: new (...settings: unknown[]) => Database;
  readonly Connection: new (database: Database, threads?: number) => Connection;
}

/** By itself it takes four fifths of the memory. */
const bufferBytes = 512 * 2 ** 20;
const maxBytes = 2 ** 34;

export const ladybug: StoreKind = {
  title: "LadybugDB",
  async open(file, { readOnly = false, salvage = false } = {}) {
    const { Database, Connection } = require("@ladybugdb/core") as Ladybug;
    const database = new Database(file, bufferBytes, true, readOnly, maxBytes, true, -1, !salvage, true);
    await database.init();
    const store = new LadybugStore(database, new Connection(database, 2));
    if (!readOnly) await store.prepare();
    return store;
  },
};

const schema = [
  "CREATE NODE TABLE IF NOT EXISTS Organisation(code STRING PRIMARY KEY, kind STRING, name STRING, body STRING, checksum INT64)",
  "CREATE NODE TABLE IF NOT EXISTS Change(number INT64 PRIMARY KEY, record STRING)",
  "CREATE REL TABLE IF NOT EXISTS FACT(FROM Organisation TO Organisation, factId STRING, kind STRING, body STRING, checksum INT64)",
];
const organisationsIn = `UNWIND $rows AS row CREATE (:Organisation {code: row.code, kind: row.kind, name: row.name,
  body: row.body, checksum: row.checksum})`;
const factsIn = `UNWIND $rows AS row MATCH (a:Organisation {code: row.\`from\`}), (b:Organisation {code: row.\`to\`})
CREATE (a)-[:FACT {factId: row.factId, kind: row.kind, body: row.body, checksum: row.checksum}]->(b)`;
const batch = 5_000;

class LadybugStore implements Store {
  readonly #database: Database;
  readonly #connection: Connection;
  readonly #prepared = new Map<string, object>();

  constructor(database: Database, connection: Connection) {
    this.#database = database;
    this.#connection = connection;
  }

  async prepare(): Promise<void> {
    for (const statement of schema) (await this.#connection.query(statement)).close();
  }

  async load(rows: Rows): Promise<void> {
    await this.#inTransaction(() => this.#write(rows));
  }

  async append(change: Change): Promise<void> {
    const { number, record } = change;
    await this.#inTransaction(async () => {
      await this.#write(change);
      await this.#ask("CREATE (:Change {number: $number, record: $record})", { number, record });
    });
  }

  async #inTransaction(work: () => Promise<void>): Promise<void> {
    (await this.#connection.query("BEGIN TRANSACTION")).close();
    try {
      await work();
      (await this.#connection.query("COMMIT")).close();
    } catch (error) {
      await this.#connection.query("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  async #write({ organisations, facts }: Rows): Promise<void> {
    for (let at = 0; at < organisations.length; at += batch) {
      await this.#ask(organisationsIn, { rows: organisations.slice(at, at + batch) });
    }
    for (let at = 0; at < facts.length; at += batch) {
      await this.#ask(factsIn, { rows: facts.slice(at, at + batch) });
    }
  }

  async contents(): Promise<Contents> {
    const organisations = await this.#ask<Organisation>(
      "MATCH (o:Organisation) RETURN o.code AS code, o.kind AS kind, o.name AS name, o.body AS body, o.checksum AS checksum",
    );
    const facts = await this.#ask<Fact>(
      "MATCH (a:Organisation)-[f:FACT]->(b:Organisation) RETURN f.factId AS factId, a.code AS `from`, b.code AS `to`, f.kind AS kind, f.body AS body, f.checksum AS checksum",
    );
    const changes = await this.#ask<Contents["changes"][number]>(
      "MATCH (c:Change) RETURN c.number AS number, c.record AS record",
    );
    return {
      organisations: sorted(organisations, ({ code }) => code),
      facts: sorted(facts, ({ factId }) => factId),
      changes: sorted(changes, ({ number }) => number),
    };
  }

  async point(code: string): Promise<string | null> {
    const [row] = await this.#ask<{ name: string }>(
      "MATCH (o:Organisation {code: $code}) RETURN o.name AS name",
      { code },
    );
    return row?.name ?? null;
  }

  async nested(code: string): Promise<number> {
    const [row] = await this.#ask<{ n: number }>(
      `MATCH (c:Organisation {code: $code})<-[f:FACT]-(p:Organisation)<-[g:FACT]-(m:Organisation)
WHERE f.kind = "MEMBERSHIP" AND g.kind = "MEMBERSHIP" RETURN count(m.name) AS n`,
      { code },
    );
    return Number(row?.n);
  }

  async close(): Promise<void> {
    await this.#connection.close();
    await this.#database.close();
  }

  async #ask<Row>(cypher: string, params: object = {}): Promise<Row[]> {
    const prepared = this.#prepared.get(cypher) ?? (await this.#connection.prepare(cypher));
    this.#prepared.set(cypher, prepared);
    const result = await this.#connection.execute(prepared, params);
    const rows = await result.getAll();
    result.close();
    return rows as Row[];
  }
}
