import { type CellValue, writeXlsxStream } from "hucre/xlsx";
import type { Batch } from "./extract.ts";
import { type Cell, type ColumnType, cellOf, cellText, type Table } from "./table.ts";

/** A column of a sheet. */
export interface SheetColumn {
  readonly name: string;
  readonly type: ColumnType;
}

export const xlsxMediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * Excel's formats of numbers. "@" is text: what is typed over such a cell stays text too. An instant is text, because a
 * spreadsheet has no time zones.
 */
const numberFormats: Record<ColumnType, string> = {
  string: "@",
  integer: "0",
  number: "General",
  boolean: "General",
  date: "yyyy-mm-dd",
  datetime: "@",
  list: "@",
};

/** Before it, Excel counts a day too many, or none: such a day is text. */
const firstDayOfSheets = "1900-03-01";

/**
 * Rows as a workbook of one sheet, written as they are read. A code or a financial year is a cell of text, whatever it
 * looks like (the PCT 5E1 is no 50), and so is what begins like a formula.
 * @param sheet its name
 */
export async function* xlsxOf(
  sheet: string,
  columns: readonly SheetColumn[],
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Uint8Array> {
  yield* writeXlsxStream(rowsOf(columns, batches), {
    name: sheet,
    columns: columns.map(({ name, type }) => ({ header: name, numFmt: numberFormats[type] })),
    freezePane: { rows: 1 },
  });
}

/** A table as a workbook. */
export function tableXlsx(table: Table, batches: AsyncIterable<Batch>): AsyncGenerator<Uint8Array> {
  return xlsxOf(table.name, table.columns, cellsOf(table, batches));
}

async function* cellsOf({ columns }: Table, batches: AsyncIterable<Batch>): AsyncGenerator<Cell[][]> {
  for await (const { rows } of batches) yield rows.map((row) => columns.map((column) => cellOf(row, column)));
}

async function* rowsOf(
  columns: readonly SheetColumn[],
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<CellValue[]> {
  for await (const rows of batches) {
    for (const row of rows) yield row.map((cell, at) => sheetValue(cell, columns[at]?.type));
  }
}

function sheetValue(cell: Cell, type: ColumnType | undefined): CellValue {
  if (cell === null || typeof cell === "number" || typeof cell === "boolean") return cell;
  const text = cellText(cell);
  return type === "date" && text >= firstDayOfSheets ? new Date(text) : sheetText(text);
}

/** What XML cannot hold although a writer passes it, and what a spreadsheet would take for an escaped character. */
function sheetText(text: string): string {
  return text.replace(/[\uFFFE\uFFFF]/g, "\uFFFD").replace(/_(?=x[\dA-Fa-f]{4}_)/g, "_x005F_");
}
