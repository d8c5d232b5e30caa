import cliProgress from "cli-progress";
import type { OnProgress } from "../server/application.ts";

export interface Progress {
  readonly onProgress: OnProgress;
  readonly stop: () => void;
}

/** A bar on standard error while something is written; nothing where that is not a terminal. */
export function progressBar(title: string): Progress {
  if (!process.stderr.isTTY) return { onProgress: () => {}, stop: () => {} };
  const bar = new cliProgress.SingleBar({
    format: `${title} {bar} {percentage}%`,
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  let started = false;
  return {
    onProgress(done, total) {
      if (!started) bar.start(total, done);
      started = true;
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
