import { type CsvError, parse } from "csv-parse/sync";
import { BadUserInput } from "../../model/errors.ts";
import { quoteFaults } from "./records.ts";

/** A row of a register, read into cells or found unreadable. `text` is the row as it was. */
export type CsvRow = ReadRow | UnreadableRow;
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
/** Lines that one quoted cell may span: an address at most. */
const maxLines = 8;

/**
 * Reads CSV as it arrives, a block of rows at a time, in which a row is one line, but for line breaks inside quotes. A
 * broken quote spoils its own line and never the next.
 * @param text with "\n" for every line end
 * @throws BadUserInput when a line is too long to be one of such a file
 */
export async function* lineRecordsOf(
  name: string,
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRow[]> {
  let rest = "";
  let line = 1;
  for await (const chunk of text) {
    const block = rest + chunk;
    const end = block.lastIndexOf("\n") + 1;
    rest = block.slice(end);
    if (rest.length > longestLine) throw tooLong(name, line);
    if (end === 0) continue;
    const { rows, left, lines } = rowsOf(block.slice(0, end), line, delimiter, false);
    rest = left + rest;
    line += lines;
    yield rows;
  }
  if (rest.length > 0) yield rowsOf(rest, line, delimiter, true).rows;
}

const tooLong = (name: string, line: number): BadUserInput =>
  new BadUserInput(
    `${name}, line ${line} or later, is longer than ${longestLine} bytes: expected a CSV file of ODS, whose rows are under 300.`,
  );

interface Block {
  readonly rows: CsvRow[];
  /** The last lines, where a quoted cell may go on in the next block. */
  readonly left: string;
  /** Lines that the rows take. */
  readonly lines: number;
}

function rowsOf(block: string, from: number, delimiter: string, isLast: boolean): Block {
  const lines = block.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const records = cellsOf(block, delimiter);
  if (Array.isArray(records) && records.length === lines.length) {
    const rows = records.map((cells, at) => readRow(from + at, lines[at] ?? "", cells));
    return { rows, left: "", lines: lines.length };
  }
  return oneByOne(lines, from, delimiter, isLast);
}

/** The slow way, for a block in which something is wrong, or a quoted cell has line breaks. */
function oneByOne(lines: readonly string[], from: number, delimiter: string, isLast: boolean): Block {
  const rows: CsvRow[] = [];
  let width: number | null = null;
  for (let at = 0; at < lines.length; ) {
    const found = rowAt(lines, at, delimiter, width);
    if (found.open && !isLast && lines.length - at < maxLines) {
      return { rows, left: `${lines.slice(at).join("\n")}\n`, lines: at };
    }
    const text = lines.slice(at, at + found.lines).join("\n");
    rows.push(
      found.cells ? readRow(from + at, text, found.cells) : unreadable(from + at, text, found.reason),
    );
    if (found.cells && found.lines === 1) width = found.cells.length;
    at += found.lines;
  }
  return { rows, left: "", lines: lines.length };
}

interface Found {
  readonly lines: number;
  readonly cells: readonly string[] | null;
  readonly reason: string;
  /** A quote is not closed yet in any of the lines that there are. */
  readonly open: boolean;
}

/** The row that starts at a line: that line, or as many as its quoted cells take. @param width of the row before */
function rowAt(lines: readonly string[], at: number, delimiter: string, width: number | null): Found {
  let reason = "";
  for (let count = 1; count <= Math.min(maxLines, lines.length - at); count++) {
    const text = lines.slice(at, at + count).join("\n");
    const records = text === "" ? [[""]] : cellsOf(text, delimiter);
    if (Array.isArray(records)) {
      const [cells = []] = records;
      // Lines of rows with a broken quote may fit together by chance.
      if (count > 1 && width !== null && cells.length !== width) break;
      return { lines: count, cells, reason, open: false };
    }
    reason ||= records.reason;
    if (records.code !== "CSV_QUOTE_NOT_CLOSED") return { lines: 1, cells: null, reason, open: false };
  }
  return { lines: 1, cells: null, reason, open: true };
}

function readRow(line: number, text: string, cells: readonly string[]): ReadRow {
  return { kind: "read", line, text, cells };
}

function unreadable(line: number, text: string, reason: string): UnreadableRow {
  return { kind: "unreadable", line, text, reason };
}

function cellsOf(text: string, delimiter: string): string[][] | { code: string; reason: string } {
  try {
    return parse(text, { delimiter, relax_column_count: true, record_delimiter: "\n" });
  } catch (error) {
    const { code } = error as CsvError;
    return { code, reason: quoteFaults[code] ?? "it is not a row of CSV" };
  }
}
