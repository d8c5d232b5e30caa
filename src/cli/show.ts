import pc from "picocolors";
import { NotFound } from "../model/errors.ts";
import type { AddCommand } from "./add-command.ts";
import { ask } from "./ask.ts";
import { type CommandContext, exitCodes, printOut, printProse } from "./command-context.ts";
import { type FactShown, factFragment, factInWords, periodOf, sourceInWords } from "./fact-words.ts";
import { asOfOption, atRevisionOption, jsonOption, knownAtOption, withOptions } from "./options.ts";
import {
  namesOverTime,
  organisationInShort,
  patientsInWords,
  type Shown,
  type ShownClocks,
} from "./show-summary.ts";
import { inWords, nameAndCode } from "./wording.ts";

interface ShowFlags extends ShownClocks {
  readonly json?: boolean;
  readonly all?: boolean;
}

interface ShownInFull extends Shown {
  readonly note: string | null;
}

const document = `query Show($code: String!, $asOf: Date, $knownAt: DateTime, $atRevision: Int) {
  organisation(code: $code, asOf: $asOf, knownAt: $knownAt, atRevision: $atRevision) {
    code name kind opened closed postcode confidence note
    source { code title published }
    ... on Practice { standing outsideReason orphanedSince listSize listSizeOn }
    descriptions { name postcode validFrom validTo source { code } confidence }
    predecessors { code name }
    successors { code name }
    history { ...FactShown }
  }
}
${factFragment}`;

const help = `
Shown is what it is, where it belongs on the day, its budget, its members, and what is in conflict. In brackets are the \
source and how far it is to be trusted.
--all shows every fact about it with its source and its id, oldest first; what is no longer believed is marked.

Examples:
  commissioning show 5PP
  commissioning show 5PP --as-of 2012-04-01 --all
  commissioning show X000642 --json`;

/** Adds `show`: an organisation on a day, or its whole history. */
export const addShowCommand: AddCommand = (program, { actPaged }) => {
  const command = program
    .command("show")
    .description("show an organisation: what it is and where it belongs on a day, or every fact about it")
    .argument("<code>", "its code, such as 5PP")
    .option("--all", "every fact about it, of whatever day, with its source and its id");
  withOptions(command, [asOfOption(), knownAtOption(), atRevisionOption(), jsonOption()])
    .addHelpText("after", help)
    .action(actPaged(show));
};

async function show(context: CommandContext, code: string, { json, all, ...clocks }: ShowFlags) {
  const { organisation } = await ask<{ organisation: ShownInFull | null }>(context, document, {
    code,
    ...clocks,
  });
  if (organisation === null) {
    const { knownAt, atRevision } = clocks;
    const then = [
      ...(knownAt === undefined ? [] : [`known at ${knownAt}`]),
      ...(atRevision === undefined ? [] : [`at revision ${atRevision}`]),
    ].join(", ");
    const place = then === "" ? "in the graph" : `as the graph was ${then}; it may hold it now, without that`;
    throw new NotFound(
      `There is no organisation ${JSON.stringify(code)} ${place}: expected a code that it holds, such as 5PP. Search by name with: commissioning search cambridge`,
    );
  }
  if (json) await printOut(context, JSON.stringify(organisation, null, 2));
  else if (all) await printProse(context, inLines(context, organisation));
  else await printOut(context, await organisationInShort(context, organisation, clocks));
  return exitCodes.done;
}

/** All that is known of it. */
function inLines({ stdout }: CommandContext, shown: ShownInFull): string {
  const { bold, dim, strikethrough } = pc.createColors(stdout.colours);
  const about = [
    ["kind", inWords(shown.kind)],
    ["open", `${shown.opened ?? "unknown"} to ${shown.closed ?? "now"}`],
    ["postcode", shown.postcode],
    ["names", namesOverTime(shown)],
    ["patients", patientsInWords(shown)],
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

const believed = ({ knownTo }: FactShown, words: string, struck: (text: string) => string): string =>
  knownTo ? `${struck(words)} (believed until ${knownTo})` : words;
