import type { Extract, TableReader } from "./extract.ts";
import { cellOf, type ExportedRow, type Table } from "./table.ts";
import { tables } from "./tables.ts";

/**
 * Everything as JSON Lines: first what the export is, then each organisation and each fact with every column that it
 * has, and last how many they were, by which a reader knows that it has read all.
 */
export async function* jsonLinesOf(extract: Extract, read: TableReader): AsyncGenerator<string> {
  yield line({ type: "export", ...extractHead(extract) });
  const counts = { organisations: 0, facts: 0 };
  for (const table of tables) {
    const type = table.kinds === null ? "organisation" : "fact";
    for await (const { rows } of read(table)) {
      counts[`${type}s`] += rows.length;
      yield rows.map((row) => line(exportLine(row, table))).join("");
    }
  }
  yield line({ type: "end", revision: extract.revision, ...counts });
}

/** What was exported, in the words of the request. */
export function extractHead({ clocks, scope, within, kinds, revision }: Extract) {
  const { asOf, knownAt } = clocks;
  return { revision, asOf, knownAt, scope, within, kinds };
}

export const line = (value: object): string => `${JSON.stringify(value)}\n`;

/** A row with the columns that it has; what is missing is not in it. */
export function exportLine(row: ExportedRow, table: Table): Record<string, unknown> {
  const cells = table.columns.map((column) => [column.name, cellOf(row, column)] as const);
  return {
    type: table.kinds === null ? "organisation" : "fact",
    ...Object.fromEntries(cells.filter(([, cell]) => cell !== null)),
  };
}
