import type { Content } from "../../backup/digest.ts";
import { type Moved, moveGraph } from "../../backup/move.ts";
import { recordTypes } from "../../backup/record.ts";
import { requireRole } from "../../model/caller.ts";
import type { AddCommand } from "../add-command.ts";
import { type CommandContext, exitCodes, printOut } from "../command-context.ts";
import { jsonOption } from "../options.ts";
import { progressBar } from "../progress.ts";
import { stoppableGraph } from "../stoppable-graph.ts";
import { tableText } from "../table.ts";
import { type Target, withTarget } from "./target.ts";

const help = `
Copies organisations, facts, sources and the audit log, in one transaction, from the graph of the settings into another,
and reads them back: both are counted and summed up, and nothing stays there unless they are equal. The graph that it is
copied from stays as it is, and so do the access tokens of both. Into an empty graph it is the very same graph, audit log
and all; with --replace the log goes on with a record of that.
The user, password and database of Neo4j are taken from NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE.

Examples:
  commissioning move --to copy.grafeo
  NEO4J_PASSWORD=secret commissioning move --to neo4j://localhost:7687
  NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD=secret commissioning move --to back.grafeo`;

interface Flags {
  readonly to: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** Adds `move`: the whole graph from one engine to the other, or into another file. */
export const addMoveCommand: AddCommand = (program, { act }) => {
  program
    .command("move")
    .description("copy the whole graph into Neo4j, or from it into a file, and check that both are the same")
    .requiredOption("--to <place>", "neo4j:// or bolt:// and a server, or a graph file")
    .option("--replace", "take away what the other graph holds")
    .addOption(jsonOption())
    .addHelpText("after", help)
    .action(act(move));
};

async function move(context: CommandContext, { to, replace = false, json }: Flags) {
  requireRole(context.caller, "administrator", "Moving a graph");
  const started = performance.now();
  // Where there is nothing to move, nothing is made.
  const from = await context.openGraph();
  const report = await withTarget(context, to, async (target) => {
    const bar = progressBar(context.stderr, "Moving");
    const moved = await moveGraph({
      from,
      to: stoppableGraph(target.graph, context.signal),
      replace,
      by: { who: context.caller.name, requestId: null },
      onProgress: bar.onProgress,
    }).finally(bar.stop);
    return reportOf(moved, from.engine, target, (performance.now() - started) / 1_000);
  });
  await printOut(context, json ? JSON.stringify(report, null, 2) : textOf(context, report));
  return exitCodes.done;
}

type Report = ReturnType<typeof reportOf>;

const reportOf = (
  { head, from, to, headNow, replaced }: Moved,
  engine: string,
  target: Target,
  seconds: number,
) => ({
  revision: head.revision,
  from: { engine, ...from },
  to: { engine: target.graph.engine, place: target.place, ...headNow, ...to },
  replaced,
  seconds,
});

function textOf({ stdout }: CommandContext, { from, to, revision, seconds }: Report): string {
  const columns = [{ title: "" }, { title: from.engine, right: true }, { title: to.engine, right: true }];
  const short = (digest: string) => digest.slice(0, 16);
  const counts = (of: Content) => recordTypes.map((type) => (of.counts[type] ?? 0).toLocaleString("en-GB"));
  const [copied, copy] = [counts(from), counts(to)];
  const rows = recordTypes.map((type, at) => [
    type,
    `${copied[at]}  ${short(from.digests[type] ?? "")}`,
    `${copy[at]}  ${short(to.digests[type] ?? "")}`,
  ]);
  return [
    tableText(stdout, columns, rows),
    "",
    `Digest of what was copied: ${from.digest}`,
    `Digest of the copy:        ${to.digest}`,
    `Revision ${revision} is in ${to.place}, and both are the same (${seconds.toFixed(1)} s). Last hash of its audit log: ${to.hash}`,
  ].join("\n");
}
