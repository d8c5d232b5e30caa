import cliProgress from "cli-progress";
import type { OnProgress } from "../server/application.ts";
import type { Output } from "../server/commands/output.ts";

export interface Progress {
  readonly onProgress: OnProgress;
  readonly stop: () => void;
}

/** A bar while something is done; nothing where the output is not a terminal. */
export function progressBar(output: Output, title: string): Progress {
  if (!output.isTerminal) return { onProgress: () => {}, stop: () => {} };
  const bar = new cliProgress.SingleBar({
    format: `${title} {bar} {percentage}%`,
    stream: asTerminal(output),
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

/** The stream as the bar's library asks for it, which need not be a terminal of this process. */
export function asTerminal({ stream, columns }: Output): NodeJS.WriteStream {
  return Object.assign(Object.create(stream), { isTTY: true, columns: columns ?? 80 });
}
