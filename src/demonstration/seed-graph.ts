import type { Graph, Transaction } from "../graph/graph.ts";
import { record } from "../graph/recorder.ts";
import { graphSchemaVersion } from "../graph/statements/graph-schema.ts";
import { recordPathfinderCounts } from "../graph/statements/pathfinder-counts.ts";
import { countOrganisations, describeDataset } from "../graph/statements/recording.ts";
import { keyOfAuthor, newKey, runAgain } from "../graph/write-key.ts";
import { type Author, programItself } from "../model/audit.ts";
import { Conflict } from "../model/errors.ts";
import { buildSeed, type SeedOptions } from "./build-seed.ts";
import { datasetStart, referenceDate, type Seed } from "./seed.ts";

export interface SeedGraphOptions extends SeedOptions {
  /** Who asked for it, for the audit log; the program itself where absent. */
  readonly by?: Pick<Author, "who" | "requestId">;
  /** Told how many of all rows are written. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What was written. */
export interface SeedReport {
  readonly sources: number;
  readonly organisations: number;
  readonly facts: number;
  readonly corrections: number;
  readonly pathfinderCounts: number;
}

/**
 * Loads the demonstration graph in one transaction: all of it, or nothing.
 * @throws Conflict when the graph holds organisations already
 */
export async function seedGraph(graph: Graph, options: SeedGraphOptions): Promise<SeedReport> {
  const seed = buildSeed(options);
  const reason = "The demonstration graph.";
  const author: Author = {
    ...programItself,
    ...options.by,
    action: "SEED",
    reason,
    idempotency: newKey(reason),
  };
  await graph.write(
    async (transaction) => {
      await refuseUnlessEmpty(transaction);
      await write(transaction, seed, author, options);
      return "written";
    },
    { key: keyOfAuthor(author, runAgain("the seed")) },
  );
  return {
    sources: seed.sources.length,
    organisations: seed.organisations.length,
    facts: allFacts(seed),
    corrections: seed.corrections.length,
    pathfinderCounts: seed.pathfinderCounts.length,
  };
}

async function refuseUnlessEmpty(transaction: Transaction): Promise<void> {
  const [count = 0] = await transaction.run(countOrganisations, {});
  if (count === 0) return;
  throw new Conflict(
    `The graph already holds ${count} organisations: a seed is loaded into an empty one only, such as GRAPH_FILE=.data/england.grafeo.`,
    { organisations: count },
  );
}

async function write(
  transaction: Transaction,
  seed: Seed,
  author: Author,
  options: SeedGraphOptions,
): Promise<void> {
  const retracted = seed.corrections.reduce((sum, correction) => sum + correction.retracted.length, 0);
  const total = seed.organisations.length + allFacts(seed) + retracted;
  let done = 0;
  const progress = (rows: number) => {
    done += rows;
    options.onProgress?.(done, total);
  };
  await transaction.run(describeDataset, { properties: datasetProperties(options) });
  await transaction.run(recordPathfinderCounts, { rows: seed.pathfinderCounts });
  const { sources, organisations, facts } = seed;
  await record(transaction, { sources, organisations, facts }, datasetStart, author, progress);
  for (const correction of seed.corrections) {
    const reason = "What the demonstration graph learned later, to show a corrected belief.";
    await record(transaction, correction, correction.recordedAt, { ...author, reason }, progress);
  }
}

function allFacts(seed: Seed): number {
  return seed.facts.length + seed.corrections.reduce((sum, correction) => sum + correction.facts.length, 0);
}

function datasetProperties(options: SeedOptions): Record<string, unknown> {
  return {
    referenceDate,
    from: "2010-01-01",
    to: "2013-12-31",
    financialYear: "2011/12",
    synthetic: !options.factsOnly,
    schemaVersion: graphSchemaVersion,
  };
}
