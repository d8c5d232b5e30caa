import type { Code } from "../../model/code.ts";

/**
 * A code as it comes out of the graph.
 * @throws Error where a row has none, so that a statement which lacks a column is found out at once
 */
export function readCode(value: unknown): Code {
  if (typeof value !== "string")
    throw new Error(`Expected the code of an organisation in a row, got ${value}.`);
  return value as Code;
}

/** The same where there may be none. */
export const readCodeOrNull = (value: unknown): Code | null => (value == null ? null : readCode(value));
