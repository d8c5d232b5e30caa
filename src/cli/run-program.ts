import type { Application } from "../server/application.ts";
import { ownContext } from "./own-context.ts";
import { reportFailure, sayFailure } from "./report-failure.ts";
import { runCommand } from "./run-command.ts";

/** Runs the command that the process was started with; the process then has the command's exit code. */
export async function runProgram(application: Application): Promise<void> {
  const context = ownContext(application, firstTerminationSignal());
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // Whoever reads has seen enough, such as `head`.
    if (error.code === "EPIPE") process.exit();
    process.exit(reportFailure(error, context));
  });
  // What nobody waits for is no stack trace; what the command did before it is done, and so it ends as it would have.
  process.on("uncaughtException", (error) => {
    const exitCode = reportFailure(error, context);
    process.exit(process.exitCode ?? exitCode);
  });
  process.exitCode = await runCommand(process.argv.slice(2), context);
  try {
    await context.close();
  } catch (error) {
    // What the command did is done, and so it ends as it would have.
    sayFailure(error, context);
  }
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
