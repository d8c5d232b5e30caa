import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { seedGraph } from "../../src/import/seed/seed-graph.ts";

/** The demonstration graph, in memory. Whoever opens it closes it. */
export async function openDemonstration(): Promise<Graph> {
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 60_000 });
  await seedGraph(graph, { factsOnly: false });
  return graph;
}
