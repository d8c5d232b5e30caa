import { InvalidArgumentError } from "commander";
import type { AddCommand } from "./add-command.ts";
import { ask } from "./ask.ts";
import { type CommandContext, exitCodes, printProse } from "./command-context.ts";
import { type FactShown, factFragment, factInWords, periodOf } from "./fact-words.ts";
import { asOfOption, atRevisionOption, jsonOption, knownAtOption, withOptions } from "./options.ts";
import { printRows } from "./print-list.ts";
import { countOf, type Named, nameAndCode } from "./wording.ts";

interface PathFlags {
  readonly json?: boolean;
  readonly maxLength?: number;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly atRevision?: number;
}

interface Path {
  readonly organisations: readonly Named[];
  readonly facts: readonly FactShown[];
}

const document = `query Paths($from: String!, $to: String!, $maxLength: Int, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
  paths(from: $from, to: $to, maxLength: $maxLength, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
    organisations { code name kind }
    facts { ...FactShown }
  }
}
${factFragment}`;

const help = `
Exit codes: 0 a way was found, 1 none was, 2 not run.

Examples:
  commissioning path hunts-health Q35
  commissioning path X000647 Q38 --as-of 2011-04-01 --json`;

/** Adds `path`: how two organisations are connected. */
export const addPathCommand: AddCommand = (program, { actPaged }) => {
  const command = program
    .command("path")
    .description("show the shortest ways between two organisations, along facts of the day")
    .argument("<from>", "code of the organisation at one end")
    .argument("<to>", "code of the organisation at the other end")
    .option("--max-length <facts>", "how many facts long a way may be", wholeNumber);
  withOptions(command, [asOfOption(), knownAtOption(), atRevisionOption(), jsonOption()])
    .addHelpText("after", help)
    .action(actPaged(path));
};

async function path(context: CommandContext, from: string, to: string, { json, ...flags }: PathFlags) {
  const { paths } = await ask<{ paths: readonly Path[] }>(context, document, { from, to, ...flags });
  if (json) {
    await printRows(context, { json }, { table: [], csv: {} }, paths);
  } else if (paths.length === 0) {
    await printProse(context, `Nothing joins ${from} and ${to} on that day.`);
  } else {
    await printProse(context, [...paths.map(wayInWords), `${countOf(paths.length, "way")}.`].join("\n\n"));
  }
  return paths.length === 0 ? exitCodes.found : exitCodes.done;
}

function wayInWords({ organisations, facts }: Path): string {
  const steps = facts.map((fact) => `  ${periodOf(fact)}  ${factInWords(fact)}  [${fact.source.code}]`);
  return [organisations.map(nameAndCode).join(" – "), ...steps].join("\n");
}

function wholeNumber(text: string): number {
  if (!/^\d{1,2}$/.test(text)) throw new InvalidArgumentError("expected a whole number of facts, such as 6.");
  return Number(text);
}
