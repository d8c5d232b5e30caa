import { vi } from "vitest";
import { application } from "../../src/cli/application.ts";
import { commandLineOf } from "../../src/cli/command-context.ts";
import { ownContext } from "../../src/cli/own-context.ts";
import { runCommand } from "../../src/cli/run-command.ts";
import { keptOutput, type Ran } from "./in-process.ts";

/**
 * Runs a command as a process of its own does, on a graph that it opens, with these settings. Whoever calls this unstubs
 * the environment.
 */
export async function runAsOwn(
  args: readonly string[],
  { cwd, ...settings }: { readonly cwd: string; readonly [setting: string]: string },
): Promise<Ran> {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const [stdout, stderr] = [keptOutput(), keptOutput()];
  const { signal } = new AbortController();
  const line = { place: "in a process", env: process.env, stdout, stderr, signal } as const;
  const own = ownContext(line, async () => application);
  // Not spread: standard input is opened where it is asked for.
  const context = Object.create(own, {
    cwd: { value: cwd },
  });
  const exitCode = await runCommand(args, commandLineOf(context));
  await own.close();
  return { exitCode, out: stdout.text(), err: stderr.text() };
}
