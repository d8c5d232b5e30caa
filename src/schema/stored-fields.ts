import { enumNameOf } from "../model/filters.ts";
import type { Context } from "../resolvers/context.ts";
import type { StoredField } from "../vocabulary/field.ts";
import { sentence } from "../vocabulary/field.ts";
import type { InputFields, ObjectFields } from "./builder.ts";
import { enumTypes } from "./enums.ts";

/** Fields of the schema that are stored fields as they are: from their declaration in src/vocabulary. */

/** The scalar of each type; the rest are texts. */
const scalars = {
  count: "Int",
  day: "Date",
  financialYear: "FinancialYear",
  flag: "Boolean",
  instant: "DateTime",
  pounds: "Float",
  share: "Float",
} as const;

/** The type that the schema gives to a stored field, before it is a list or may be missing. */
function typeOf({ type }: StoredField) {
  if (typeof type === "string") return type in scalars ? scalars[type as keyof typeof scalars] : "String";
  return enumTypes[enumNameOf(type)];
}

type Named = readonly (readonly [name: string, field: StoredField])[];

/**
 * Output fields of a thing that holds stored fields under their names: those that are answered as they are stored.
 * @param asked by field, told that a query asks for it
 */
export const answeredFields = (
  t: ObjectFields<never>,
  fields: Named,
  asked: Readonly<Record<string, (held: never, context: Context) => void>> = {},
): object =>
  Object.fromEntries(
    fields
      .filter(([, { answered }]) => answered !== undefined)
      .map(([name, field]) => [
        name,
        t.field({
          type: field.type === "texts" ? ["String"] : typeOf(field),
          nullable: !field.needed,
          description: field.answered || sentence(field),
          resolve: answering(name, asked[name]),
        }),
      ]),
  );

const answering = (name: string, asked: ((held: never, context: Context) => void) | undefined) => {
  const read = (held: object) => (held as Readonly<Record<string, never>>)[name] as never;
  if (!asked) return read;
  return (held: object, _args: object, context: Context) => {
    asked(held as never, context);
    return read(held);
  };
};

/** Input fields by which stored fields are given. @param nameOf the name that the API gives to one; its own where absent */
export const givenFields = (
  t: InputFields,
  fields: readonly (readonly [name: string, field: StoredField & { readonly absent?: string }])[],
  nameOf: (name: string) => string = (name) => name,
): object =>
  Object.fromEntries(
    fields.map(([name, field]) => [
      nameOf(name),
      t.field({
        type: field.type === "texts" ? ["String"] : typeOf(field),
        required: field.needed ?? false,
        description: sentence(field, field.absent ? `; absent: ${field.absent}` : ""),
      }),
    ]),
  );
