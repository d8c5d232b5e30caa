import { randomUUID } from "node:crypto";
import { CommanderError } from "commander";
import { PublicError } from "../model/errors.ts";

/**
 * Says on standard error what ended the program and answers its exit code: 0 for help and version, otherwise 2.
 * A public error is its own sentence; a fault of ours is a sentence and an id, with its stack where LOG_LEVEL asks for it.
 */
export function reportFailure(
  error: unknown,
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void = (line) => console.error(line),
): number {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof PublicError) {
    say(error.message);
    return 2;
  }
  const id = randomUUID();
  say(
    `Something went wrong on our side (${id}). Run it again with LOG_LEVEL=debug to see where, and quote that when reporting it.`,
  );
  if (env.LOG_LEVEL === "debug" || env.LOG_LEVEL === "trace")
    say(`${id} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return 2;
}
