import type { WriteStream } from "node:tty";
import type { Output } from "../server/commands/output.ts";
import { defaultWidth } from "./wrapped.ts";

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Standard output and standard error of this process. */
export const ownOutputs = (env: Environment): { readonly stdout: Output; readonly stderr: Output } => ({
  stdout: outputOf(process.stdout, env),
  stderr: outputOf(process.stderr, env),
});

/** What is at the end of a stream, by COLUMNS, NO_COLOR, FORCE_COLOR and TERM as other programs take them. */
export function outputOf(stream: WriteStream, env: Environment): Output {
  const given = Number(env.COLUMNS);
  const columns = Number.isInteger(given) && given > 0 ? given : null;
  const isTerminal = Boolean(stream.isTTY);
  return {
    stream,
    // A dumb one can move nothing that stands there: it gets what a file does, but as wide as it is.
    isTerminal: isTerminal && env.TERM !== "dumb",
    columns: columns ?? (isTerminal ? stream.columns || defaultWidth : null),
    colours: isTerminal
      ? stream.hasColors(env)
      : !env.NO_COLOR && /^(1|2|3|true)$/.test(env.FORCE_COLOR ?? ""),
  };
}
