import { valueInWords } from "../model/wording.ts";

/** How commands put things into words. */

const numbers = new Intl.NumberFormat("en-GB");

/** A number as people read it; nothing where there is none. */
export const numberText = (number: number | null): string => (number === null ? "" : numbers.format(number));

/** "1 practice", "2,000 practices". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`;

/** A value of an enumeration in words; nothing where there is none. */
export const inWords = (value: string | null): string => valueInWords(value ?? "");

/** A value of an enumeration as it is typed: SUPPORT_PROVIDER is "support-provider". */
export const asTyped = (value: string): string => value.toLowerCase().replaceAll("_", "-");

export interface Named {
  readonly code: string;
  readonly name: string;
}

/** "Cambridgeshire PCT (5PP)". */
export const nameAndCode = ({ name, code }: Named): string => `${name} (${code})`;
