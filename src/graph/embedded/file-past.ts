import { existsSync } from "node:fs";
import { logFolderOf } from "./graph-file.ts";
import { readHeadFile } from "./head-file.ts";

/**
 * What a graph's file and what lies beside it tell before it is opened. "never": there was none. "missing": there is
 * none, but a change that was written to one is noted beside it, or a log is left. "unfilled": there is one, and
 * nothing was ever written to it. "there": anything else, so that one in which nothing is found may have been filled.
 */
export type FilePast = "never" | "missing" | "unfilled" | "there";

/** @param path of a file; one in memory never was before */
export function pastOf(path: string): FilePast {
  if (path === ":memory:") return "never";
  const noted = readHeadFile(path);
  if (existsSync(path)) return noted?.revision === 0 ? "unfilled" : "there";
  return (noted?.revision ?? 0) > 0 || existsSync(logFolderOf(path)) ? "missing" : "never";
}
