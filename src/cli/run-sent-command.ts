import type { Application, SentCommand } from "../server/application.ts";
import { readSettings } from "../server/settings.ts";
import { type CommandContext, commandLineOf, type ExitCode } from "./command-context.ts";
import { graphFor } from "./graph-use.ts";
import { runCommand } from "./run-command.ts";

/** Runs a command that another process of this machine sent to this server, on the server's graph. */
export function runSentCommand(
  application: Application,
  { args, user, graph, ...sent }: SentCommand,
): Promise<ExitCode> {
  const settings = () => readSettings(sent.env);
  const context: CommandContext = {
    ...sent,
    application: async () => application,
    place: "in the server",
    // They could read the secret, so they own the graph's file.
    caller: { name: user, role: "administrator", advice: "" },
    settings,
    openGraph: (use = "ask") => graphFor(use, graph, { settings, signal: sent.signal }),
  };
  return runCommand(args, commandLineOf(context));
}
