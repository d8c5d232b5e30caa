import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { StoreName } from "./stores.ts";

const program = fileURLToPath(new URL("./child.ts", import.meta.url));

export type Said = Readonly<Record<string, unknown>>;

export interface Run {
  readonly said: readonly Said[];
  /** How it ended: its code or its signal. */
  readonly end: number | string;
  readonly errors: string;
}

export interface Watching {
  /** Told of every line as it comes. */
  onSaid?(said: Said, kill: () => void): void;
  /** What to run it by, such as a tracer. */
  readonly by?: readonly string[];
}

/** Runs one command on one store in a process of its own, for ten minutes at most. */
export async function runChild(
  store: StoreName,
  command: string,
  given: object,
  { onSaid, by = [] }: Watching = {},
): Promise<Run> {
  const args = [...by, process.execPath, "--import", "tsx", program, store, command, JSON.stringify(given)];
  const child = spawn(args[0] ?? "", args.slice(1), { stdio: ["ignore", "pipe", "pipe"] });
  const limit = setTimeout(() => child.kill("SIGKILL"), 600_000);
  const said: Said[] = [];
  let [rest, errors] = ["", ""];
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  child.stdout.on("data", (chunk) => {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      said.push(JSON.parse(line));
      onSaid?.(said.at(-1) ?? {}, () => child.kill("SIGKILL"));
    }
  });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  clearTimeout(limit);
  return { said, end: code ?? signal ?? "", errors };
}

/** The last value that was said under a name. */
export const lastOf = (run: Run, name: string): unknown =>
  run.said.findLast((said) => said[name] !== undefined)?.[name];
