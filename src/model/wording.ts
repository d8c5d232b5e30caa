/** A value of an enumeration in words: NOT_ACCEPTED is "not accepted". */
export const valueInWords = (value: string): string => value.toLowerCase().replaceAll("_", " ");

export const inPounds = (amount: number): string => `£${amount.toLocaleString("en-GB")}`;

/** Each once, in the order they came: "a", "a and b", "a, b and c". */
export function inSeries(words: readonly string[]): string {
  const distinct = [...new Set(words)];
  const last = distinct.pop() ?? "";
  return distinct.length === 0 ? last : `${distinct.join(", ")} and ${last}`;
}
