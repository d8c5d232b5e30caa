import type { Command } from "commander";
import type { CommandContext, ExitCode } from "./command-context.ts";

/** A command: what it does is a function of its context and of what Commander read, and it answers its exit code. */
export type Action<Given extends readonly unknown[]> = (
  context: CommandContext,
  ...given: Given
) => Promise<ExitCode>;

/** Makes of a command's action one for Commander. */
export type Act = <Given extends readonly unknown[]>(
  action: Action<Given>,
) => (...given: Given) => Promise<void>;

export interface Acts {
  /** For a command of the graph: it runs where the graph is, here or in the server that holds the graph's file. */
  readonly act: Act;
  /** For a command of the graph that prints what may be longer than the screen: it is then shown page by page. */
  readonly actPaged: Act;
  /** For a command that runs in the process that was started, whoever holds the graph. */
  readonly actHere: Act;
}

/** Adds a command to the program. */
export type AddCommand = (program: Command, acts: Acts) => void;
