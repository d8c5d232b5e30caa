import type cliProgress from "cli-progress";
import type { OnProgress } from "../server/application.ts";
import type { Output } from "../server/commands/output.ts";

export interface ProgressBar {
  readonly onProgress: OnProgress;
  readonly stop: () => void;
}

/** Nothing is drawn. */
export const noProgress: ProgressBar = { onProgress: () => {}, stop: () => {} };

/** A bar while something is done; nothing where the output is not a terminal. */
export async function progressBar(output: Output, title: string): Promise<ProgressBar> {
  if (!output.isTerminal) return noProgress;
  const bar = await drawnBar(output, `${title} {bar} {percentage}%`);
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

/** A bar on a terminal, which need not be one of this process. It leaves no trace when it stops. */
export async function drawnBar({ stream, columns }: Output, format: string): Promise<cliProgress.SingleBar> {
  const { default: cliProgress } = await import("cli-progress");
  const width = columns ?? 80;
  return new cliProgress.SingleBar(
    {
      format,
      // The stream as the library asks for it.
      stream: Object.assign(Object.create(stream), { isTTY: true, columns: width }),
      barsize: Math.max(10, Math.min(40, width - 45)),
      clearOnComplete: true,
      hideCursor: true,
    },
    cliProgress.Presets.shades_classic,
  );
}
