import { spawn } from "node:child_process";
import { once } from "node:events";
import { Writable } from "node:stream";
import stringWidth from "string-width";
import type { Output } from "../server/commands/output.ts";
import type { Environment } from "./own-outputs.ts";

/** Standard output that is shown page by page where it is longer than the screen. Whoever makes it ends it. */
export interface PagedOutput {
  readonly output: Output;
  /** Shows what was written. Resolves when whoever reads it has left the pager. */
  end(signal: AbortSignal): Promise<void>;
}

/** What a shell says of a command that is not there, or cannot be run. */
const notRun: ReadonlySet<number | null> = new Set([126, 127]);

/**
 * Keeps what is written, and shows it at the end: as it is where it fits the screen, else through the pager of the
 * environment, which is less where PAGER is not set. With an empty PAGER, or cat, nothing is paged.
 * @param rows of the screen
 */
export function pagedOutput(stdout: Output, rows: number, env: Environment): PagedOutput {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return {
    output: { ...stdout, stream },
    async end(signal) {
      const text = Buffer.concat(chunks).toString("utf8");
      // Who stopped the command is not to be held up by a pager.
      const pages = !signal.aborted && linesOn(text, stdout.columns) >= rows;
      if (pages && (await showInPager(text, env))) return;
      if (!stdout.stream.write(text)) await once(stdout.stream, "drain");
    },
  };
}

/** How many lines of a screen a text takes: what is wider than the screen takes several. */
function linesOn(text: string, columns: number | null): number {
  const high = (line: string) =>
    Math.max(1, Math.ceil(stringWidth(line) / (columns ?? Number.POSITIVE_INFINITY)));
  return text
    .trimEnd()
    .split("\n")
    .reduce((lines, line) => lines + high(line), 0);
}

/** @returns false where there is no pager, and nothing was shown */
async function showInPager(text: string, env: Environment): Promise<boolean> {
  const { PAGER } = env;
  if (PAGER?.trim() === "" || PAGER?.trim() === "cat") return false;
  const options = {
    stdio: ["pipe", "inherit", "inherit"] as ["pipe", "inherit", "inherit"],
    // As git does: less shows colours, and ends by itself where all fits the screen.
    env: { ...env, LESS: env.LESS ?? "FRX" },
  };
  const pager =
    PAGER === undefined ? spawn("less", ["-FRX"], options) : spawn(PAGER, { ...options, shell: true });
  // Ctrl-C is for the pager, which must not lose its terminal to the shell.
  const ignore = () => {};
  process.on("SIGINT", ignore);
  // Whoever has seen enough leaves before the end.
  pager.stdin.on("error", ignore);
  pager.stdin.end(text);
  try {
    const [exitCode] = (await once(pager, "close")) as [number | null];
    return PAGER === undefined || !notRun.has(exitCode);
  } catch {
    return false;
  } finally {
    process.off("SIGINT", ignore);
  }
}
