import { closeSync, existsSync, fdatasyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import grafeo, { type GrafeoDB, type Transaction } from "@grafeo-db/js";
import type { Change, Contents, Fact, Organisation, Rows } from "./rows.ts";
import { type OpenOptions, type Store, type StoreKind, sorted } from "./store.ts";

interface Additions {
  /** The size of its log at which it checkpoints of itself. */
  readonly walBytes?: number;
  /** Bring the log to the disk before a change is acknowledged, which the engine does only now and then. */
  readonly synced?: true;
}

/** The engine of the product, and what can be added to it. */
export const grafeoKind = (title: string, { walBytes, synced }: Additions = {}): StoreKind => ({
  title,
  async open(file, options = {}) {
    const database = openFile(file, options);
    if (walBytes !== undefined && !options.readOnly) database.setCheckpointTriggers({ walBytes });
    if (!options.readOnly) for (const statement of schema) await database.executeCypher(statement);
    return new GrafeoStore(database, synced ? () => syncLog(file) : () => {});
  },
});

function openFile(file: string, { readOnly, salvage }: OpenOptions): GrafeoDB {
  if (readOnly) return grafeo.GrafeoDB.openReadOnly(file);
  if (salvage) return grafeo.GrafeoDB.create(file, { walSalvage: true });
  return existsSync(file) ? grafeo.GrafeoDB.open(file) : grafeo.GrafeoDB.create(file);
}

/** Through a descriptor of its own: what is written to a file is brought to the disk whoever wrote it. */
function syncLog(file: string): void {
  const folder = `${file}.wal`;
  const logs = readdirSync(folder)
    .filter((name) => name.endsWith(".log"))
    .sort();
  const handle = openSync(join(folder, logs.at(-1) ?? ""), "r");
  fdatasyncSync(handle);
  closeSync(handle);
}

const schema = [
  "CREATE INDEX organisation_code IF NOT EXISTS FOR (n:Organisation) ON (n.code)",
  "CREATE INDEX change_number IF NOT EXISTS FOR (n:Change) ON (n.number)",
];
const organisationsIn = `UNWIND $rows AS row CREATE (:Organisation {code: row.code, kind: row.kind, name: row.name,
  body: row.body, checksum: row.checksum})`;
const factsIn = `UNWIND $rows AS row MATCH (a:Organisation {code: row.from}) MATCH (b:Organisation {code: row.to})
CREATE (a)-[:FACT {factId: row.factId, kind: row.kind, body: row.body, checksum: row.checksum}]->(b)`;
const batch = 5_000;

class GrafeoStore implements Store {
  readonly #database: GrafeoDB;
  readonly #sync: () => void;

  constructor(database: GrafeoDB, sync: () => void) {
    this.#database = database;
    this.#sync = sync;
  }

  async load(rows: Rows): Promise<void> {
    const transaction = this.#database.beginTransaction();
    await this.#write(transaction, rows);
    transaction.commit();
  }

  async append(change: Change): Promise<void> {
    const transaction = this.#database.beginTransaction();
    await this.#write(transaction, change);
    const { number, record } = change;
    await transaction.executeCypher("CREATE (:Change {number: $number, record: $record})", {
      number,
      record,
    });
    transaction.commit();
    this.#sync();
  }

  async #write(transaction: Transaction, { organisations, facts }: Rows): Promise<void> {
    for (let at = 0; at < organisations.length; at += batch) {
      await transaction.executeCypher(organisationsIn, { rows: organisations.slice(at, at + batch) });
    }
    for (let at = 0; at < facts.length; at += batch) {
      await transaction.executeCypher(factsIn, { rows: facts.slice(at, at + batch) });
    }
  }

  async contents(): Promise<Contents> {
    const organisations = await this.#ask<Organisation>(
      "MATCH (o:Organisation) RETURN o.code AS code, o.kind AS kind, o.name AS name, o.body AS body, o.checksum AS checksum",
    );
    const facts = await this.#ask<Fact>(
      "MATCH (a:Organisation)-[f:FACT]->(b) RETURN f.factId AS factId, a.code AS `from`, b.code AS `to`, f.kind AS kind, f.body AS body, f.checksum AS checksum",
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
      `MATCH (c:Organisation {code: $code})<-[f:FACT]-(p:Organisation) WHERE f.kind = "MEMBERSHIP"
MATCH (p)<-[g:FACT]-(m:Organisation) WHERE g.kind = "MEMBERSHIP" RETURN count(m.name) AS n`,
      { code },
    );
    return Number(row?.n);
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  async #ask<Row>(cypher: string, params: object = {}): Promise<Row[]> {
    return (await this.#database.executeCypher(cypher, params)).toArray() as Row[];
  }
}
