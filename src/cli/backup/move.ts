import type { AddCommand } from "../add-command.ts";
import { jsonOption } from "../options.ts";
import type { MoveFlags } from "./run-move.ts";

const help = `
Copies organisations, facts, sources and the audit log, in one transaction, from the graph of the settings into another, \
and reads them back: both are counted and summed up, and nothing stays there unless they are equal. The graph that it is \
copied from stays as it is, and so do the access tokens of both. Into an empty graph it is the very same graph, audit log \
and all; with --replace the log goes on with a record of that.
The user, password and database of Neo4j are taken from NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE.

Examples:
  commissioning move --to copy.grafeo
  NEO4J_PASSWORD=secret commissioning move --to neo4j://localhost:7687
  NEO4J_URI=neo4j://localhost:7687 NEO4J_PASSWORD=secret commissioning move --to back.grafeo`;

/** Adds `move`: the whole graph from one engine to the other, or into another file. */
export const addMoveCommand: AddCommand = (program, { act }) => {
  program
    .command("move")
    .description("copy the whole graph into Neo4j, or from it into a file, and check that both are the same")
    .requiredOption("--to <place>", "neo4j:// or bolt:// and a server, or a graph file")
    .option("--replace", "take away what the other graph holds")
    .addOption(jsonOption())
    .addHelpText("after", help)
    .action(
      act(async (context, flags: MoveFlags) => {
        const { move } = await import("./run-move.ts");
        return move(context, flags);
      }),
    );
};
