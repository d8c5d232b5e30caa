import { stringify } from "csv-stringify/browser/esm/sync";

export type CsvCell = string | number | null | undefined;
/** What each column of a file says of a row, by its heading. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => CsvCell>>;

/** Rows as CSV: a header, a row each. Text that a spreadsheet would run as a formula is led by an apostrophe. */
export function csvOf<Row>(columns: CsvColumns<Row>, rows: readonly Row[]): string {
  const cells = rows.map((row) => Object.values(columns).map((cell) => cell(row) ?? ""));
  return stringify([Object.keys(columns), ...cells], { escape_formulas: true, record_delimiter: "\n" });
}
