import type { AddCommand } from "../add-command.ts";
import type { CommandContext } from "../command-context.ts";
import {
  addChangeOptions,
  addTrustOptions,
  type TrustedChangeFlags,
  trustedChangeOf,
} from "./change-options.ts";
import { change } from "./outcome.ts";

type EndFlags = TrustedChangeFlags & { readonly on: string };

const help = `
The fact without that end is retracted, and the same is recorded with it, under an id of its own.
What was never so is not ended but retracted.
Exit codes: 0 ended, 2 wrong use, 3 refused.

Example:
  commissioning end 6978872540085e7ee48b --on 2012-03-31 --source A1 --reason "To try it."`;

/** Adds `end`: says on which day a fact ended. */
export const addEndCommand: AddCommand = (program, { act }) => {
  const command = program
    .command("end")
    .description("say on which day a fact ended")
    .argument("<factId>", "the fact's id, as commissioning show --all prints it")
    .requiredOption("--on <date>", "its last day, earlier than the one that it has");
  addChangeOptions(addTrustOptions(command)).addHelpText("after", help).action(act(end));
};

function end(context: CommandContext, factId: string, flags: EndFlags) {
  const { json = false, on } = flags;
  const input = { ...trustedChangeOf(flags), factId, validTo: on };
  const success = "... on FactEnded { fact { factId kind validFrom validTo } former { factId } }";
  const locate = ([, field]: readonly string[]) => (field === "validTo" ? "--on" : null);
  return change(context, "endFact", input, { success, locate, json });
}
