import type { TableRow } from "../csv/records.ts";
import { fault, rejecting } from "../report/faults.ts";
import { type Ignored, ignored, type Rejected, rejected } from "../report/report.ts";
import { Cells } from "./cells.ts";
import type { CellCondition } from "./mapping.ts";
import { type OpenTable, rowsOf } from "./open-table.ts";

/** Rows that one question to the graph, and one statement that writes, take at once. */
export const rowsInBatch = 5_000;

/** A row with the reader of its cells, or why it has none. */
export interface RowRead {
  readonly row: TableRow;
  readonly read: Ignored | Rejected | { readonly kind: "cells"; readonly cells: Cells };
}

/** The rows of a table, some thousands at a time. */
export async function* rowBatches(
  table: OpenTable,
  onBytes: (bytes: number) => void,
): AsyncGenerator<RowRead[]> {
  let batch: RowRead[] = [];
  for await (const row of rowsOf(table, onBytes)) {
    batch.push({ row, read: readRow(table, row) });
    if (batch.length < rowsInBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function readRow(table: OpenTable, row: TableRow): RowRead["read"] {
  const { width, leave, only } = table.mapping;
  if (row.cells.every((cell) => cell.trim() === "")) return ignored("empty line");
  const extra = row.cells.slice(width).some((cell) => cell.trim() !== "");
  if (row.cells.length < width || extra) {
    return rejected(null, `it has ${row.cells.length} columns: expected ${width}, as the first row has`);
  }
  const has = ({ at, fits }: CellCondition): boolean => {
    const cell = (row.cells[at] ?? "").trim();
    return [cell, ...cell.split(/\s*\|\s*/)].some(fits);
  };
  const left = leave.find(({ where }) => where.every(has)) ?? only.find((condition) => !has(condition));
  if (left) return ignored(left.rule);
  return { kind: "cells", cells: new Cells(table, row) };
}

/** Reads what a row says; a fault in it makes it a rejected one. */
export function reading<T>(cells: Cells, read: (cells: Cells) => T): T | Rejected {
  return rejecting(() => read(cells));
}

/** Rejects a row by the rule of the model that it breaks first. */
export function rejectBy(cells: Cells, problems: readonly { field: string; reason: string }[]): void {
  const [first] = problems;
  if (first) fault(cells.label(first.field), problems.map(({ reason }) => reason).join("; and "));
}
