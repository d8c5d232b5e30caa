import type { Command } from "commander";
import type { Application } from "../server/application.ts";
import { openGraph } from "../server/open-graph.ts";
import { organisationsIn } from "../server/readiness.ts";
import { readSettings } from "../server/settings.ts";
import { progressBar } from "./progress.ts";

/** Adds `seed`: fills an empty graph with the demonstration graph. */
export function addSeedCommand(program: Command, application: Application): void {
  program
    .command("seed")
    .description(
      "fill an empty graph with the demonstration graph; a graph that holds anything is left alone",
    )
    .option("--facts-only", "leave out what is made up: only organisations and facts with a published source")
    .action(({ factsOnly = false }: { factsOnly?: boolean }) => seed(application, factsOnly));
}

/** @throws Conflict when the graph holds anything already */
async function seed(application: Application, factsOnly: boolean): Promise<void> {
  const graph = await openGraph(readSettings(process.env));
  const bar = progressBar("Filling the graph");
  try {
    await application.seedGraph(graph, { factsOnly, onProgress: bar.onProgress });
    bar.stop();
    console.log(`The graph now holds ${await organisationsIn(graph)} organisations (${graph.engine}).`);
  } finally {
    bar.stop();
    await graph.close();
  }
}
