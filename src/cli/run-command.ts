import addCompletions from "@bomb.sh/tab/commander";
import { Command } from "commander";
import { BadUserInput } from "../model/errors.ts";
import { programVersion } from "../server/program-version.ts";
import type { Act, Acts } from "./add-command.ts";
import { type CommandContext, type CommandLine, type ExitCode, exitCodes } from "./command-context.ts";
import { commands } from "./commands.ts";
import { helpText, helpWidth } from "./help-text.ts";
import { reportFailure } from "./report-failure.ts";
import { wrapped } from "./wrapped.ts";

const description = `Who commissioned care in England, 2010-2013: one dated, sourced graph, asked over GraphQL.`;
const help = `
Exit codes: 0 done, 1 something was found, is not as it was written, or an answer has errors, 2 not run (wrong use, \
no graph, or it could not be looked at), 3 data refused, 4 nothing of the file was taken, 5 it is not known whether \
the change was written, 130 stopped by Ctrl-C.`;

/** How a command's action is run: here, in the server that holds the graph's file, or with a pager. */
type Run = (
  context: CommandContext,
  action: (context: CommandContext) => Promise<ExitCode>,
  command: unknown,
) => Promise<ExitCode>;

/** Runs one command line; what it prints goes to the outputs of the line, and its exit code is the answer. */
export async function runCommand(args: readonly string[], line: CommandLine): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const act =
    (run: Run): Act =>
    (action) =>
    async (...given) => {
      // Commander hands its command over last.
      exitCode = await run(await line.context(), (context) => action(context, ...given), given.at(-1));
    };
  try {
    const program = buildProgram(line, actsOf(args, line, act));
    // It prints with console, so it is for a process of its own.
    if (line.place === "in a process") addCompletions(program);
    await program.parseAsync([...args], { from: "user" });
    return exitCode;
  } catch (error) {
    return reportFailure(error, line);
  }
}

function actsOf(args: readonly string[], line: CommandLine, act: (run: Run) => Act): Acts {
  const here: Run = (context, action) => action(context);
  if (line.place === "in the server") return { act: act(here), actPaged: act(here), actHere: () => refuse };
  const sent: Run = async (context, action) => {
    const { sendCommand } = await import("./send-command.ts");
    return (await sendCommand(args, context)) ?? action(context);
  };
  const paged: Run = async (context, action, command) => {
    const pager = isForPeople(command) ? line.openPager() : null;
    if (pager === null) return sent(context, action, command);
    // Not spread: standard input is opened where it is asked for.
    const onPages: CommandContext = Object.create(context, { stdout: { value: pager.output } });
    try {
      return await sent(onPages, action, command);
    } finally {
      await pager.end(line.signal);
    }
  };
  return { act: act(sent), actPaged: act(paged), actHere: act(here) };
}

/** What a program is to read is not paged, nor anything where --no-pager says so. */
function isForPeople(command: unknown): boolean {
  if (!(command instanceof Command)) return false;
  const { pager, json, csv, xlsx } = command.optsWithGlobals();
  return Boolean(pager) && !json && !csv && !xlsx;
}

async function refuse(): Promise<never> {
  throw new BadUserInput("This command runs in a process of its own, not in the server.");
}

/** The program is built for each run: Commander keeps what it has read. */
function buildProgram({ stdout, stderr }: CommandLine, acts: Acts): Command {
  const program = new Command("commissioning")
    .description(description)
    .version(programVersion())
    .option("--no-pager", "print what is longer than the screen as it is, and not through $PAGER")
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
