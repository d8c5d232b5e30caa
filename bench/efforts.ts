import type { Effort } from "./measure.ts";

export interface RunEffort extends Effort {
  /** How many Englands Neo4j holds, a server for each; and the embedded engine. The first is 1. */
  readonly neo4jSizes: readonly number[];
  readonly embeddedSizes: readonly number[];
  readonly freshShapes: number;
  /** Seconds under load for each contender. */
  readonly loadSeconds: number;
  readonly coldStarts: boolean;
}

/** What each kind of run takes on. Loading a hundred Englands takes minutes and gigabytes: `quick` knows one alone. */
export const efforts = {
  quick: {
    turns: 3,
    turnMs: 60,
    workMs: 2_000,
    neo4jSizes: [1],
    embeddedSizes: [1],
    freshShapes: 20,
    loadSeconds: 6,
    coldStarts: false,
  },
  whole: {
    turns: 10,
    turnMs: 200,
    workMs: 15_000,
    neo4jSizes: [1, 10],
    embeddedSizes: [1, 10, 100],
    freshShapes: 200,
    loadSeconds: 60,
    coldStarts: true,
  },
} as const satisfies Record<string, RunEffort>;
