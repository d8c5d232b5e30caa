import type { ContenderName } from "./contenders/contender.ts";
import { type Effort, type Mode, modes } from "./measure.ts";

export interface RunEffort extends Effort {
  /** How many Englands Neo4j holds, a server for each; and the embedded engine. The first is 1. */
  readonly neo4jSizes: readonly number[];
  readonly embeddedSizes: readonly number[];
  readonly onNeo4j: readonly ContenderName[];
  readonly modes: readonly Mode[];
  /** The works that are left out where none are named, by their ids; and out of what clients mix. */
  readonly without: readonly string[];
  readonly freshShapes: number;
  /** Seconds under load for each contender. */
  readonly loadSeconds: number;
  /**
   * Whether the works are timed from the last to the first: a Neo4j that has just started needs half a minute of any work
   * before it is as fast as it gets at the longest statements, which are of the first.
   */
  readonly lastFirst: boolean;
  /** What a reader of its results has to know of it. */
  readonly caution: string;
}

/** What each kind of run takes on. A hundred Englands are loaded for some minutes, and take the embedded engine 7 GB. */
export const efforts = {
  quick: {
    turns: 4,
    turnMs: 100,
    warmMs: 1_000,
    warmAgainMs: 1_500,
    workMs: 1_000,
    neo4jSizes: [1],
    embeddedSizes: [1],
    onNeo4j: ["neo4j", "peer"],
    modes: ["over HTTP"],
    // What takes longest, what has no target, and what says little of few asked.
    without: ["a", "c", "e", "f2", "g1", "g2", "j", "k"],
    freshShapes: 20,
    loadSeconds: 5,
    lastFirst: true,
    caution:
      "Neo4j was started a minute before and is not as fast yet as it gets, least of all at one cluster, of which the statement is the longest: a whole run finds this server further ahead of the peer.",
  },
  whole: {
    turns: 10,
    turnMs: 200,
    warmMs: 2_000,
    warmAgainMs: 2_000,
    workMs: 10_000,
    neo4jSizes: [1, 10],
    embeddedSizes: [1, 10, 100],
    onNeo4j: ["neo4j", "replica", "peer"],
    modes,
    without: [],
    freshShapes: 200,
    loadSeconds: 60,
    lastFirst: false,
    caution: "",
  },
} as const satisfies Record<string, RunEffort>;
