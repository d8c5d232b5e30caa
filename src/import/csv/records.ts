import { pipeline, Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { BadUserInput } from "../../model/errors.ts";

/** A row of a table: the line it starts at, its text as it was, its cells. */
export interface TableRow {
  readonly line: number;
  readonly text: string;
  readonly cells: readonly string[];
}

const longestRow = 64 * 1024;

/**
 * Reads CSV as it arrives, quoted line breaks too.
 * @param text with "\n" for every line end
 * @param delimiter one character
 * @throws BadUserInput for a broken quote, behind which nobody knows where rows end, and for a row of over 64 KB
 */
export async function* csvRecords(
  name: string,
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<TableRow> {
  // The parser is ahead of who reads from it: an error is of the row behind the last that it finished.
  let parsed = 0;
  const parser = parse({
    delimiter,
    record_delimiter: "\n",
    relax_column_count: true,
    info: true,
    raw: true,
    max_record_size: longestRow,
    on_record(row, { lines }) {
      parsed = lines;
      return row;
    },
  });
  // Its errors come out of the parser too, where they are told.
  pipeline(Readable.from(text), parser, () => {});
  let line = 1;
  try {
    for await (const row of parser as AsyncIterable<Parsed>) {
      const raw = row.raw.endsWith("\n") ? row.raw.slice(0, -1) : row.raw;
      yield { line, text: raw, cells: row.record };
      line = row.info.lines + 1;
    }
  } catch (error) {
    throw error instanceof Error && "code" in error && String(error.code) in quoteFaults
      ? broken(name, error as CsvError, parsed + 1)
      : error;
  }
}

interface Parsed {
  readonly record: string[];
  readonly raw: string;
  readonly info: { readonly lines: number };
}

/** What is wrong with the quotes of a row, and what is expected, by the name that the parser gives it. */
export const quoteFaults: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed: expected a second " before the next row',
  CSV_INVALID_CLOSING_QUOTE:
    'a quoted cell goes on behind its closing quote: expected "" for one quote inside it',
  INVALID_OPENING_QUOTE:
    'a quote stands inside a cell that is not quoted: expected the whole cell in quotes, and "" for one inside it',
  CSV_MAX_RECORD_SIZE: `the row is longer than ${longestRow} bytes: expected a few hundred, so perhaps a quote is never closed`,
};

function broken(name: string, error: CsvError, line: number): BadUserInput {
  const column = typeof error.column === "number" ? `, column ${error.column + 1}` : "";
  return new BadUserInput(
    `${name}, line ${line}${column}: ${quoteFaults[error.code]}.`,
    {},
    { cause: error },
  );
}
