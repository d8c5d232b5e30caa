import type { Code } from "../model/code.ts";
import type { FinancialYear, Instant, IsoDate } from "../model/dates.ts";

/**
 * A field that is said of something and kept: declared once, by name. What is stored, hashed, backed up, imported,
 * exported, asked for, filtered by and curated is derived from its declaration.
 */

/** What a field of each type holds. A name is a text that is not empty; a share is 0 to 1; a count is 0 or more. */
interface Types {
  code: Code;
  count: number;
  day: IsoDate;
  financialYear: FinancialYear;
  flag: boolean;
  instant: Instant;
  name: string;
  pounds: number;
  share: number;
  text: string;
  texts: readonly string[];
}

/** The name of a type, or the only words that the field may hold. */
export type FieldType = keyof Types | readonly string[];

interface Field {
  readonly type: FieldType;
  /** What it is, as a phrase that begins with a small letter: in inputs, imports, exports and on the command line. */
  readonly meaning?: string;
  /** How the API describes it where it answers the field as it is stored; "" where `meaning` says it. Absent: it answers something else. */
  readonly answered?: string;
  /** What it is in a filter and an order. Absent: it is not filtered by as it is stored. */
  readonly filtered?: string;
}

/** A field of the first form, which was written down as null where it was not said. */
interface FirstField extends Field {
  /** It is always said. What comes later cannot be: whatever is stored already does not say it. */
  readonly needed?: true;
  readonly since?: undefined;
}
/** One that came later, which is left out where it is not said. */
interface LaterField extends Field {
  /** The version of the graph's schema that it came with: `schemaVersion` is the latest of them. */
  readonly since: number;
  readonly needed?: undefined;
}
export type StoredField = FirstField | LaterField;
export type StoredFields = Readonly<Record<string, StoredField>>;

type ValueOfType<Type extends FieldType> = Type extends keyof Types
  ? Types[Type]
  : Type extends readonly (infer Word)[]
    ? Word
    : never;

type Later<Fields extends StoredFields> = {
  [Name in keyof Fields]: Fields[Name] extends { readonly since: number } ? Name : never;
}[keyof Fields];
type ValueOf<Field extends StoredField> =
  | ValueOfType<Field["type"]>
  | (Field extends { readonly needed: true } ? never : null);

/** What fields hold: null where one that need not be said is not. One that came later may be left out by whoever says the rest. */
export type ValuesOf<Fields extends StoredFields> = {
  readonly [Name in Exclude<keyof Fields, Later<Fields>>]: ValueOf<Fields[Name]>;
} & { readonly [Name in Later<Fields>]?: ValueOf<Fields[Name]> | undefined };

/** A text that begins with a capital letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a field means, as a sentence. @param more is said after it */
export function sentence({ meaning = "" }: Field, more = ""): string {
  return `${capital(meaning)}${more}.`;
}

/** A value for each name. */
export const byName = <Name extends string, Value>(
  names: readonly Name[],
  of: (name: Name) => Value,
): Readonly<Record<Name, Value>> =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, Value>;
