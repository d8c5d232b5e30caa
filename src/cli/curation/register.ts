import { Argument } from "commander";
import { organisationKinds } from "../../model/kinds.ts";
import type { AddCommand } from "../add-command.ts";
import type { CommandContext } from "../command-context.ts";
import { oneOf } from "../options.ts";
import {
  addChangeOptions,
  addTrustOptions,
  type TrustedChangeFlags,
  trial,
  trustedChangeOf,
} from "./change-options.ts";
import { change } from "./outcome.ts";

/** What is said of an organisation beside its kind, code and name: the field of the API, and what it is. */
const said = {
  postcode: ["postcode", "its postcode"],
  opened: ["date", "its first day; absent: unknown"],
  closed: ["date", "its last day; absent: open"],
  listSize: ["number", "registered patients of a practice"],
  listSizeOn: ["date", "the day they were counted"],
  statedPopulation: ["number", "population as the source states it"],
  statedPractices: ["number", "number of practices as the source states it"],
  pathfinderFrom: ["date", "when a consortium was named a pathfinder"],
  pathfinderWave: ["number", "in which wave"],
  statutory: [null, "a consortium by statute: a CCG"],
  minimumDelegatedShare: ["share", "what an SHA makes each of its PCTs delegate of its budget, 0 to 1"],
  minimumDelegatedShareFrom: ["date", "from which day"],
  sector: ["text", "what kind of body a support provider is, such as NHS"],
} as const satisfies Readonly<Record<string, readonly [value: string | null, description: string]>>;

type Said = keyof typeof said;
type RegisterFlags = TrustedChangeFlags & { readonly name: string } & {
  readonly [K in Said]?: string | boolean;
};

const help = `
Where ODS gave no code, choose a slug, such as hunts-health. Many at once: commissioning import --help.
Exit codes: 0 added, 2 wrong use, 3 refused: nothing was written, and each problem is named.

Example:
  commissioning register practice trial-practice --name "A trial" --opened 2010-04-01 ${trial}`;

/** Adds `register`: an organisation that the graph has not heard of. */
export const addRegisterCommand: AddCommand = (program, { act }) => {
  const command = program
    .command("register")
    .description("add an organisation that the graph has not heard of")
    .addArgument(oneOf(new Argument("<kind>", "its kind"), organisationKinds.map(asTyped)))
    .argument("<code>", "its ODS code, or a slug")
    .requiredOption("--name <text>", "its name");
  for (const [field, [value, description]] of Object.entries(said)) {
    const option = `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    command.option(value === null ? option : `${option} <${value}>`, description);
  }
  addChangeOptions(addTrustOptions(command)).addHelpText("after", help).action(act(register));
};

/** A kind as it is typed: support-provider. */
const asTyped = (kind: string): string => kind.toLowerCase().replaceAll("_", "-");

function register(context: CommandContext, kind: string, code: string, flags: RegisterFlags) {
  const { json = false, name } = flags;
  const description = Object.fromEntries(
    Object.entries(said).map(([field, [value]]) => [field, read(value, flags[field as Said])]),
  );
  const input = {
    ...trustedChangeOf(flags),
    ...description,
    kind: organisationKinds.find((known) => asTyped(known) === kind),
    code,
    name,
  };
  const success = "... on OrganisationRegistered { organisation { code name kind opened closed } }";
  return change(context, "registerOrganisation", input, { success, json });
}

/** A text that is no number is left to the API to refuse in its words. */
function read(value: string | null, text: string | boolean | undefined): unknown {
  const isNumber = value === "number" || value === "share";
  return isNumber && text !== undefined && Number.isFinite(Number(text)) ? Number(text) : text;
}
