import type { SuggestedOrganisation } from "../../app/suggest-query.ts";
import type { Values } from "./draft.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface Common<Name extends string> {
  /** Its name in the mutation's input. */
  readonly name: Name;
  readonly label: string;
  readonly hint?: string;
  /** What to say where it is left empty; it may be where there is nothing to say. */
  readonly missing?: string;
  /** It is asked only where another field has one of these values. */
  readonly when?: readonly [field: string, ...values: string[]];
}

/** A question of a form: how it is asked, and so how its answer is read. */
export type Field<Name extends string = string> = Common<Name> &
  (
    | { readonly kind: "organisation"; readonly kinds?: readonly SuggestedOrganisation["kind"][] }
    | { readonly kind: "choice"; readonly choices: readonly Choice[] }
    | { readonly kind: "date" | "year" | "code" | "text" | "longText" | "lines" }
    | { readonly kind: "pounds" | "share" | "count" | "checkbox" | "source" }
  );

/** The fields that are asked, as things stand. */
export function askedOf(fields: readonly Field[], values: Values): readonly Field[] {
  return fields.filter(({ when }) => {
    if (!when) return true;
    const [field, ...those] = when;
    return those.includes(values[field] ?? "");
  });
}

/** The values of an enumeration in words, in the order in which they are offered. */
export function choicesOf<Value extends string>(words: Readonly<Record<Value, string>>): readonly Choice[] {
  return Object.entries<string>(words).map(([value, label]) => ({ value, label }));
}
