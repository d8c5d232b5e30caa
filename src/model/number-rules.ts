import type { FieldType } from "../vocabulary/field.ts";

/** More than all patients of England; a count is answered in 32 bits, and so are sums of counts. */
const largestCount = 100_000_000;
/** Pounds beyond which no amount of the NHS lies, and sums of doubles lose their pence. */
const tooMany = 1e15;

/**
 * What is wrong with a number that is said of something, by the type of its field; undefined for one that may be
 * written.
 */
export function faultOfNumber(
  type: FieldType,
  value: number,
): { readonly found: string; readonly expected: string } | undefined {
  if (type === "share") {
    if (value >= 0 && value <= 1) return undefined;
    return { found: `${value} is not a share`, expected: "0 to 1, such as 0.25 for a quarter" };
  }
  if (type === "count") {
    if (Number.isInteger(value) && value >= 0 && value <= largestCount) return undefined;
    return { found: `${value} is not a count`, expected: `0 to ${largestCount}, such as 6500` };
  }
  if (type !== "pounds" || isAmount(value)) return undefined;
  return { found: `${value} is not an amount`, expected: "pounds, 0 or more, such as 217500000" };
}

/** Whole pence, as a column of a table has them. */
const isAmount = (value: number): boolean =>
  value >= 0 && value < tooMany && Number(value.toFixed(2)) === value;
