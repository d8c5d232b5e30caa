import { confidences } from "../../model/kinds.ts";
import type { Tally } from "../../model/rests-on.ts";
import type { RawRow } from "../graph.ts";

/** The columns of how many rows there are of each confidence. */
export const tallyColumns = confidences.map((confidence) => confidence.toLowerCase());

/** Rows by confidence, a column each. @param confidence the expression of a row's own */
export const tallyIn = (confidence: string): string =>
  confidences
    .map((one, at) => `sum(CASE WHEN ${confidence} = "${one}" THEN 1 ELSE 0 END) AS ${tallyColumns[at]}`)
    .join(", ");

/** Reads what `tallyIn` gave: the engines' sums of no rows differ. */
export const readTally = (raw: RawRow): Tally => tallyColumns.map((column) => Number(raw[column] ?? 0));

/** The confidence of the least trusted of some expressions of confidences. */
export const leastTrustedOf = (of: readonly string[]): string => {
  const worstFirst = [...confidences].reverse();
  const [first = "null"] = of;
  if (of.length === 1) return first;
  const cases = worstFirst.map((one) => `WHEN "${one}" IN [${of.join(", ")}] THEN "${one}"`);
  return `CASE ${cases.join(" ")} END`;
};
