import pc from "picocolors";
import { NotFound } from "../model/errors.ts";
import type { AddCommand } from "./add-command.ts";
import { ask } from "./ask.ts";
import { type CommandContext, exitCodes, printOut } from "./command-context.ts";
import { type FactShown, factFragment, factInWords, periodOf, sourceInWords } from "./fact-words.ts";
import { asOfOption, atRevisionOption, jsonOption, knownAtOption, withOptions } from "./options.ts";
import { counted, inWords, type Named, nameAndCode } from "./wording.ts";

interface ShowFlags {
  readonly json?: boolean;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly atRevision?: number;
}

interface Shown extends Named {
  readonly kind: string;
  readonly opened: string | null;
  readonly closed: string | null;
  readonly postcode: string | null;
  readonly confidence: string;
  readonly note: string | null;
  readonly source: FactShown["source"];
  readonly standing?: string;
  readonly listSize?: number | null;
  readonly predecessors: readonly Named[];
  readonly successors: readonly Named[];
  readonly history: readonly FactShown[];
}

const document = `query Show($code: String!, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
  organisation(code: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
    code name kind opened closed postcode confidence note
    source { code title published }
    ... on Practice { standing outsideReason orphanedSince listSize listSizeOn }
    predecessors { code name }
    successors { code name }
    history { ...FactShown }
  }
}
${factFragment}`;

const help = `
Every fact about it is shown with its source, oldest first; what is no longer believed is marked.

Examples:
  commissioning show 5PP
  commissioning show X000642 --json`;

/** Adds `show`: an organisation's whole history. */
export const addShowCommand: AddCommand = (program, { act }) => {
  const command = program
    .command("show")
    .description("show an organisation and every fact about it, with its source")
    .argument("<code>", "its code, such as 5PP");
  withOptions(command, [asOfOption(), knownAtOption(), atRevisionOption(), jsonOption()])
    .addHelpText("after", help)
    .action(act(show));
};

async function show(context: CommandContext, code: string, { json, ...flags }: ShowFlags) {
  const { organisation } = await ask<{ organisation: Shown | null }>(context, document, { code, ...flags });
  if (organisation === null) {
    throw new NotFound(
      `There is no organisation ${JSON.stringify(code)} in the graph: expected a code that it holds, such as 5PP. Search by name with: commissioning search cambridge`,
    );
  }
  await printOut(context, json ? JSON.stringify(organisation, null, 2) : inLines(context, organisation));
  return exitCodes.done;
}

function inLines({ stdout }: CommandContext, shown: Shown): string {
  const { bold, dim, strikethrough } = pc.createColors(stdout.colours);
  const about = [
    ["kind", inWords(shown.kind)],
    ["open", `${shown.opened ?? "unknown"} to ${shown.closed ?? "now"}`],
    ["postcode", shown.postcode],
    ["patients", shown.listSize == null ? null : counted(shown.listSize)],
    ["standing", shown.standing ? inWords(shown.standing) : null],
    ["before it", shown.predecessors.map(nameAndCode).join(", ")],
    ["after it", shown.successors.map(nameAndCode).join(", ")],
    ["source", `${shown.source.code}, ${shown.source.title}; ${inWords(shown.confidence)}`],
    ["note", shown.note],
  ].flatMap(([label, value]) => (value ? [`  ${dim((label ?? "").padEnd(10))}${value}`] : []));
  const below = shown.history.filter((fact) => isBelow(fact, shown.code));
  const own = shown.history.filter((fact) => !isBelow(fact, shown.code));
  const history = own.flatMap((fact) => [
    `  ${periodOf(fact)}  ${believed(fact, factInWords(fact), strikethrough)}`,
    `  ${dim(`${fact.factId.padEnd(24)}  ${sourceInWords(fact)}`)}`,
  ]);
  const members = below.map((fact) => {
    const words = `${fact.from ? nameAndCode(fact.from) : ""}, ${inWords(fact.status ?? fact.reason ?? null)}`;
    return `  ${periodOf(fact)}  ${believed(fact, words, strikethrough)}  ${dim(`[${fact.source.code}, ${fact.factId}]`)}`;
  });
  return [
    bold(nameAndCode(shown)),
    ...about,
    ...(history.length > 0 ? ["", bold("History"), ...history] : []),
    ...(members.length > 0 ? ["", bold("Members, and practices that stayed outside"), ...members] : []),
    ...(shown.history.length === 0 ? ["", "No fact about it is known."] : []),
  ].join("\n");
}

/** A group has hundreds of members: they are listed after what it did itself. */
const isBelow = ({ kind, to }: FactShown, code: string): boolean =>
  (kind === "MEMBERSHIP" || kind === "OUTSIDE") && to?.code === code;

const believed = ({ retractedAt }: FactShown, words: string, struck: (text: string) => string): string =>
  retractedAt ? `${struck(words)} (believed until ${retractedAt})` : words;
