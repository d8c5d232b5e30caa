import { type Argument, type Command, Option } from "commander";
import { parseDate, parseInstant, parseRevision } from "../model/dates.ts";
import { asTyped } from "./wording.ts";

/** Options that several commands have, in the same words. */

export const asOfOption = () =>
  new Option(
    "--as-of <date>",
    "the day that is asked about, such as 2011-04-01; the dataset's own where absent",
  ).argParser(parseDate);

export const knownAtOption = () =>
  new Option(
    "--known-at <instant>",
    "as the graph believed at that instant, such as 2011-04-10T00:00:00Z; now where absent",
  ).argParser(parseInstant);

export const atRevisionOption = () =>
  new Option(
    "--at-revision <number>",
    "as this revision of the dataset answered, such as 12: the same for ever; the present one where absent",
  ).argParser(parseRevision);

export const withinOption = () =>
  new Option("--within <code>", "only inside this organisation, such as Q38 or 5PP");

export const jsonOption = () => new Option("--json", "print JSON");
export const csvOption = () => new Option("--csv", "print CSV that a spreadsheet opens").conflicts("json");

/** Takes one of some choices, also as GraphQL spells it: OUTSIDE for outside, SUPPORT_PROVIDER for support-provider. */
export function withChoices<T extends Option | Argument>(given: T, choices: readonly string[]): T {
  const { parseArg } = given.choices(choices);
  given.argParser((text: string, previous: unknown) => parseArg?.(asTyped(text), previous));
  return given;
}

/** Adds options to a command, in their order. */
export const withOptions = (command: Command, options: readonly Option[]): Command =>
  options.reduce((added, option) => added.addOption(option), command);
