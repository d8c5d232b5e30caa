import { readFileSync } from "node:fs";
import { Command } from "commander";
import type { Act, Acts } from "./add-command.ts";
import { type CommandContext, type ExitCode, exitCodes } from "./command-context.ts";
import { commands } from "./commands.ts";
import { reportFailure } from "./report-failure.ts";

/** The same distance from src/cli and from dist/cli. */
const packageFile = new URL("../../package.json", import.meta.url);

const description = `Who commissioned care in England, 2010-2013: one dated, sourced graph, asked over GraphQL.`;
const help = `
Exit codes: 0 done, 1 something was found or an answer has errors, 2 not run (wrong use, or no graph),
3 data refused, 130 stopped by Ctrl-C.`;

/** Runs one command line; what it prints goes to the context, and its exit code is the answer. */
export async function runCommand(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const act: Act =
    (action) =>
    async (...given) => {
      exitCode = await action(context, ...given);
    };
  try {
    await buildProgram(context, { act, actHere: act }).parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    return reportFailure(error, context);
  }
}

/** The program is built for each run: Commander keeps what it has read. */
function buildProgram({ stdout, stderr }: CommandContext, acts: Acts): Command {
  const program = new Command("commissioning")
    .description(description)
    .version((JSON.parse(readFileSync(packageFile, "utf8")) as { version: string }).version)
    .addHelpText("after", help)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.stream.write(text),
      writeErr: (text) => stderr.stream.write(text),
      getOutHelpWidth: () => stdout.columns ?? 100,
      getErrHelpWidth: () => stderr.columns ?? 100,
      getOutHasColors: () => stdout.colours,
      getErrHasColors: () => stderr.colours,
    });
  for (const add of commands) add(program, acts);
  return program;
}
