import { parse } from "csv-parse/sync";
import { BadUserInput } from "../../model/errors.ts";

/** What the first lines of a table show. */
export interface Head {
  readonly delimiter: string;
  /** The line of the first row that is not empty, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const delimiters = [",", ";", "\t", "|"] as const;
const delimiterNames = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" } as const;
export const delimiterName = (delimiter: string): string =>
  delimiterNames[delimiter as keyof typeof delimiterNames] ?? JSON.stringify(delimiter);

/** Excel's own first line, which names the delimiter: `sep=;`. */
const separatorLine = /^"?sep=(.)"?[,;\t|]*$/i;
export const isSeparatorLine = (text: string, line: number): boolean =>
  line === 1 && separatorLine.test(text);

/**
 * Finds the delimiter and the first row of a table: of all that a file may be divided by, the one under which the row
 * fits best.
 * @param text the start of the file, of whole lines
 * @param fitOf how well a row fits, 0 where not at all
 * @throws BadUserInput for a first row that is broken under each, or a file of empty lines
 */
export function headOf(name: string, text: string, fitOf: (cells: readonly string[]) => number): Head {
  const lines = text.split("\n");
  const declared = separatorLine.exec(lines[0] ?? "")?.[1];
  const line = lines.findIndex((row, at) => (at > 0 || !declared) && row.replace(/[\s,;|"]/g, "") !== "");
  if (line < 0) throw new BadUserInput(`${name} has no row that is not empty: expected a header and rows.`);
  const rest = lines.slice(line).join("\n");
  const heads = (declared ? [declared] : delimiters).flatMap((delimiter) => {
    const cells = firstRow(rest, delimiter);
    return cells ? [{ delimiter, line: line + 1, cells: cells.map((cell) => cell.trim()) }] : [];
  });
  const [best] = heads
    .map((head) => ({ head, score: fitOf(head.cells) }))
    .sort((a, b) => b.score - a.score || b.head.cells.length - a.head.cells.length);
  if (best) return best.head;
  throw new BadUserInput(
    `${name}, line ${line + 1}: its quotes are broken (${JSON.stringify(rest.slice(0, 60))}): expected a header such as kind,from,to.`,
  );
}

/**
 * Finds the delimiter of a file without a header, by its first lines: of all that they may be divided by, the one under
 * which they fit best; a comma where none tells.
 */
export function delimiterOf(text: string, fitOf: (cells: readonly string[]) => number): string {
  const lines = text.split("\n", 20).filter((line) => line.trim() !== "");
  const declared = separatorLine.exec(lines[0] ?? "")?.[1];
  if (declared) return declared;
  const scores = delimiters.map((delimiter) => ({
    delimiter,
    score: lines.reduce((sum, line) => sum + fitOf(firstRow(line, delimiter) ?? []), 0),
  }));
  return scores.reduce((best, other) => (other.score > best.score ? other : best)).delimiter;
}

/** The first rows of a file, each on a line of its own; those that are broken are left out. */
export const firstRows = (text: string, delimiter: string): string[][] =>
  text.split("\n", 50).flatMap((line) => {
    const cells = firstRow(line, delimiter);
    return cells === undefined ? [] : [cells];
  });

function firstRow(text: string, delimiter: string): string[] | undefined {
  try {
    return parse(text, { delimiter, to: 1, relax_column_count: true, record_delimiter: "\n" })[0];
  } catch {
    return undefined;
  }
}
