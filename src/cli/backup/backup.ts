import { programVersion } from "../../server/program-version.ts";
import type { AddCommand } from "../add-command.ts";
import { type CommandContext, exitCodes, pathFrom, printReport } from "../command-context.ts";
import { jsonOption } from "../options.ts";
import { progressBar } from "../progress.ts";
import { countOf } from "../wording.ts";
import { contentText } from "./content-text.ts";

const help = `
Everything but access tokens, as at one revision: organisations with their former descriptions, facts with those that were \
retracted, sources, and the audit log. The file appears when it is whole. It works while a server holds the graph, and \
keeps no writer waiting. Two backups with the same digest hold the same. docs/backup.md has the format.

Examples:
  commissioning backup england.backup.jsonl.gz
  commissioning backup england.backup.jsonl.gz --force --json`;

interface Flags {
  readonly force?: boolean;
  readonly json?: boolean;
}

/** Adds `backup`: the whole graph in one file. */
export const addBackupCommand: AddCommand = (program, { act }) => {
  program
    .command("backup")
    .description(
      "write the whole graph, with its history and its audit log, into one file that can be checked",
    )
    .argument("<file>", "a new file, such as england.backup.jsonl.gz")
    .option("--force", "write over a file that is there")
    .addOption(jsonOption())
    .addHelpText("after", help)
    .action(act(backup));
};

async function backup(context: CommandContext, file: string, { force = false, json }: Flags) {
  const { writeBackup } = await import("../../backup/write-backup.ts");
  const started = performance.now();
  const bar = await progressBar(context.stderr, "Backing up");
  const { head, content, sha256, bytes } = await writeBackup(await context.openGraph(), {
    file: pathFrom(context, file),
    force,
    programVersion: programVersion(),
    onProgress: bar.onProgress,
    signal: context.signal,
  }).finally(bar.stop);
  const seconds = (performance.now() - started) / 1_000;
  const report = { file, bytes, sha256, ...head, ...content, seconds };
  const text = [
    ...contentText(content),
    `Revision ${head.revision} is in ${file}: ${countOf(bytes, "byte")}, SHA-256 ${sha256} (${seconds.toFixed(1)} s).`,
  ];
  await printReport(context, json, report, () => text.join("\n"));
  return exitCodes.done;
}
