import type { AddCommand } from "../add-command.ts";
import type { CommandContext } from "../command-context.ts";
import { addChangeOptions, type ChangeFlags, changeInput } from "./change-options.ts";
import { change } from "./outcome.ts";

const help = `
Nothing is deleted: whoever asks with an earlier knownAt still sees the fact.
Exit codes: 0 retracted, 2 wrong use, 3 refused.

Example:
  commissioning retract ee06e3feae801c997ac7 --source A1 --reason "To try it."`;

/** Adds `retract`: takes a fact back. */
export const addRetractCommand: AddCommand = (program, { act }) => {
  const command = program
    .command("retract")
    .description("take a fact back that was never so")
    .argument("<factId>", "the fact's id, as commissioning show --all prints it")
    .option("--asserted-by <code>", "the organisation whose claim it is that the fact is wrong");
  addChangeOptions(command).addHelpText("after", help).action(act(retract));
};

function retract(context: CommandContext, factId: string, flags: ChangeFlags) {
  const { json = false, assertedBy } = flags;
  const input = { ...changeInput(flags), factId, assertedBy };
  return change(context, "retractFact", input, { success: "... on FactRetracted { fact { factId } }", json });
}
