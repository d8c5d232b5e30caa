import { BackupRefused, type Verified } from "../../backup/read-backup.ts";
import { sumOf } from "../../backup/record.ts";
import { checkBackup, type Restored, restoreBackup } from "../../backup/restore.ts";
import { requireRole } from "../../model/caller.ts";
import { contentText } from "../backup/content-text.ts";
import {
  type CommandContext,
  type ExitCode,
  exitCodes,
  pathFrom,
  printOut,
  printReport,
  say,
} from "../command-context.ts";
import { progressBar } from "../progress.ts";

export interface RestoreFlags {
  readonly replace?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Checks a backup, or puts it into the graph. */
export async function restore(context: CommandContext, file: string, flags: RestoreFlags): Promise<ExitCode> {
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

async function check(context: CommandContext, file: string, { json }: RestoreFlags): Promise<ExitCode> {
  const bar = await progressBar(context.stderr, "Checking");
  let done = 0;
  const backup = await checkBackup(pathFrom(context, file), (records) => {
    context.signal.throwIfAborted();
    bar.onProgress(Math.min(++done, records), records);
  }).finally(bar.stop);
  const { header, content, sha256, bytes } = backup;
  const report = { outcome: "dry run", file, bytes, sha256, header, ...content };
  const text = [...contentText(content), `${of(backup, file)} is whole. A dry run: nothing was written.`];
  await printReport(context, json, report, () => text.join("\n"));
  return exitCodes.done;
}

async function write(
  context: CommandContext,
  file: string,
  { replace = false, json }: RestoreFlags,
): Promise<ExitCode> {
  const started = performance.now();
  const bar = await progressBar(context.stderr, "Restoring");
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
  const report = reportOf(restored, file, seconds);
  await printReport(context, json, report, () => textOf(restored, file, seconds));
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
