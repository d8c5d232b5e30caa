import { once } from "node:events";
import { resolve } from "node:path";
import type { Graph } from "../graph/graph.ts";
import type { Caller } from "../model/caller.ts";
import type { Application } from "../server/application.ts";
import type { Output } from "../server/commands/output.ts";
import type { Settings } from "../server/settings.ts";

/**
 * All that a command may touch: it runs the same in a process of its own and in the server that holds the embedded
 * graph's file, so it never uses `process` or `console`.
 */
export interface CommandContext {
  readonly application: Application;
  /** In a process of its own a command of the graph is sent to the server that holds the graph's file. */
  readonly place: "in a process" | "in the server";
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where paths that the user gave start from: see `pathFrom`. */
  readonly cwd: string;
  readonly stdin: AsyncIterable<Buffer>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Who runs it, with what role. */
  readonly caller: Caller;
  /** Aborted by Ctrl-C: the graph then refuses every statement, so that a write in hand is undone. */
  readonly signal: AbortSignal;
  /** @throws BadUserInput for a wrong setting */
  settings(): Settings;
  /**
   * The graph of the settings; the same one each time. The command does not close it: the run does.
   * @param absent what becomes of a graph file that is not there
   * @throws Unavailable when it cannot be opened, BadUserInput where there is none and none is to be made
   */
  openGraph(absent?: AbsentGraph): Promise<Graph>;
}

/** "in memory" is for a trial run, which makes nothing. */
export type AbsentGraph = "refuse" | "make" | "in memory";

/** What a command ends with, for a script to go by. */
export const exitCodes = {
  done: 0,
  /** `check` found something, or the answer to a query has errors. */
  found: 1,
  /** It could not be run: wrong use, or no graph. */
  notRun: 2,
  /** The data that was given must not be written. */
  refused: 3,
  /** It may have been written or not, and that could not be found out. */
  outcomeUnknown: 5,
  /** By Ctrl-C. */
  stopped: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Prints what was asked for, on standard output. Resolves when it may go on: await it between many lines. */
export async function print({ stdout, signal }: CommandContext, text: string): Promise<void> {
  if (!stdout.stream.write(`${text}\n`)) await once(stdout.stream, "drain", { signal });
}

/** Says something beside what was asked for, on standard error. */
export function say({ stderr }: Pick<CommandContext, "stderr">, text: string): void {
  stderr.stream.write(`${text}\n`);
}

/** A path that the user gave, from the folder that the user is in. */
export const pathFrom = ({ cwd }: CommandContext, path: string): string => resolve(cwd, path);
