import type { Command } from "commander";
import type { Application } from "../server/application.ts";
import { readSettings } from "../server/settings.ts";
import { startServer } from "../server/start-server.ts";
import { progressBar } from "./progress.ts";

/** Adds `serve`: the API and GraphiQL until the process is told to stop. */
export function addServeCommand(program: Command, application: Application): void {
  program
    .command("serve")
    .description(
      "serve the graph over GraphQL, with GraphiQL at /graphiql; settings come from the environment",
    )
    .action(() => serve(application));
}

async function serve(application: Application): Promise<void> {
  const bar = progressBar("Filling the graph");
  const stopping = nextTerminationSignal();
  try {
    const server = await startServer(readSettings(process.env), application, bar.onProgress);
    await stopping;
    await server.stop();
  } finally {
    bar.stop();
  }
}

/** The first signal stops in order; a second one ends the process at once, as is usual. */
function nextTerminationSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off("SIGTERM", stop);
      process.off("SIGINT", stop);
      resolve();
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
