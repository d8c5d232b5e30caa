import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { GraphSettings } from "../server/settings.ts";

/** The files that opening a graph would make: none where it is there, and nothing that is left of one that was. */
export function filesToMake(graph: GraphSettings): readonly string[] {
  if (graph.kind === "neo4j" || graph.file === ":memory:" || existsSync(graph.file)) return [];
  const { file } = graph;
  return [file, `${file}.wal`, `${file}.head.json`].filter((each) => !existsSync(each));
}

export async function removeFiles(files: readonly string[]): Promise<void> {
  for (const file of files) await rm(file, { force: true, recursive: true });
}
