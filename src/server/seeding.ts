import { basename, resolve } from "node:path";
import { pastOf } from "../graph/embedded/file-past.ts";
import { BadUserInput, Unavailable } from "../model/errors.ts";
import type { GraphSettings, Settings } from "./settings.ts";

/** What a server does about a graph that holds nothing: fills it, or says why not. */
export type Seeding =
  | { readonly kind: "fill"; readonly seed: "demonstration" | "facts" }
  | { readonly kind: "leave"; readonly why: string };

/**
 * Without SEED, only a file that never held anything is filled: what was lost must not become a made-up England.
 * It looks at the disk, so it is asked before the graph is opened.
 * @throws Unavailable where the graph's file is gone and nobody asked for a new one
 */
export function seedingOf({ graph, seed, readOnly }: Pick<Settings, "graph" | "seed" | "readOnly">): Seeding {
  const past = graph.kind === "embedded" ? pastOf(graph.file) : null;
  const leave = (why: string): Seeding => ({ kind: "leave", why });
  if (seed === "demonstration" || seed === "facts") return { kind: "fill", seed };
  if (past === "missing") throw missingFile(graph);
  if (past === "never" && readOnly) throw absentFile(graph);
  if (readOnly) return leave("it is only read here (GRAPH_READ_ONLY=1)");
  if (seed === "none") return leave("it is not filled by itself (SEED=none)");
  if (past === null) return leave("a graph in Neo4j is filled only where SEED says with what");
  if (past === "there") return leave("it is not new, so that what it held may be lost");
  return { kind: "fill", seed: "demonstration" };
}

/** A file that was there, by what is left beside it. */
export const missingFile = (graph: GraphSettings): Unavailable =>
  new Unavailable(
    `${placeOf(graph)}: there is no graph at ${pathOf(graph)}, and something was written to it before, by what lies beside it. Nothing was made in its place. Put it back where it was, or restore the last backup: "commissioning restore england.backup.jsonl.gz"; SEED=demonstration begins anew with the demonstration graph.`,
  );

/** A name that is mistyped is not to become an empty graph, in which nothing contradicts anything. */
export const absentFile = (graph: GraphSettings): BadUserInput =>
  new BadUserInput(
    `${placeOf(graph)}: there is no graph at ${pathOf(graph)}. Expected a file that this program wrote, such as GRAPH_FILE=.data/commissioning.grafeo; serve, seed, import and restore make one. Nothing was made.`,
  );

/** A graph without any organisation, for whoever runs a command. */
export const emptyGraph = (graph: GraphSettings): BadUserInput =>
  new BadUserInput(emptyAt(`at ${pathOf(graph)}`));

/**
 * A graph without any organisation, for clients of a server too: so without folders.
 * @param why the server leaves it as it is; null where it held something when the server was started
 */
export const emptySentence = (graph: GraphSettings, why: string | null = null): string =>
  emptyAt(graph.kind === "neo4j" ? "in Neo4j" : `in ${basename(graph.file)}`, why);

function emptyAt(place: string, why: string | null = null): string {
  return `The graph ${place} holds nothing${why === null ? "" : `: ${why}`}. Fill it with "commissioning restore" and a backup, with "commissioning import", or with "commissioning seed" for the demonstration graph.`;
}

export const fillingSentence = (seed: "demonstration" | "facts"): string =>
  seed === "demonstration"
    ? "The graph holds nothing: it is filled with the demonstration graph, most of which is made up (SEED=none fills nothing)."
    : "The graph holds nothing: it is filled with the published facts of the demonstration graph (SEED=facts).";

const pathOf = (graph: GraphSettings): string => {
  if (graph.kind === "neo4j") return graph.uri;
  return graph.file === ":memory:" ? graph.file : resolve(graph.file);
};
const placeOf = (graph: GraphSettings): string =>
  graph.kind === "neo4j" ? "NEO4J_URI" : `GRAPH_FILE=${graph.file}`;
