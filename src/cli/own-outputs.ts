import type { WriteStream } from "node:tty";
import type { Output } from "../server/commands/output.ts";

/** Standard output and standard error of this process. */
export const ownOutputs = (): { readonly stdout: Output; readonly stderr: Output } => ({
  stdout: outputOf(process.stdout),
  stderr: outputOf(process.stderr),
});

function outputOf(stream: WriteStream): Output {
  const isTerminal = Boolean(stream.isTTY);
  return {
    stream,
    isTerminal,
    columns: isTerminal ? stream.columns : null,
    // It knows NO_COLOR, FORCE_COLOR and TERM.
    colours: isTerminal && stream.hasColors(),
  };
}
