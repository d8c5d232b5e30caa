import type { Added } from "../demonstration/lacking.ts";
import { organisationsIn } from "../server/readiness.ts";
import type { AddCommand } from "./add-command.ts";
import { type CommandContext, exitCodes, printProse } from "./command-context.ts";
import { progressBar } from "./progress.ts";

const help = `
A graph that an earlier version filled may lack bodies and facts that this one's published layer has, such as the groups \
that mergers made. --add adds those that it lacks, known from now on: what it tells otherwise, and what somebody took back, \
stays so. Nothing made up is added.

Examples:
  commissioning seed
  commissioning seed --add`;

/** Adds `seed`: fills an empty graph with the demonstration graph. */
export const addSeedCommand: AddCommand = (program, { act }) => {
  program
    .command("seed")
    .description(
      "fill an empty graph with the demonstration graph; a graph that holds anything is left alone",
    )
    .option("--facts-only", "leave out what is made up: only organisations and facts with a published source")
    .option("--add", "add what the published layer has and a graph that was filled before lacks")
    .addHelpText("after", help)
    .action(act(seed));
};

/** @throws Conflict when the graph holds anything already */
async function seed(
  context: CommandContext,
  { factsOnly = false, add = false }: { factsOnly?: boolean; add?: boolean },
) {
  if (add) return addTo(context);
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

async function addTo(context: CommandContext) {
  const graph = await context.openGraph("change");
  const { addLacking } = await import("../demonstration/lacking.ts");
  const added = await addLacking(graph, { who: context.caller.name, requestId: null });
  await printProse(context, addedText(added));
  return exitCodes.done;
}

function addedText({ organisations, facts, takenUp }: Added): string {
  if (organisations + facts === 0)
    return "No change: of the published layer the graph lacks nothing, or it was not filled from it.";
  const memberships =
    takenUp === 0 ? "" : ` ${takenUp} facts that earlier imports told of were taken up with them.`;
  return `Added ${organisations} organisations and ${facts} facts of the published layer.${memberships}`;
}
