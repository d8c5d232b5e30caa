import type { AddCommand } from "../add-command.ts";
import { jsonOption } from "../options.ts";
import type { UpgradeFlags } from "./run-upgrade.ts";

const help = `
A graph is carried forward whenever a newer program opens it, to read or to write. This command does it alone: it sets the \
graph's file aside first, or sees that a backup is of the graph as it is, and checks the audit log before and after.
Stop every program that uses the graph before it.
Exit codes: 0 done, or nothing was to be done; 1 something was lost or changed; 2 not run; 3 the backup is not of this graph.

Examples:
  commissioning upgrade --dry-run
  commissioning upgrade
  NEO4J_URI=neo4j://localhost:7687 commissioning upgrade --backup before.backup.jsonl.gz`;

/** Adds `upgrade`: a graph that an older program wrote, to the schema of this one. */
export const addUpgradeCommand: AddCommand = (program, { actHere }) => {
  program
    .command("upgrade")
    .description(
      "carry a graph that an older program wrote forward to the schema of this one, with a copy kept of it",
    )
    .option("--dry-run", "say what would be done, and write nothing")
    .option("--backup <file>", "a backup by the older program: it is checked, and no copy is made")
    .addOption(jsonOption())
    .addHelpText("after", help)
    .action(
      actHere(async (context, flags: UpgradeFlags) => {
        const { upgrade } = await import("./run-upgrade.ts");
        return upgrade(context, flags);
      }),
    );
};
