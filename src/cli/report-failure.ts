import { randomUUID } from "node:crypto";
import { CommanderError } from "commander";
import { diskFault } from "../graph/disk-fault.ts";
import { OutcomeUnknown, PublicError } from "../model/errors.ts";
import { type CommandContext, type ExitCode, exitCodes, say } from "./command-context.ts";

/**
 * Says on standard error what ended a command and answers its exit code: 0 for help and version, 5 where it is not known
 * what came of it, 130 where it was stopped, otherwise 2. A public error is its own sentence; a fault of ours is a sentence and an id, with its stack
 * where LOG_LEVEL asks for it.
 */
export function reportFailure(
  error: unknown,
  context: Pick<CommandContext, "stderr" | "env" | "signal">,
): ExitCode {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.notRun;
  if (error instanceof OutcomeUnknown) {
    say(context, error.message);
    return exitCodes.outcomeUnknown;
  }
  if (context.signal.aborted) {
    say(context, "Stopped.");
    return exitCodes.stopped;
  }
  sayFailure(error, context);
  return exitCodes.notRun;
}

/** Says what went wrong, whether the command was stopped or not. */
export function sayFailure(error: unknown, context: Pick<CommandContext, "stderr" | "env">): void {
  const fault = diskFault(error, fileOf(error));
  if (error instanceof PublicError) say(context, error.message);
  else if (fault === null) sayFault(context, error);
  else say(context, `Not done, or not to its end: ${fault}. Mend that, and run it again.`);
}

/** Where a command's own output, or a file that it writes, could not be written. */
const fileOf = (error: unknown): string =>
  error instanceof Error && "path" in error ? String(error.path) : "what it writes to";

/** Says that something went wrong on our side, and answers the id that it said. */
export function sayFault(context: Pick<CommandContext, "stderr" | "env">, error: unknown): string {
  const id = randomUUID();
  say(
    context,
    `Something went wrong on our side (${id}). Run it again with LOG_LEVEL=debug to see where, and quote that when reporting it.`,
  );
  sayStack(context, error, id);
  return id;
}

/** Says what is behind a sentence that the command prints, where LOG_LEVEL asks for it: it is no fault of ours. */
export function sayCause(context: Pick<CommandContext, "stderr" | "env">, error: Error): void {
  sayStack(context, error.cause ?? error, "Because of:");
}

function sayStack({ env, stderr }: Pick<CommandContext, "stderr" | "env">, error: unknown, before: string) {
  if (env.LOG_LEVEL !== "debug" && env.LOG_LEVEL !== "trace") return;
  say({ stderr }, `${before} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}
