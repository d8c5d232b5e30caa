import type { OrganisationKind } from "../model/kinds.ts";
import {
  type DescriptionColumn,
  type DescriptionField,
  descriptionFields,
  statementFields,
} from "./description.ts";
import { claimFields, type FactKind, factKinds, isOfOne, payloadFields } from "./fact.ts";
import { byName, type StoredField, type StoredFields } from "./field.ts";

/** What the declarations of fields say of one kind of organisation or of fact. */

type NamedField<Name extends string, Field> = readonly [name: Name, field: Field];
type NamedDescription = NamedField<DescriptionColumn, DescriptionField>;

const descriptions = Object.entries(descriptionFields) as NamedDescription[];

/** The fields that a kind of organisation has. @param kind null for what is read of organisations of any kind */
export const descriptionFieldsOf = (kind: OrganisationKind | null): readonly NamedDescription[] =>
  descriptions.filter(([, { of }]) => kind === null || of === undefined || of.includes(kind));

/** Those that organisations of every kind have. */
export const commonFields = descriptions.filter(([, { of }]) => of === undefined);

/** Those that only organisations of this kind have. */
export const ownFieldsOf = (kind: OrganisationKind): readonly NamedDescription[] =>
  descriptions.filter(([, { of }]) => of?.includes(kind));

/** All beside the name and what stands behind it. */
export const detailFields: readonly NamedDescription[] = descriptions.filter(
  ([name]) => name !== "name" && !(name in statementFields),
);

/** Those of them that curators give. */
export const curatedFields = detailFields.filter(([, { curated }]) => curated !== false);

const end = { type: "code", needed: true } as const;

/** Everything that a fact of each kind says: its ends, what every fact says, and its payload. */
export const factFields = byName(
  factKinds,
  (kind): StoredFields => ({
    from: end,
    ...(isOfOne(kind) ? {} : { to: end }),
    ...claimFields,
    ...payloadFields[kind],
  }),
);

/** What a kind of fact says beside its ends and what every fact says. */
export const payloadFieldsOf = (kind: FactKind): readonly NamedField<string, StoredField>[] =>
  Object.entries<StoredField>(payloadFields[kind]);

export interface AmongKinds {
  readonly name: string;
  /** As the first of the kinds has it. */
  readonly field: StoredField;
  readonly kinds: readonly FactKind[];
  /** What it means of each kind that says it, where that is not the same. */
  readonly meanings: readonly { readonly kinds: readonly FactKind[]; readonly meaning: string }[];
}

/** What facts of some kinds say: each field once. */
export function payloadFieldsAmong(kinds: readonly FactKind[]): readonly AmongKinds[] {
  const all = kinds.flatMap((kind) => payloadFieldsOf(kind).map(([name, field]) => ({ name, field, kind })));
  const first = all.filter(({ name }, at) => all.findIndex((other) => other.name === name) === at);
  return first.map(({ name, field }) => {
    const those = all.filter((other) => other.name === name);
    const kindsThat = (meaning?: string) =>
      those.filter(({ field }) => meaning === undefined || field.meaning === meaning).map(({ kind }) => kind);
    const meanings = [...new Set(those.map(({ field: { meaning = "" } }) => meaning))];
    return {
      name,
      field,
      kinds: kindsThat(),
      meanings: meanings.map((meaning) => ({ meaning, kinds: kindsThat(meaning) })),
    };
  });
}
