import { Argument } from "commander";
import { organisationKinds } from "../../model/kinds.ts";
import { curatedFields } from "../../vocabulary/derive.ts";
import type { DescriptionColumn } from "../../vocabulary/description.ts";
import type { FieldType, StoredField } from "../../vocabulary/field.ts";
import type { AddCommand } from "../add-command.ts";
import type { CommandContext } from "../command-context.ts";
import { withChoices } from "../options.ts";
import { asTyped } from "../wording.ts";
import {
  addChangeOptions,
  addTrustOptions,
  isTrial,
  type TrustedChangeFlags,
  trustedChangeOf,
} from "./change-options.ts";
import { change } from "./outcome.ts";

/** How a value of each type is named in the help; null for an option without one. */
const valueNames: Readonly<Partial<Record<Extract<FieldType, string>, string | null>>> = {
  count: "number",
  pounds: "number",
  day: "date",
  flag: null,
  share: "share",
};

const valueName = (name: string, { type }: StoredField): string | null => {
  const known = typeof type === "string" ? valueNames[type] : undefined;
  return known === undefined ? (name === "postcode" ? "postcode" : "text") : known;
};

type RegisterFlags = TrustedChangeFlags & { readonly name: string } & {
  readonly [K in DescriptionColumn]?: string | boolean;
};

const help = `
Where ODS gave no code, choose a slug, such as hunts-health. Many at once: commissioning import --help.
Exit codes: 0 added, 2 wrong use, 3 refused: nothing was written, and each problem is named.

Example:
  commissioning register practice trial-practice --name "A trial" --opened 2010-04-01 ${isTrial}`;

/** Adds `register`: an organisation that the graph has not heard of. */
export const addRegisterCommand: AddCommand = (program, { act }) => {
  const command = program
    .command("register")
    .description("add an organisation that the graph has not heard of")
    .addArgument(withChoices(new Argument("<kind>", "its kind"), organisationKinds.map(asTyped)))
    .argument("<code>", "its ODS code, or a slug")
    .requiredOption("--name <text>", "its name");
  for (const [name, field] of curatedFields) {
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const value = valueName(name, field);
    const absent = field.absent ? `; absent: ${field.absent}` : "";
    command.option(value === null ? option : `${option} <${value}>`, `${field.meaning}${absent}`);
  }
  addChangeOptions(addTrustOptions(command)).addHelpText("after", help).action(act(register));
};

/** A kind as it is typed: support-provider. */

function register(context: CommandContext, kind: string, code: string, flags: RegisterFlags) {
  const { json = false, name } = flags;
  const description = Object.fromEntries(
    curatedFields.map(([name, field]) => [name, read(field, flags[name])]),
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
function read({ type }: StoredField, text: string | boolean | undefined): unknown {
  const isNumber = type === "count" || type === "share" || type === "pounds";
  return isNumber && text !== undefined && Number.isFinite(Number(text)) ? Number(text) : text;
}
