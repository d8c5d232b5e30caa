import { organisationsIn } from "../server/readiness.ts";
import type { AddCommand } from "./add-command.ts";
import { type CommandContext, exitCodes, printProse } from "./command-context.ts";
import { progressBar } from "./progress.ts";

const help = `
Example:
  commissioning seed`;

/** Adds `seed`: fills an empty graph with the demonstration graph. */
export const addSeedCommand: AddCommand = (program, { act }) => {
  program
    .command("seed")
    .description(
      "fill an empty graph with the demonstration graph; a graph that holds anything is left alone",
    )
    .option("--facts-only", "leave out what is made up: only organisations and facts with a published source")
    .addHelpText("after", help)
    .action(act(seed));
};

/** @throws Conflict when the graph holds anything already */
async function seed(context: CommandContext, { factsOnly = false }: { factsOnly?: boolean }) {
  const graph = await context.openGraph("begin");
  const bar = await progressBar(context.stderr, "Filling the graph");
  try {
    const by = { who: context.caller.name, requestId: null };
    const { seedGraph } = await context.application();
    await seedGraph(graph, { factsOnly, by, onProgress: bar.onProgress });
  } finally {
    bar.stop();
  }
  await printProse(
    context,
    `The graph now holds ${await organisationsIn(graph)} organisations (${graph.engine}).`,
  );
  return exitCodes.done;
}
