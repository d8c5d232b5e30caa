import type { ImportProgress } from "../import/report/progress.ts";
import type { Output } from "../server/commands/output.ts";
import { drawnBar } from "./progress.ts";

/** Reading took about two fifths of an import's time, on either engine. */
const readingShare = 0.4;
const steps = 1_000;

/** One bar for a whole import: bytes read, then rows written; nothing where the output is no terminal. */
export async function importProgress(output: Output) {
  if (!output.isTerminal) return { onProgress: () => {}, stop: () => {} };
  const bar = await drawnBar(output, "{stage} {bar} {percentage}%{rate}  {eta_formatted} left");
  const started = performance.now();
  let writingSince = 0;
  bar.start(steps, 0, { stage: "Reading", rate: "" });
  return {
    onProgress(progress: ImportProgress) {
      if (progress.rowsToWrite !== null) writingSince ||= performance.now();
      const seconds = (performance.now() - (writingSince || started)) / 1_000;
      bar.update(Math.floor(steps * shareDone(progress)), stageOf(progress, seconds));
    },
    stop: () => bar.stop(),
  };
}

/** How much of an import is done, 0 to 1. A file that does not tell its size counts as read when it ends. */
export function shareDone({ bytesRead, bytesInAll, rowsWritten, rowsToWrite }: ImportProgress): number {
  if (rowsToWrite !== null) {
    return readingShare + (1 - readingShare) * (rowsToWrite === 0 ? 1 : rowsWritten / rowsToWrite);
  }
  return bytesInAll === null || bytesInAll === 0 ? 0 : readingShare * Math.min(1, bytesRead / bytesInAll);
}

function stageOf({ bytesRead, rowsWritten, rowsToWrite }: ImportProgress, seconds: number) {
  const rate = (count: number) => (seconds > 0 ? count / seconds : 0);
  return rowsToWrite === null
    ? { stage: "Reading", rate: `  ${(rate(bytesRead) / 1e6).toFixed(1)} MB/s` }
    : { stage: "Writing", rate: `  ${Math.round(rate(rowsWritten))} rows/s` };
}
