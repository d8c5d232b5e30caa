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

/**
 * What each kind of run takes on: `usual` has every work and the sizes 1 and 10 in less than twenty minutes on two
 * cores; loading a hundred Englands takes minutes and gigabytes, and stands in `full`.
 */
export const efforts = {
  quick: {
    turns: 3,
    turnMs: 60,
    neo4jSizes: [1],
    embeddedSizes: [1],
    freshShapes: 20,
    loadSeconds: 6,
    coldStarts: false,
  },
  usual: {
    turns: 10,
    turnMs: 200,
    neo4jSizes: [1, 10],
    embeddedSizes: [1, 10],
    freshShapes: 200,
    loadSeconds: 60,
    coldStarts: true,
  },
  full: {
    turns: 20,
    turnMs: 300,
    neo4jSizes: [1, 10],
    embeddedSizes: [1, 10, 100],
    freshShapes: 200,
    loadSeconds: 60,
    coldStarts: true,
  },
} as const satisfies Record<string, RunEffort>;
