import type { AddCommand } from "../add-command.ts";
import type { CommandContext } from "../command-context.ts";
import {
  addChangeOptions,
  addTrustOptions,
  isTrial,
  type TrustedChangeFlags,
  trustedChangeOf,
} from "./change-options.ts";
import { change } from "./outcome.ts";

type CloseFlags = TrustedChangeFlags & { readonly on: string; readonly endFacts?: boolean };

const help = `
Who took over is a fact of its own: commissioning record succession --help.
Exit codes: 0 closed, 2 wrong use, 3 refused: each fact that outlasts that day is named, unless --end-facts ends it.

Example:
  commissioning close X000002 --on 2012-03-31 --end-facts ${isTrial}`;

/** Adds `close`: says on which day an organisation closed. */
export const addCloseCommand: AddCommand = (program, { act }) => {
  const command = program
    .command("close")
    .description("say on which day an organisation closed")
    .argument("<code>", "the organisation's code")
    .requiredOption("--on <date>", "its last day")
    .option("--end-facts", "end on that day what is believed of it beyond");
  addChangeOptions(addTrustOptions(command)).addHelpText("after", help).action(act(close));
};

function close(context: CommandContext, code: string, flags: CloseFlags) {
  const { json = false, on, endFacts } = flags;
  const input = { ...trustedChangeOf(flags), code, closed: on, endFacts };
  const success = "... on OrganisationClosed { organisation { code name closed } endedFacts }";
  const locate = ([, field]: readonly string[]) => (field === "closed" ? "--on" : null);
  return change(context, "closeOrganisation", input, { success, locate, json });
}
