import type { FastifyBaseLogger } from "fastify";
import type { Graph } from "../graph/graph.ts";
import type { Turns } from "../graph/work.ts";
import { type SnapshotGraph, withSnapshot } from "../snapshot/snapshot-graph.ts";
import type { Settings } from "./settings.ts";

/** A graph with a snapshot of as many facts as the settings allow, which tells the log what becomes of it. */
export function withLoggedSnapshot(
  graph: Graph,
  {
    snapshotMaxFacts,
    snapshotMaxStalenessMs,
    graph: { kind },
  }: Pick<Settings, "snapshotMaxFacts" | "snapshotMaxStalenessMs" | "graph">,
  turns: Turns,
  log: () => FastifyBaseLogger,
): SnapshotGraph {
  return withSnapshot(graph, {
    turns,
    maxFacts: snapshotMaxFacts,
    // The file of the embedded engine admits no other process.
    maxStalenessMs: kind === "embedded" ? Infinity : snapshotMaxStalenessMs,
    onCurrent: ({ revision, facts }, milliseconds) =>
      log().debug(
        { revision, facts, milliseconds: Math.round(milliseconds) },
        "The snapshot of the graph in this process is up to date.",
      ),
    onTooLarge: () =>
      log().warn(
        `The graph holds more than ${snapshotMaxFacts.toLocaleString("en-GB")} facts (SNAPSHOT_MAX_FACTS): reads are answered by the engine, without a snapshot in this process.`,
      ),
    onFailed: (err) => log().warn({ err }, "The snapshot of the graph could not be brought up to date yet."),
  });
}
