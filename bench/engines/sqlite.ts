import { createRequire } from "node:module";
import type { Change, Contents, Fact, Organisation, Rows } from "./rows.ts";
import type { Store, StoreKind } from "./store.ts";

const require = createRequire(import.meta.url);

type Value = string | number;
interface Sql {
  exec(sql: string): void;
  run(sql: string, values: readonly Value[]): void;
  all<Row>(sql: string, values?: readonly Value[]): Row[];
  close(): void;
}

interface Prepared {
  run(values: readonly Value[]): unknown;
  all(values: readonly Value[]): unknown[];
  finalize?(): void;
}
interface SqlDatabase {
  exec(sql: string): void;
  prepare(sql: string): Prepared;
  close(): void;
}
type SqlClass = new (file: string, options: Record<string, boolean>) => SqlDatabase;

/** better-sqlite3: SQLite itself, compiled for this machine, with a write-ahead log. */
export const sqlite: StoreKind = {
  title: "SQLite (better-sqlite3)",
  async open(file, { readOnly = false } = {}) {
    const database = new (require("better-sqlite3") as SqlClass)(file, { readonly: readOnly });
    if (!readOnly) database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    return new SqliteStore(sqlOf(database), readOnly);
  },
};

/** node-sqlite3-wasm: no native code, and so no shared memory and no write-ahead log, but a rollback journal. */
export const sqliteWasm: StoreKind = {
  title: "SQLite (WASM)",
  lockOf: (file) => `${file}.lock`,
  async open(file, { readOnly = false } = {}) {
    const { Database } = require("node-sqlite3-wasm") as { Database: SqlClass };
    const database = new Database(file, { readOnly });
    if (!readOnly) database.exec("PRAGMA synchronous = FULL;");
    return new SqliteStore(sqlOf(database), readOnly);
  },
};

function sqlOf(database: SqlDatabase): Sql {
  const prepared = new Map<string, Prepared>();
  const of = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return {
    exec: (sql) => database.exec(sql),
    run: (sql, values) => void of(sql).run(values),
    all: <Row>(sql: string, values: readonly Value[] = []) => of(sql).all(values) as Row[],
    close() {
      for (const statement of prepared.values()) statement.finalize?.();
      database.close();
    },
  };
}

const schema = `
CREATE TABLE IF NOT EXISTS organisation (code TEXT PRIMARY KEY, kind TEXT, name TEXT, body TEXT, checksum INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (factId TEXT PRIMARY KEY, "from" TEXT, "to" TEXT, kind TEXT, body TEXT, checksum INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fact_from ON fact ("from");
CREATE INDEX IF NOT EXISTS fact_to ON fact ("to");
CREATE TABLE IF NOT EXISTS change (number INTEGER PRIMARY KEY, record TEXT);`;

class SqliteStore implements Store {
  readonly #sql: Sql;

  constructor(sql: Sql, readOnly: boolean) {
    this.#sql = sql;
    if (!readOnly) sql.exec(schema);
  }

  async load(rows: Rows): Promise<void> {
    this.#inTransaction(() => this.#write(rows));
  }

  async append(change: Change): Promise<void> {
    this.#inTransaction(() => {
      this.#write(change);
      this.#sql.run("INSERT INTO change VALUES (?, ?)", [change.number, change.record]);
    });
  }

  #inTransaction(work: () => void): void {
    this.#sql.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#sql.exec("COMMIT");
    } catch (error) {
      try {
        this.#sql.exec("ROLLBACK");
      } catch {
        // A full disk has ended the transaction already.
      }
      throw error;
    }
  }

  #write({ organisations, facts }: Rows): void {
    for (const { code, kind, name, body, checksum } of organisations) {
      this.#sql.run("INSERT INTO organisation VALUES (?, ?, ?, ?, ?)", [code, kind, name, body, checksum]);
    }
    for (const { factId, from, to, kind, body, checksum } of facts) {
      this.#sql.run("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?)", [factId, from, to, kind, body, checksum]);
    }
  }

  async contents(): Promise<Contents> {
    return {
      organisations: this.#sql.all<Organisation>("SELECT * FROM organisation ORDER BY code"),
      facts: this.#sql.all<Fact>("SELECT * FROM fact ORDER BY factId"),
      changes: this.#sql.all<Contents["changes"][number]>("SELECT * FROM change ORDER BY number"),
    };
  }

  async point(code: string): Promise<string | null> {
    const [row] = this.#sql.all<{ name: string }>("SELECT name FROM organisation WHERE code = ?", [code]);
    return row?.name ?? null;
  }

  async nested(code: string): Promise<number> {
    const [row] = this.#sql.all<{ n: number }>(
      `SELECT count(m.name) AS n FROM fact f JOIN fact g ON g."to" = f."from" AND g.kind = 'MEMBERSHIP'
       JOIN organisation m ON m.code = g."from" WHERE f."to" = ? AND f.kind = 'MEMBERSHIP'`,
      [code],
    );
    return Number(row?.n);
  }

  async close(): Promise<void> {
    this.#sql.close();
  }
}
