import type { Instant } from "../model/dates.ts";
import type { NewFact } from "../model/facts.ts";
import { seedPathfinderCounts } from "./published/pathfinder-counts.ts";
import { published } from "./published/published.ts";
import { seedSources } from "./published/sources.ts";
import { datasetStart, type Seed, type SeedFact } from "./seed.ts";
import { synthetic } from "./synthetic/synthetic.ts";

export interface SeedOptions {
  /** Leave out everything that is made up. */
  readonly factsOnly: boolean;
}

/** The articles' news reaches the record clock at the first instant after their month; the day is in none of them. */
const learned = new Map<string, string>([
  ["A1", "2011-04-01T00:00:00.000Z"],
  ["A2", "2010-09-01T00:00:00.000Z"],
  ["A3", "2010-11-01T00:00:00.000Z"],
  ["A4", "2011-06-01T00:00:00.000Z"],
  ["A5", "2010-10-01T00:00:00.000Z"],
]);

/** Builds the demonstration graph, the same at every call. */
export function buildSeed(options: SeedOptions): Seed {
  const real = published();
  const madeUp = options.factsOnly ? null : synthetic(real);
  const sources = seedSources();
  return {
    sources: options.factsOnly ? sources.filter((source) => source.code !== "SYNTHETIC") : sources,
    organisations: [...real.organisations, ...(madeUp?.organisations ?? [])],
    facts: [...real.facts.map(withRecordTime), ...(madeUp?.facts ?? [])],
    corrections: madeUp?.corrections ?? [],
    pathfinderCounts: seedPathfinderCounts(),
  };
}

function withRecordTime(fact: NewFact): SeedFact {
  return { ...fact, recordedAt: (learned.get(fact.source) as Instant | undefined) ?? datasetStart };
}
