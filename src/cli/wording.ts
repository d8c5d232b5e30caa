/** How commands put things into words. */

const numbers = new Intl.NumberFormat("en-GB");

/** A number as people read it; nothing where there is none. */
export const numberText = (number: number | null): string => (number === null ? "" : numbers.format(number));

/** "1 practice", "2,000 practices". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`;

/** A value of an enumeration in words: NOT_ACCEPTED is "not accepted". */
export const inWords = (value: string | null): string => (value ?? "").toLowerCase().replaceAll("_", " ");

export interface Named {
  readonly code: string;
  readonly name: string;
}

/** "Cambridgeshire PCT (5PP)". */
export const nameAndCode = ({ name, code }: Named): string => `${name} (${code})`;
