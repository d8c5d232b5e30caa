import { openEmbeddedGraph } from "../graph/embedded-graph.ts";
import type { Graph } from "../graph/graph.ts";
import { openNeo4jGraph } from "../graph/neo4j-graph.ts";
import type { Settings } from "./settings.ts";

/**
 * Opens the graph that the settings name. Whoever calls this closes it.
 * @throws Unavailable when the embedded graph's file cannot be opened; Neo4j may come up later
 */
export async function openGraph(settings: Pick<Settings, "graph" | "statementTimeLimitMs">): Promise<Graph> {
  const { graph, statementTimeLimitMs: timeLimitMs } = settings;
  return graph.kind === "neo4j"
    ? openNeo4jGraph({ ...graph, timeLimitMs })
    : openEmbeddedGraph({ file: graph.file, timeLimitMs });
}
