import { writeXlsxStream } from "hucre/xlsx";
import type { CsvCell, CsvColumns } from "./csv.ts";

const mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Rows as a workbook of one sheet. A code is a cell of text, whatever it looks like: the PCT 5E1 is no 50. */
export async function xlsxOf<Row>(
  sheet: string,
  columns: CsvColumns<Row>,
  rows: readonly Row[],
): Promise<Blob> {
  const cells = rows.map((row) => Object.values(columns).map((cell) => cell(row) ?? null));
  const isNumber = (column: number) =>
    cells.every((row) => typeof row[column] === "number" || row[column] === null);
  const chunks = writeXlsxStream(inTurn(cells), {
    name: sheet,
    columns: Object.keys(columns).map((header, column) => ({
      header,
      numFmt: isNumber(column) ? "General" : "@",
    })),
    freezePane: { rows: 1 },
  });
  return new Response(chunks, { headers: { "content-type": mediaType } }).blob();
}

async function* inTurn(rows: readonly CsvCell[][]): AsyncGenerator<(string | number | null)[]> {
  for (const row of rows) yield row.map((cell) => cell ?? null);
}
