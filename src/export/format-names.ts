import { BadUserInput } from "../model/errors.ts";

export const formatNames = ["csv", "jsonl", "graphml", "gexf", "parquet", "xlsx"] as const;
export type FormatName = (typeof formatNames)[number];

/**
 * Reads a format's name.
 * @throws BadUserInput
 */
export function parseFormat(text: string): FormatName {
  const format = formatNames.find((name) => name === text.trim().toLowerCase());
  if (format) return format;
  throw new BadUserInput(
    `${JSON.stringify(text.slice(0, 60))} is not a format: expected one of ${formatNames.join(", ")}.`,
  );
}
