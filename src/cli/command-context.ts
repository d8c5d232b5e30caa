import { once } from "node:events";
import { resolve } from "node:path";
import type { Graph } from "../graph/graph.ts";
import type { Caller } from "../model/caller.ts";
import type { Application } from "../server/application.ts";
import type { Output } from "../server/commands/output.ts";
import type { Settings } from "../server/settings.ts";
import type { GraphUse } from "./graph-use.ts";
import type { PagedOutput } from "./pager.ts";
import { wrapped } from "./wrapped.ts";

/**
 * All that a command may touch: it runs the same in a process of its own and in the server that holds the embedded
 * graph's file, so it never uses `process` or `console`.
 */
export interface CommandContext {
  /** What questions are answered by; it is loaded when it is first asked for. */
  readonly application: () => Promise<Application>;
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
   * @param use what for; to ask it questions where absent
   * @throws Unavailable when it cannot be opened, BadUserInput where it is not what the use needs, Forbidden where it
   * is to be changed and is only read
   */
  openGraph(use?: GraphUse): Promise<Graph>;
}

/** What a command line is read with, before it is known what it asks for. */
export interface CommandLine extends Pick<CommandContext, "place" | "env" | "stdout" | "stderr" | "signal"> {
  /** All that the command may touch. Help does without, and so does without loading it. */
  context(): Promise<CommandContext>;
  /** For a text that may be longer than the screen; null where nobody looks at a screen. */
  openPager(): PagedOutput | null;
}

/** The line of a command whose context is there. */
export const commandLineOf = (context: CommandContext): CommandLine => {
  const { place, env, stdout, stderr, signal } = context;
  return { place, env, stdout, stderr, signal, context: async () => context, openPager: () => null };
};

/** What a command ends with, for a script to go by. docs/operating.md says what to do about each. */
export const exitCodes = {
  done: 0,
  /** It was looked, and something was found, or is not as it was written; or an answer has errors. */
  found: 1,
  /** It was not run, or could not look: wrong use, no graph, one that cannot be reached, a file that cannot be read. */
  notRun: 2,
  /** What was given must not be written, such as more rows rejected than --max-rejects. Nothing was. */
  refused: 3,
  /** Nothing of the file was taken: it holds nothing that is known here. */
  nothingTaken: 4,
  /** It may have been written or not, and that could not be found out. */
  outcomeUnknown: 5,
  /** By Ctrl-C or SIGTERM. */
  stopped: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Prints what was asked for, on standard output. Resolves when it may go on: await it between many lines. */
export async function printOut({ stdout, signal }: CommandContext, text: string): Promise<void> {
  if (!stdout.stream.write(`${text}\n`)) await once(stdout.stream, "drain", { signal });
}

/** Prints sentences for people, wrapped to the width of standard output: see `printOut`. */
export const printProse = (context: CommandContext, text: string): Promise<void> =>
  printOut(context, wrapped(text, context.stdout.columns));

/** Prints what came of a command: as JSON, or in sentences for people. */
export const printReport = (
  context: CommandContext,
  json: boolean | undefined,
  report: unknown,
  text: () => string,
): Promise<void> => (json ? printOut(context, JSON.stringify(report, null, 2)) : printProse(context, text()));

/** Says something beside what was asked for, on standard error. */
export function say({ stderr }: Pick<CommandContext, "stderr">, text: string): void {
  stderr.stream.write(`${wrapped(text, stderr.columns)}\n`);
}

/** A path that the user gave, from the folder that the user is in. */
export const pathFrom = ({ cwd }: CommandContext, path: string): string => resolve(cwd, path);
