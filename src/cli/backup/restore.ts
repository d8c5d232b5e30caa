import { BackupRefused, type Verified } from "../../backup/read-backup.ts";
import { sumOf } from "../../backup/record.ts";
import { checkBackup, type Restored, restoreBackup } from "../../backup/restore.ts";
import { requireRole } from "../../model/caller.ts";
import type { AddCommand } from "../add-command.ts";
import { contentText } from "../backup/content-text.ts";
import {
  type CommandContext,
  type ExitCode,
  exitCodes,
  pathFrom,
  printOut,
  say,
} from "../command-context.ts";
import { jsonOption } from "../options.ts";
import { progressBar } from "../progress.ts";

const help = `
The whole file is checked first: its format, its digests, every line, every fact's own id, the chain of the audit log, and
that the log tells of all that is there. Then everything is written in one transaction and read back: the graph holds the
backup afterwards, or what it held before. Access tokens of the graph stay as they are. The audit log says who restored what.
Through a server that holds the graph it works as well: questions are answered from the old graph until the new one is there.
Exit codes: 0 done, 2 not run (also: the graph is not empty), 3 the file is not a whole backup, 5 not known.

Examples:
  commissioning restore england.backup.jsonl.gz --dry-run
  commissioning restore england.backup.jsonl.gz --replace
  GRAPH_FILE=restored.grafeo commissioning restore england.backup.jsonl.gz`;

interface Flags {
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

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
    .action(act(restore));
};

async function restore(context: CommandContext, file: string, flags: Flags): Promise<ExitCode> {
  requireRole(context.caller, "administrator", "Restoring a backup");
  try {
    return await (flags.dryRun ? check(context, file, flags) : write(context, file, flags));
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    if (flags.json) {
      const report = { outcome: "refused", file, ...error.details, message: error.message };
      await printOut(context, JSON.stringify(report, null, 2));
    } else say(context, error.message);
    return exitCodes.refused;
  }
}

async function check(context: CommandContext, file: string, { json }: Flags): Promise<ExitCode> {
  const bar = progressBar(context.stderr, "Checking");
  let done = 0;
  const backup = await checkBackup(pathFrom(context, file), (records) => {
    context.signal.throwIfAborted();
    bar.onProgress(Math.min(++done, records), records);
  }).finally(bar.stop);
  const { header, content, sha256, bytes } = backup;
  const report = { outcome: "dry run", file, bytes, sha256, header, ...content };
  const text = [...contentText(content), `${of(backup, file)} is whole. A dry run: nothing was written.`];
  await printOut(context, json ? JSON.stringify(report, null, 2) : text.join("\n"));
  return exitCodes.done;
}

async function write(
  context: CommandContext,
  file: string,
  { replace = false, json }: Flags,
): Promise<ExitCode> {
  const started = performance.now();
  const bar = progressBar(context.stderr, "Restoring");
  const restored = await restoreBackup(await context.openGraph("begin"), {
    file: pathFrom(context, file),
    replace,
    by: { who: context.caller.name, requestId: null },
    onProgress(done, total) {
      context.signal.throwIfAborted();
      bar.onProgress(done, total);
    },
  }).finally(bar.stop);
  const seconds = (performance.now() - started) / 1_000;
  if (restored.carriedForward !== null) say(context, restored.carriedForward);
  await printOut(
    context,
    json ? JSON.stringify(reportOf(restored, file, seconds), null, 2) : textOf(restored, file, seconds),
  );
  return exitCodes.done;
}

const of = ({ header }: Verified, file: string) =>
  `The backup of revision ${header.revision} of ${header.createdAt} in ${file}`;

const reportOf = ({ backup, replaced, head, content }: Restored, file: string, seconds: number) => ({
  outcome: "restored",
  ...{ file, sha256: backup.sha256, header: backup.header, replaced, ...head, ...content, seconds },
});

function textOf({ backup, replaced, head, content }: Restored, file: string, seconds: number): string {
  const place = replaced === null ? "" : ` in the place of revision ${replaced.revision}`;
  return [
    ...contentText(content),
    `${of(backup, file)} was restored${place}: the graph is at revision ${head.revision}, and reads back the same (${seconds.toFixed(1)} s).`,
    `Records checked: ${sumOf(content.counts).toLocaleString("en-GB")}. Last hash of the audit log: ${head.hash}`,
  ].join("\n");
}
