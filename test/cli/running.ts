import { type ChildProcess, spawn } from "node:child_process";
import { programAt } from "../program.ts";

/** The program with the tiny application in the place of the real one. */
export const tinyProgram = (): string => programAt("test/cli/tiny-main.ts");

/** A run of the program, and what it has said so far. */
export interface Run {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  readonly exitCode: Promise<number | null>;
}

/**
 * Starts the program with only the given environment.
 * @param through a command that starts it, with its arguments
 */
export function run(
  args: readonly string[],
  env: Record<string, string> = {},
  through: readonly string[] = [],
): Run {
  const { PATH = "", HOME = "" } = process.env;
  const [command = "", ...rest] = [...through, process.execPath, tinyProgram(), ...args];
  const child = spawn(command, rest, {
    env: { PATH, HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said.err += chunk;
  });
  return { child, said, exitCode: new Promise((resolve) => child.on("close", resolve)) };
}

/** Waits for the sentence that says where the server listens. */
export async function readyUrl({ child, said }: Run): Promise<string> {
  while (child.exitCode === null) {
    const url = /is ready: (http:\S+)\/ /.exec(said.out)?.[1];
    if (url) return url;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The server ended: ${said.err}`);
}
