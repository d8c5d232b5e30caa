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

const usual = {
  turns: 10,
  turnMs: 200,
  workMs: 10_000,
  neo4jSizes: [1, 10],
  embeddedSizes: [1, 10],
  freshShapes: 200,
  loadSeconds: 60,
  coldStarts: true,
} as const;

/** What each kind of run takes on. Loading a hundred Englands takes many minutes and gigabytes, and stands in `full`. */
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
  usual,
  full: { ...usual, embeddedSizes: [1, 10, 100] },
} as const satisfies Record<string, RunEffort>;
