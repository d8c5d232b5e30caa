import addCompletions from "@bomb.sh/tab/commander";
import { Command } from "commander";
import { BadUserInput } from "../model/errors.ts";
import { programVersion } from "../server/program-version.ts";
import type { Act, Acts } from "./add-command.ts";
import { type CommandLine, type ExitCode, exitCodes } from "./command-context.ts";
import { commands } from "./commands.ts";
import { helpText, helpWidth } from "./help-text.ts";
import { reportFailure } from "./report-failure.ts";
import { wrapped } from "./wrapped.ts";

const description = `Who commissioned care in England, 2010-2013: one dated, sourced graph, asked over GraphQL.`;
const help = `
Exit codes: 0 done, 1 something was found, is not as it was written, or an answer has errors, 2 not run (wrong use, \
no graph, or it could not be looked at), 3 data refused, 4 nothing of the file was taken, 5 it is not known whether \
the change was written, 130 stopped by Ctrl-C.`;

/** Runs one command line; what it prints goes to the outputs of the line, and its exit code is the answer. */
export async function runCommand(args: readonly string[], line: CommandLine): Promise<ExitCode> {
  const { place } = line;
  let exitCode: ExitCode = exitCodes.done;
  const here: Act =
    (action) =>
    async (...given) => {
      exitCode = await action(await line.context(), ...given);
    };
  const sent: Act =
    (action) =>
    async (...given) => {
      const context = await line.context();
      const { sendCommand } = await import("./send-command.ts");
      exitCode = (await sendCommand(args, context)) ?? (await action(context, ...given));
    };
  const acts: Acts =
    place === "in a process" ? { act: sent, actHere: here } : { act: here, actHere: () => refuse };
  try {
    const program = buildProgram(line, acts);
    // It prints with console, so it is for a process of its own.
    if (place === "in a process") addCompletions(program);
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    return reportFailure(error, line);
  }
}

async function refuse(): Promise<never> {
  throw new BadUserInput("This command runs in a process of its own, not in the server.");
}

/** The program is built for each run: Commander keeps what it has read. */
function buildProgram({ stdout, stderr }: CommandLine, acts: Acts): Command {
  const program = new Command("commissioning")
    .description(description)
    .version(programVersion())
    .addHelpText("after", help)
    .exitOverride()
    .configureOutput({
      // What is added to a help comes as it is written.
      writeOut: (text) => stdout.stream.write(helpText(text, stdout.columns)),
      writeErr: (text) => stderr.stream.write(wrapped(text, stderr.columns)),
      getOutHelpWidth: () => helpWidth(stdout.columns),
      getErrHelpWidth: () => helpWidth(stderr.columns),
      getOutHasColors: () => stdout.colours,
      getErrHasColors: () => stderr.colours,
    });
  for (const add of commands) add(program, acts);
  return program;
}
