import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

/**
 * Operators' programs, from Debian. Where one is missing it is said aloud, and is a failure with CI=true.
 * @returns why a suite cannot run; null where all are there
 */
export function missingPrograms(...programs: string[]): string | null {
  const missing = programs.filter((program) => spawnSync("which", [program]).status !== 0);
  if (missing.length === 0) return null;
  const why = `not found: ${missing.join(", ")}`;
  if (process.env.CI === "true") throw new Error(`CI runs operators' programs, but ${why}.`);
  console.warn(`*** ${why}, so what needs it is not tested ***`);
  return why;
}

/** What a program printed, and how it ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs a program to its end, beside whatever this process serves it. @throws where it cannot be started */
export async function run(
  program: string,
  args: readonly string[],
  { env, cwd }: RunOptions = {},
): Promise<Ended> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env } });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
  const [status] = (await once(child, "close")) as [number | null];
  return { status, output: Buffer.concat(output).toString("utf8") };
}

interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The same, where all but exit code 0 is a failure. @returns what it printed */
export async function runWell(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { status, output } = await run(program, args, options);
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}:\n${output}`);
  return output;
}
