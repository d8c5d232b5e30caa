import { resolve } from "node:path";
import type { Graph } from "../../graph/graph.ts";
import { BadUserInput, Unavailable } from "../../model/errors.ts";
import { openGraph } from "../../server/open-graph.ts";
import { type GraphSettings, readSettings } from "../../server/settings.ts";
import { type CommandContext, pathFrom, say } from "../command-context.ts";
import { filesToMake, removeFiles } from "../made-files.ts";
import { sayFailure } from "../report-failure.ts";

/** A graph beside the one of the settings, and the words it was named in. */
export interface Target {
  readonly graph: Graph;
  readonly place: string;
}

/**
 * Opens the graph that a user names, and closes it after the work. A file that was made for it goes again where the work fails.
 * @throws BadUserInput when it is the graph of the settings, or no place of a graph; Unavailable when it cannot be opened
 */
export async function withTarget<T>(
  context: CommandContext,
  place: string,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const { graph: own, statementTimeLimitMs } = context.settings();
  const settings = placeOf(context, place);
  if (isSame(context, own, settings)) {
    throw new BadUserInput(
      `${place} is the graph itself: expected another, such as copy.grafeo or neo4j://localhost:7687.`,
    );
  }
  const made = filesToMake(settings);
  const onCarriedForward = (sentence: string) => say(context, `${place}: ${sentence}`);
  const graph = await openGraph({ graph: settings, statementTimeLimitMs }, { onCarriedForward });
  let answer: T;
  try {
    await reach(graph, place);
    answer = await work({ graph, place });
  } catch (error) {
    // What went wrong first is what is told.
    await graph.close().catch(() => {});
    await removeFiles(made);
    throw error;
  }
  // What was done is done.
  await graph.close().catch((error: unknown) => sayFailure(error, context));
  return answer;
}

/** @throws BadUserInput */
function placeOf(context: CommandContext, place: string): GraphSettings {
  if (/^[a-z0-9+]+:\/\//i.test(place)) return neo4jAt(context, place);
  if (place === ":memory:") {
    throw new BadUserInput(
      "A graph in memory is gone when the command ends: expected a file, such as copy.grafeo.",
    );
  }
  return { kind: "embedded", file: pathFrom(context, place) };
}

function neo4jAt({ env, place: runs }: CommandContext, place: string): GraphSettings {
  if (runs === "in the server") {
    throw new BadUserInput(
      `${place} needs NEO4J_PASSWORD, and no secret is sent to the server that holds the graph's file. Stop that server for the move, or go by a backup: "commissioning backup england.backup.jsonl.gz", then "NEO4J_URI=${place} commissioning restore england.backup.jsonl.gz".`,
    );
  }
  try {
    return readSettings({ ...env, NEO4J_URI: place }).graph;
  } catch (error) {
    if (!(error instanceof BadUserInput)) throw error;
    // In the words of whoever gave it.
    throw new BadUserInput(error.message.replaceAll("NEO4J_URI", "--to"), error.details, { cause: error });
  }
}

function isSame({ cwd }: CommandContext, a: GraphSettings, b: GraphSettings): boolean {
  if (a.kind === "neo4j") return b.kind === "neo4j" && a.uri === b.uri && a.database === b.database;
  return b.kind === "embedded" && a.file !== ":memory:" && resolve(cwd, a.file) === resolve(cwd, b.file);
}

async function reach(graph: Graph, place: string): Promise<void> {
  try {
    await graph.checkHealth();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    throw new Unavailable(
      `${place} cannot be reached, or refuses the user: expected a Neo4j that runs, and its NEO4J_USER and NEO4J_PASSWORD. Nothing was moved.`,
      error.details,
      { cause: error },
    );
  }
}
