import { factFields } from "./derive.ts";
import { descriptionFields } from "./description.ts";
import { type FactKind, factKinds } from "./fact.ts";
import type { StoredFields } from "./field.ts";
import { datasetFields, pathfinderCountFields, sourceFields } from "./others.ts";

/**
 * What is said, in the one form that is hashed and backed up: by name, and nothing for what is not said. Only for fields
 * of the first form is null written where nothing is said, as it always was: so ids, digests and backups of what says
 * nothing new stay as they are, whatever fields are added.
 */
export interface Form {
  /** Every field, in the order of its declaration. */
  readonly names: readonly string[];
  readonly first: readonly string[];
  readonly later: readonly string[];
  /** What its fields read as where nothing is said: null for each that does not have to be. */
  readonly unsaid: Readonly<Record<string, null>>;
}

function formOf(fields: StoredFields): Form {
  const names = Object.keys(fields);
  const isLater = (name: string) => fields[name]?.since !== undefined;
  return {
    names,
    first: names.filter((name) => !isLater(name)),
    later: names.filter(isLater),
    unsaid: Object.fromEntries(names.filter((name) => !fields[name]?.needed).map((name) => [name, null])),
  };
}

export const descriptionForm = formOf(descriptionFields);
export const sourceForm = formOf(sourceFields);
export const pathfinderCountForm = formOf(pathfinderCountFields);
export const datasetForm = formOf(datasetFields);
export const factForms = Object.fromEntries(
  factKinds.map((kind) => [kind, formOf(factFields[kind])]),
) as Record<FactKind, Form>;

/** What a value says, in a form. What the form does not know is kept, so that it is seen. */
export function saidIn({ first }: Form, value: object): Record<string, unknown> {
  const said = onlySaid(value);
  for (const name of first) said[name] ??= null;
  return said;
}

/** Only what is said: null and undefined are left out. */
export const onlySaid = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, said]) => said !== null && said !== undefined));

/** The latest version of the schema that a field came with. */
export const latestField = Math.max(
  ...[descriptionFields, sourceFields, pathfinderCountFields, datasetFields, ...Object.values(factFields)]
    .flatMap((fields: StoredFields) => Object.values(fields))
    .map(({ since }) => since ?? 1),
);
