import { type Effort, type Mode, modes } from "./measure.ts";

export interface RunEffort extends Effort {
  /** How many Englands Neo4j holds, a server for each; and the embedded engine. The first is 1. */
  readonly neo4jSizes: readonly number[];
  readonly embeddedSizes: readonly number[];
  readonly modes: readonly Mode[];
  /** The works that are left out where none are named, by their ids. */
  readonly without: readonly string[];
  readonly freshShapes: number;
  /** Seconds under load for each contender. */
  readonly loadSeconds: number;
}

/** What each kind of run takes on. A hundred Englands are loaded for some minutes, and take the embedded engine 7 GB. */
export const efforts = {
  quick: {
    turns: 2,
    turnMs: 50,
    warmMs: 200,
    workMs: 2_000,
    neo4jSizes: [1],
    embeddedSizes: [1],
    modes: ["over HTTP"],
    // What takes longest, and what says little of few asked.
    without: ["e", "f2", "g2", "j", "k"],
    freshShapes: 20,
    loadSeconds: 3,
  },
  whole: {
    turns: 10,
    turnMs: 200,
    warmMs: 2_000,
    workMs: 10_000,
    neo4jSizes: [1, 10],
    embeddedSizes: [1, 10, 100],
    modes,
    without: [],
    freshShapes: 200,
    loadSeconds: 60,
  },
} as const satisfies Record<string, RunEffort>;
