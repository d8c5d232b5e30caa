import type { Rejects } from "../report/rejects.ts";
import { countIgnored, type Ignored, type PartReport, type Rejected } from "../report/report.ts";
import type { Cells } from "./cells.ts";
import type { OpenTable } from "./open-table.ts";
import { rowBatches } from "./row-batches.ts";

/** A row that has cells to read. */
export interface RowToIngest {
  readonly line: number;
  readonly cells: Cells;
}

/** What became of a row. */
export type RowOutcome = Ignored | Rejected | { readonly kind: "added" | "changed" | "unchanged" };

/**
 * Takes the rows of a table some thousands at a time, and counts what became of each.
 * @param take answers an outcome for each row that it is given, in their order
 */
export async function ingestRows(
  table: OpenTable,
  part: PartReport,
  rejects: Rejects,
  onBytes: (bytes: number) => void,
  take: (rows: readonly RowToIngest[]) => Promise<readonly RowOutcome[]>,
): Promise<void> {
  for await (const batch of rowBatches(table, onBytes)) {
    const candidates = batch.flatMap(({ row, read }) =>
      read.kind === "cells" ? [{ line: row.line, cells: read.cells }] : [],
    );
    const outcomes = (await take(candidates)).values();
    for (const { row, read } of batch) {
      const outcome = read.kind === "cells" ? outcomes.next().value : read;
      if (outcome === undefined) throw new Error(`Line ${row.line} of ${part.file} was not taken`);
      part.read++;
      if (outcome.kind === "ignored") countIgnored(part, outcome);
      else part[outcome.kind]++;
      if (outcome.kind === "rejected") rejects.add(part.file, row, outcome);
    }
    await rejects.drain();
  }
}
