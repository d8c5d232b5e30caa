import type { AddCommand } from "../add-command.ts";
import { jsonOption } from "../options.ts";
import type { RestoreFlags } from "./run-restore.ts";

const help = `
The whole file is checked first: its format, its digests, every line, every fact's own id, the chain of the audit log, and \
that the log tells of all that is there. Then everything is written in one transaction and read back: the graph holds the \
backup afterwards, or what it held before. Access tokens of the graph stay as they are. The audit log says who restored what.
Through a server that holds the graph it works as well: questions are answered from the old graph until the new one is there.
Exit codes: 0 done, 2 not run (also: the graph is not empty), 3 the file is not a whole backup, 5 not known.

Examples:
  commissioning restore england.backup.jsonl.gz --dry-run
  commissioning restore england.backup.jsonl.gz --replace
  GRAPH_FILE=restored.grafeo commissioning restore england.backup.jsonl.gz`;

/** Adds `restore`: a backup into an empty graph, or in the place of another. */
export const addRestoreCommand: AddCommand = (program, { act }) => {
  program
    .command("restore")
    .description("put a backup into an empty graph, or in the place of what the graph holds")
    .argument("<file>", 'a file that "commissioning backup" wrote')
    .option("--replace", "take away what the graph holds")
    .option("--dry-run", "check the file, and write nothing")
    .addOption(jsonOption())
    .addHelpText("after", help)
    .action(
      act(async (context, file: string, flags: RestoreFlags) => {
        const { restore } = await import("./run-restore.ts");
        return restore(context, file, flags);
      }),
    );
};
