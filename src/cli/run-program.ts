import type { Application } from "../server/application.ts";
import type { CommandContext, CommandLine } from "./command-context.ts";
import type { OwnLine } from "./own-context.ts";
import { ownOutputs } from "./own-outputs.ts";
import { pagedOutput } from "./pager.ts";
import { reportFailure, sayFailure } from "./report-failure.ts";
import { runCommand } from "./run-command.ts";

/** Runs the command that the process was started with; the process then has the command's exit code. */
export async function runProgram(application: () => Promise<Application>): Promise<void> {
  const { line, close } = ownLine(application);
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads has seen enough, such as `head`.
    if (error.code === "EPIPE") process.exit();
    process.exit(reportFailure(error, line));
  });
  // What nobody waits for is no stack trace; what the command did before it is done, and so it ends as it would have.
  process.on("uncaughtException", (error) => {
    const exitCode = reportFailure(error, line);
    process.exit(process.exitCode ?? exitCode);
  });
  process.exitCode = await runCommand(process.argv.slice(2), line);
  try {
    await close();
  } catch (error) {
    // What the command did is done, and so it ends as it would have.
    sayFailure(error, line);
  }
}

/** The line of this process; help and completions do not load what its context is made of. */
function ownLine(application: () => Promise<Application>) {
  const own: OwnLine = {
    place: "in a process",
    env: process.env,
    ...ownOutputs(process.env),
    signal: firstTerminationSignal(),
  };
  let opened: (CommandContext & { close(): Promise<void> }) | undefined;
  const line: CommandLine = {
    ...own,
    async context() {
      const { ownContext } = await import("./own-context.ts");
      opened ??= ownContext(own, application);
      return opened;
    },
    openPager: () =>
      own.stdout.isTerminal ? pagedOutput(own.stdout, process.stdout.rows, process.env) : null,
  };
  return { line, close: async () => opened?.close() };
}

/** The first signal stops in order; a second one ends the process at once, as is usual. */
function firstTerminationSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = () => {
    process.off("SIGTERM", stop);
    process.off("SIGINT", stop);
    stopping.abort();
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  return stopping.signal;
}
