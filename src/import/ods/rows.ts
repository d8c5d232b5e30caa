import { isUtf8 } from "node:buffer";
import { type CsvError, parse } from "csv-parse/sync";
import { BadUserInput } from "../../model/errors.ts";

/** A line of a file, read into cells or found unreadable. `text` is the line as it was. */
export type Row = ReadRow | UnreadableRow;
export interface ReadRow {
  readonly kind: "read";
  readonly line: number;
  readonly text: string;
  readonly cells: readonly string[];
}
interface UnreadableRow {
  readonly kind: "unreadable";
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** Rows of ODS are under 300 bytes. */
const longestLine = 64 * 1024;
const newline = 0x0a;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads CSV as it arrives, a block of rows at a time. A row of ODS is one line, so a broken quote spoils its own
 * line and never the next.
 * @throws BadUserInput when a line is too long to be one of such a file
 */
export async function* readRows(name: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<Row[]> {
  let rest = Buffer.alloc(0);
  let lines = 0;
  for await (const chunk of bytes) {
    const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = block.lastIndexOf(newline) + 1;
    rest = Buffer.from(block.subarray(end));
    if (rest.length > longestLine) {
      throw new BadUserInput(
        `${name}, line ${lines + 1} or later, is longer than ${longestLine} bytes: expected a CSV file of ODS, whose rows are under 300.`,
      );
    }
    if (end === 0) continue;
    const rows = rowsOf(block.subarray(0, end), lines);
    lines += rows.length;
    yield rows;
  }
  if (rest.length > 0) yield rowsOf(rest, lines);
}

function rowsOf(block: Buffer, before: number): Row[] {
  const marked = before === 0 && block.subarray(0, 3).equals(byteOrderMark);
  const bytes = marked ? block.subarray(3) : block;
  const lines = bytes.toString("utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  const records = isUtf8(bytes) ? cellsOf(bytes.toString("utf8")) : undefined;
  if (Array.isArray(records) && records.length === lines.length) {
    return records.map((cells, index) => readRow(before + index + 1, lines[index] ?? "", cells));
  }
  return oneByOne(bytes, lines, before);
}

/** The slow way, for a block in which something is wrong. */
function oneByOne(bytes: Buffer, lines: readonly string[], before: number): Row[] {
  let start = 0;
  return lines.map((text, index) => {
    const newlineAt = bytes.indexOf(newline, start);
    const own = bytes.subarray(start, newlineAt < 0 ? undefined : newlineAt);
    start = newlineAt + 1;
    const line = before + index + 1;
    if (!isUtf8(own)) return unreadable(line, text, "it is not UTF-8 text: save the file as CSV in UTF-8");
    const bare = withoutReturn(text);
    const records = bare === "" ? [[""]] : cellsOf(bare);
    return Array.isArray(records)
      ? readRow(line, text, records[0] ?? [])
      : unreadable(line, text, records.reason);
  });
}

function readRow(line: number, text: string, cells: readonly string[]): ReadRow {
  return { kind: "read", line, text: withoutReturn(text), cells };
}

function unreadable(line: number, text: string, reason: string): UnreadableRow {
  return { kind: "unreadable", line, text: withoutReturn(text), reason };
}

const withoutReturn = (text: string): string => (text.endsWith("\r") ? text.slice(0, -1) : text);

function cellsOf(text: string): string[][] | { reason: string } {
  try {
    return parse(text, { relax_column_count: true, record_delimiter: ["\r\n", "\n"] });
  } catch (error) {
    return { reason: quoteFaults[(error as CsvError).code] ?? "it is not a row of CSV" };
  }
}

const quoteFaults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quote is opened and never closed",
  CSV_INVALID_CLOSING_QUOTE: 'a quote inside a quoted cell is not doubled: expected "" for one quote',
  INVALID_OPENING_QUOTE: "a quote stands inside a cell that is not quoted",
};
