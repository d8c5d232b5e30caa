import { stringify } from "csv-stringify/sync";
import type { Batch } from "./extract.ts";
import { type Cell, cellOf, cellText, type Table } from "./table.ts";

/** One line of CSV for each row, ended as RFC 4180 says. Text that a spreadsheet would run as a formula is led by an apostrophe. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (cell === null ? "" : cellText(cell))));
  return stringify(cells, { escape_formulas: true, record_delimiter: "\r\n" });
}

/** A table as CSV: UTF-8, a header, a missing value as nothing. */
export async function* csvOf(table: Table, batches: AsyncIterable<Batch>): AsyncGenerator<string> {
  yield csvLines([table.columns.map(({ name }) => name)]);
  for await (const { rows } of batches) {
    if (rows.length > 0)
      yield csvLines(rows.map((row) => table.columns.map((column) => cellOf(row, column))));
  }
}
