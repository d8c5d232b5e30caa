import { textOf } from "../graph/audit-chain.ts";
import { BatchSize } from "../graph/batch-size.ts";
import type { Statement, Transaction } from "../graph/graph.ts";
import { acquireWriteLock } from "../graph/recorder.ts";
import { type AuditHead, storedAudit } from "../graph/statements/audit.ts";
import {
  countStored,
  recordFormerDescriptions,
  removeStored,
  replaceDataset,
  restoreAuditRecords,
} from "../graph/statements/backup.ts";
import { recordEditions } from "../graph/statements/editions.ts";
import { recordPathfinderCounts } from "../graph/statements/pathfinder-counts.ts";
import { recordFacts, recordOrganisations, recordSources } from "../graph/statements/recording.ts";
import { storedFact } from "../graph/statements/stored.ts";
import { storedFormer, storedHistory } from "../graph/statements/stored-history.ts";
import { Conflict } from "../model/errors.ts";
import type { LoggedFact } from "../model/facts.ts";
import type { DatasetDescription, RecordType, StoredRecord } from "./record.ts";

/**
 * Keeps other writers waiting, and makes sure that the graph holds nothing that a backup holds.
 * @param replace take away what it holds, rather than refuse
 * @returns where its log stood; null where it was empty
 * @throws Conflict when it holds something and may not be replaced
 */
export async function clearGraph(transaction: Transaction, replace: boolean): Promise<AuditHead | null> {
  const head = await acquireWriteLock(transaction);
  const counts = await transaction.run(countStored, {});
  const nodes = counts.reduce((sum, { count }) => sum + count, 0);
  if (nodes === 0 && head.revision === 0) return null;
  if (!replace) {
    const organisations = counts.find(({ label }) => label === "Organisation")?.count ?? 0;
    throw new Conflict(
      `The graph is not empty: it holds ${organisations} organisations, at revision ${head.revision}. Expected an empty one, such as GRAPH_FILE=.data/restored.grafeo, or --replace to put the other in its place.`,
      { organisations, revision: head.revision },
    );
  }
  for (const statement of removeStored) await transaction.run(statement, {});
  return head;
}

type Rows<Row> = Statement<{ readonly rows: readonly Row[] }, number>;
interface Waiting {
  readonly rows: unknown[];
  readonly write: (rows: readonly unknown[]) => Promise<number[]>;
}

/** Writes records into an empty graph, in the order in which they come. */
export class Loader {
  readonly #transaction: Transaction;
  readonly #size = new BatchSize();
  readonly #waiting = new Map<string, Waiting>();
  #former: Record<string, unknown>[] = [];
  #type: RecordType = "dataset";
  #dataset: DatasetDescription = {};

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  async take(record: StoredRecord): Promise<void> {
    // What comes next refers to what came before.
    if (record.type !== this.#type) await this.#flush();
    this.#type = record.type;
    const { type, value } = record;
    switch (type) {
      case "dataset":
        this.#dataset = value;
        return;
      case "source":
        return this.#add(recordSources, value);
      case "pathfinderCount":
        return this.#add(recordPathfinderCounts, value);
      case "organisation":
        this.#former.push(...storedFormer(value));
        return this.#add(recordOrganisations(value.kind), storedHistory(value));
      case "fact":
        return this.#add(recordFacts(value.kind), rowOf(value));
      case "edition":
        return this.#add(recordEditions, value);
      case "audit":
        return this.#add(restoreAuditRecords, storedAudit(value, textOf(value)));
      default:
        return type satisfies never;
    }
  }

  /** Writes what waits, and where the log stands. @param schemaVersion that the records were written with */
  async end({ revision, recordedAt, sequence, hash }: AuditHead, schemaVersion: number): Promise<void> {
    await this.#flush();
    const head = { revision, recordedAt, auditSequence: sequence, auditHash: hash };
    const own = { code: "dataset", held: true, schemaVersion };
    await this.#transaction.run(replaceDataset, { properties: { ...this.#dataset, ...own, ...head } });
  }

  async #add<Row>(statement: Rows<Row>, row: Row): Promise<void> {
    const waiting = this.#waiting.get(statement.name) ?? {
      rows: [],
      write: (rows) => this.#transaction.run(statement, { rows: rows as readonly Row[] }),
    };
    this.#waiting.set(statement.name, waiting);
    waiting.rows.push(row);
    if (waiting.rows.length < this.#size.rows) return;
    const started = performance.now();
    await this.#flush();
    this.#size.took(performance.now() - started);
  }

  async #flush(): Promise<void> {
    for (const { rows, write } of this.#waiting.values()) await written(rows.length, write(rows));
    this.#waiting.clear();
    const rows = this.#former;
    this.#former = [];
    if (rows.length > 0) {
      await written(rows.length, this.#transaction.run(recordFormerDescriptions, { rows }));
    }
  }
}

async function written(expected: number, answer: Promise<number[]>): Promise<void> {
  const [count = 0] = await answer;
  if (count !== expected) throw new Error(`${count} of ${expected} rows were written: an end is missing.`);
}

const rowOf = (fact: LoggedFact): Record<string, unknown> => ({
  from: fact.from,
  to: "to" in fact ? fact.to : null,
  fact: storedFact(fact),
});
