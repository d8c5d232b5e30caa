import { Option } from "commander";
import { fieldOf } from "../../model/curation.ts";
import { type FactKind, factKinds } from "../../model/facts.ts";
import type { AddCommand } from "../add-command.ts";
import type { CommandContext } from "../command-context.ts";
import { addChangeOptions, type ChangeFlags, changeInput, isTrial } from "./change-options.ts";
import { factFromTexts, fieldsOf } from "./fact-fields.ts";
import { change } from "./outcome.ts";

type RecordFlags = ChangeFlags &
  Readonly<Record<string, string | boolean | undefined>> & { readonly from?: string };

const examples: Record<FactKind, string> = {
  MEMBERSHIP: "--member 5PP --group Q35 --status ESTABLISHED --valid-from 2010-01-01 --valid-to 2010-03-31",
  OUTSIDE:
    "--practice X000001 --pct 5PP --outside-reason UNDECIDED --valid-from 2011-04-01 --valid-to 2011-06-30",
  DELEGATION:
    "--delegator 5PP --recipient hunts-health --financial-year 2011/12 --stage PLANNED --valid-from 2011-04-01 --valid-to 2012-03-31",
  SUPPORT:
    '--provider Q35 --recipient 5PP --services "Analysis;Contracts" --model HOSTED --valid-from 2011-04-01 --valid-to 2012-03-31',
  SUCCESSION: "--predecessor 5PP --successor 06H --valid-from 2013-04-01",
  REPORT:
    "--pct 5PP --position DEVELOPING --financial-year 2011/12 --valid-from 2011-05-01 --valid-to 2013-03-31",
  BUDGET:
    "--organisation 5PP --financial-year 2012/13 --amount-gbp 800000000 --valid-from 2012-04-01 --valid-to 2013-03-31",
};

const helpOf = (kind: FactKind): string => `
A file has a header with the names of fields: ${fieldsOf(kind).join(", ")}.
Several services stand between semicolons. All of a file is written, or nothing.
Exit codes: 0 written, 2 wrong use, 3 refused: nothing was written, and each problem is named.

Examples:
  commissioning record ${fieldOf(kind)} ${examples[kind]} ${isTrial}
  commissioning record ${fieldOf(kind)} --from facts.csv ${isTrial}`;

/** Adds `record`: facts of one kind, from arguments or from a file. */
export const addRecordCommand: AddCommand = (program, { act }) => {
  const record = program
    .command("record")
    .description("record facts, each with its source and the reason of the change");
  for (const kind of factKinds) {
    const command = record
      .command(fieldOf(kind))
      .description(`record a ${fieldOf(kind)}, or many from a file`);
    for (const field of fieldsOf(kind))
      command.option(`--${kebab(field)} <value>`, `${field}, as in the API`);
    addChangeOptions(command)
      .addOption(new Option("--from <file>", 'a CSV file of many, or "-" for standard input'))
      .addHelpText("after", helpOf(kind))
      .action(act((context: CommandContext, flags: RecordFlags) => run(context, kind, flags)));
  }
};

async function run(context: CommandContext, kind: FactKind, flags: RecordFlags) {
  const { json = false, from } = flags;
  if (from !== undefined) {
    const { readFactsCsv } = await import("./facts-csv.ts");
    const { facts, locate } = await readFactsCsv(context, from, kind, fieldsOf(kind));
    const input = { ...changeInput(flags), facts };
    return change(context, "recordFacts", input, { success: "... on FactsRecorded { count }", locate, json });
  }
  const fact = factFromTexts(
    Object.fromEntries(fieldsOf(kind).map((field) => [field, flags[field] as string | undefined])),
  );
  const mutation = `record${fieldOf(kind).charAt(0).toUpperCase()}${fieldOf(kind).slice(1)}`;
  const success = "... on FactRecorded { fact { factId kind validFrom validTo } }";
  return change(context, mutation, { ...changeInput(flags), ...fact }, { success, json });
}

const kebab = (field: string): string => field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
