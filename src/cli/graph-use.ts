import { pastOf } from "../graph/embedded/file-past.ts";
import type { Graph } from "../graph/graph.ts";
import { writesNothing } from "../graph/read-only-graph.ts";
import { auditHead } from "../graph/statements/audit.ts";
import { organisationsIn } from "../server/readiness.ts";
import { absentFile, emptyGraph, missingFile } from "../server/seeding.ts";
import type { Settings } from "../server/settings.ts";
import { stoppableGraph } from "./stoppable-graph.ts";

/**
 * What a command wants of a graph, and so what becomes of one that is not there or holds nothing:
 * - "ask" refuses both, "read the log" one that was never written to, "look" one that is not there, for reading alone;
 * - "change" refuses one that is not there;
 * - "make" makes one that never was, "begin" also one in the place of one that is gone;
 * - "in memory" is for a trial run, which makes nothing.
 */
export type GraphUse = "ask" | "read the log" | "look" | "change" | "make" | "begin" | "in memory";

const writes: ReadonlySet<GraphUse> = new Set(["change", "make", "begin"]);

/**
 * The settings to open a graph by, for a use. Nothing is opened or made yet.
 * @throws BadUserInput, Unavailable or Forbidden with why it is not to be opened
 */
export function settingsFor(use: GraphUse, settings: Settings): Settings {
  if (settings.readOnly && writes.has(use)) throw writesNothing();
  const { graph } = settings;
  if (graph.kind === "neo4j" || graph.file === ":memory:") return settings;
  const past = pastOf(graph.file);
  if (past === "there" || past === "unfilled" || use === "begin") return settings;
  if (use === "in memory") return { ...settings, readOnly: false, graph: { ...graph, file: ":memory:" } };
  if (past === "missing") throw missingFile(graph);
  if (use === "make") return settings;
  throw absentFile(graph);
}

/**
 * An open graph for a command that may be stopped.
 * @throws BadUserInput where the graph holds nothing of what the use needs
 */
export async function graphFor(
  use: GraphUse,
  graph: Graph,
  { settings, signal }: { readonly settings: () => Settings; readonly signal: AbortSignal },
): Promise<Graph> {
  if ((use === "ask" || use === "read the log") && (await holdsNothing(graph, use))) {
    // What is missing was said when the graph was opened.
    throw emptyGraph(settings().graph);
  }
  return stoppableGraph(graph, signal);
}

/** A log without the organisations that it tells of is there to be read: somebody took them away. */
async function holdsNothing(graph: Graph, use: "ask" | "read the log"): Promise<boolean> {
  if ((await organisationsIn(graph)) > 0) return false;
  if (use === "ask") return true;
  const [head] = await graph.read(auditHead, {});
  return (head?.revision ?? 0) === 0 && !graph.missing;
}
