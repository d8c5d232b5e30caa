import type { Graph } from "../graph/graph.ts";
import { readOnlyGraph } from "../graph/read-only-graph.ts";
import type { Turns } from "../graph/work.ts";
import { Unavailable } from "../model/errors.ts";
import { findCommandSocket } from "./commands/socket-file.ts";
import type { Settings } from "./settings.ts";

/** Who is told of what nobody asked for. */
export interface OpeningNotices {
  /** Told of what goes wrong in the embedded engine while nobody waits for it. */
  readonly onFault?: (error: unknown) => void;
  /** Told what was done to a graph that an older program wrote: with Neo4j before its first statement. */
  readonly onCarriedForward: (sentence: string) => void;
}

/**
 * Opens the graph that the settings name. Whoever calls this closes it.
 * @param turns in which the embedded engine's rows are read
 * @throws Unavailable when the embedded graph's file cannot be opened; Neo4j may come up later
 */
export async function openGraph(
  settings: Pick<Settings, "graph" | "statementTimeLimitMs"> & Partial<Pick<Settings, "readOnly">>,
  notices: OpeningNotices,
  turns?: Turns,
): Promise<Graph> {
  const graph = await openEngine(settings, notices, turns);
  return settings.readOnly ? readOnlyGraph(graph) : graph;
}

async function openEngine(
  { graph, statementTimeLimitMs: timeLimitMs, readOnly = false }: Parameters<typeof openGraph>[0],
  notices: OpeningNotices,
  turns: Turns | undefined,
): Promise<Graph> {
  // Each engine is loaded where it is opened: a command starts in half the time without the other.
  if (graph.kind === "neo4j") {
    const { openNeo4jGraph } = await import("../graph/neo4j-graph.ts");
    const { onCarriedForward } = notices;
    return openNeo4jGraph({ ...graph, timeLimitMs, readOnly, onCarriedForward });
  }
  const { openEmbeddedGraph } = await import("../graph/embedded-graph.ts");
  try {
    const how = { file: graph.file, timeLimitMs, readOnly };
    return await openEmbeddedGraph({ ...how, ...notices, ...(turns && { turns }) });
  } catch (error) {
    throw await namingHolder(error, graph.file);
  }
}

/** Where a server has the file, who that is. */
async function namingHolder(error: unknown, file: string): Promise<unknown> {
  if (!(error instanceof Unavailable) || error.details.inUse !== true) return error;
  const found = await findCommandSocket(file);
  if (found.kind !== "found") return error;
  const holder = found.socket;
  return new Unavailable(
    `GRAPH_FILE=${file} is held by the server at ${holder.url} (process ${holder.pid}, since ${holder.since}): ask that one, stop it, or give this one a file of its own with GRAPH_FILE.`,
    error.details,
    { cause: error },
  );
}
