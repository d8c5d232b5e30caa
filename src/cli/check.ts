import { Option } from "commander";
import pc from "picocolors";
import { type ConflictSeverity, conflictSeverities, ruleNames } from "../model/conflict.ts";
import type { Output } from "../server/commands/output.ts";
import type { AddCommand } from "./add-command.ts";
import { ask, askGraphql } from "./ask.ts";
import { type CommandContext, exitCodes, printOut, printProse } from "./command-context.ts";
import { type FactShown, factFragment } from "./fact-words.ts";
import {
  asOfOption,
  atRevisionOption,
  csvOption,
  jsonOption,
  knownAtOption,
  withChoices,
  withinOption,
  withOptions,
} from "./options.ts";
import { type ListFlags, printRows, type RowLooks } from "./print-list.ts";
import { type SarifFinding, sarifOf } from "./sarif.ts";
import { countOf, inWords } from "./wording.ts";

interface CheckFlags extends ListFlags {
  readonly rule?: readonly string[];
  readonly severity: string;
  readonly within?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly atRevision?: number;
}

const document = `query Check($rules: [String!], $within: String, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
  conflicts(rules: $rules, within: $within, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
    rule severity message
    subject { code name kind }
    facts { ...FactShown }
  }
}
${factFragment}`;

const help = `
Rules: ${ruleNames.join(", ")}.
error: the facts cannot all be true. warning: bodies or statements disagree. info: worth a look. gap: nothing contradicts anything, something is not known.
--json is SARIF 2.1.0. Everything found is printed; --severity decides the exit code.
Exit codes: 0 nothing of that severity or above was found, 1 something was, 2 not run.

Examples:
  commissioning check --within Q38
  commissioning check --rule two-consortia --rule member-and-outside --as-of 2011-04-01
  commissioning check --severity warning --json > conflicts.sarif`;

/** Adds `check`: the contradictions among the facts of a day. */
export const addCheckCommand: AddCommand = (program, { actPaged }) => {
  withOptions(program.command("check").description("find facts that contradict each other"), [
    new Option("--rule <name...>", "only by these rules; by all where absent").choices(ruleNames),
    withChoices(
      new Option("--severity <least>", "fail when something at least this severe is found"),
      conflictSeverities.map((severity) => severity.toLowerCase()),
    ).default("error"),
    withinOption(),
    asOfOption(),
    knownAtOption(),
    atRevisionOption(),
    csvOption(),
    jsonOption(),
  ])
    .addHelpText("after", help)
    .action(actPaged(check));
};

async function check(context: CommandContext, { json, csv, rule, severity, ...flags }: CheckFlags) {
  const { conflicts } = await ask<{ conflicts: readonly SarifFinding[] }>(context, document, {
    ...flags,
    rules: rule ?? null,
  });
  const atWorst = conflictSeverities.indexOf(severity.toUpperCase() as ConflictSeverity);
  const failing = conflicts.filter((found) => conflictSeverities.indexOf(found.severity) <= atWorst);
  if (json) {
    const { extensions } = await askGraphql(context, { document: "{ __typename }" });
    await printOut(
      context,
      JSON.stringify(sarifOf(conflicts, { ...(extensions?.dataset as object), ...flags }), null, 2),
    );
  } else {
    await printRows(context, { csv }, looksOn(context.stdout), conflicts);
    if (!csv) await printProse(context, conclusion(conflicts));
  }
  return failing.length > 0 ? exitCodes.found : exitCodes.done;
}

function looksOn({ colours }: Output): RowLooks<SarifFinding> {
  const { red, yellow, dim } = pc.createColors(colours);
  const shades = { ERROR: red, WARNING: yellow, INFO: dim, GAP: dim };
  return {
    table: [
      { title: "severity", cell: ({ severity }) => shades[severity](inWords(severity)) },
      { title: "rule", cell: ({ rule }) => rule },
      { title: "what contradicts what", cell: ({ message }) => message },
      { title: "sources", cell: ({ facts }) => sourcesOf(facts).join(", ") },
    ],
    csv: {
      severity: ({ severity }) => severity,
      rule: ({ rule }) => rule,
      code: ({ subject }) => subject.code,
      name: ({ subject }) => subject.name,
      message: ({ message }) => message,
      factIds: ({ facts }) => facts.map(({ factId }) => factId).join(" "),
      sources: ({ facts }) => sourcesOf(facts).join(" "),
      confidence: ({ facts }) => [...new Set(facts.map(({ confidence }) => confidence))],
    },
  };
}

const sourcesOf = (facts: readonly FactShown[]): string[] => [
  ...new Set(facts.map(({ source }) => source.code)),
];

function conclusion(conflicts: readonly SarifFinding[]): string {
  if (conflicts.length === 0) return "Nothing contradicts anything there on that day.";
  return conflictSeverities
    .map((severity) => conflicts.filter((found) => found.severity === severity).length)
    .map((count, at) => countOf(count, (conflictSeverities[at] ?? "").toLowerCase().replace("info", "note")))
    .join(", ")
    .concat(".");
}
