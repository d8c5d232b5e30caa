import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Cell, cellText } from "../export/table.ts";
import { type CommandContext, printOut, printProse } from "./command-context.ts";
import { type Connection, listAll } from "./pages.ts";
import { noProgress, progressBar } from "./progress.ts";
import { type TableColumn, tableText } from "./table.ts";

/** How a list is printed: as a table for people, unless something else is asked for. */
export interface ListFlags {
  readonly json?: boolean | undefined;
  readonly csv?: boolean | undefined;
}

/** How the rows of a list look. */
export interface RowLooks<Row> {
  readonly table: readonly (TableColumn & { readonly cell: (row: Row) => string })[];
  /** Columns of CSV by their names. */
  readonly csv: Readonly<Record<string, (row: Row) => Cell>>;
}

interface Looks<Row> extends RowLooks<Row> {
  /** What is said while it is read. */
  readonly reading: string;
  /** What is said under the table, or in place of an empty one. */
  readonly conclusion: (list: Connection<Row>) => string;
}

/** Reads a whole list of the API (see `listAll`) and prints it: CSV and JSON while it is read. */
export async function printListOf<Row>(
  context: CommandContext,
  flags: ListFlags,
  looks: Looks<Row>,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<void> {
  // Rows that run over the terminal would run over the bar.
  const rowsPass = (flags.csv || flags.json) && context.stdout.isTerminal;
  const bar = rowsPass ? noProgress : await progressBar(context.stderr, looks.reading);
  const { first, rows } = await listAll<Row>(context, document, variables, bar);
  await printRows(context, flags, looks, rows);
  if (!flags.csv && !flags.json) await printProse(context, looks.conclusion(first));
}

/** Prints rows: CSV and JSON as they come, a table when all are there. */
export async function printRows<Row>(
  context: CommandContext,
  { json, csv }: ListFlags,
  looks: RowLooks<Row>,
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<void> {
  if (csv) return printCsv(context, looks.csv, rows);
  if (json) return printJson(context, rows);
  const cells: string[][] = [];
  for await (const row of rows) cells.push(looks.table.map(({ cell }) => cell(row)));
  if (cells.length > 0) await printOut(context, `${tableText(context.stdout, looks.table, cells)}\n`);
}

/**
 * RFC 4180 as spreadsheets open it: with a byte order mark, without which Excel takes it for Windows-1252, and no cell
 * that a spreadsheet would run as a formula.
 */
async function printCsv<Row>(
  { stdout, signal }: CommandContext,
  columns: RowLooks<Row>["csv"],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<void> {
  const { stringify } = await import("csv-stringify");
  const cells = Object.values(columns);
  const toCells = new Transform({
    objectMode: true,
    transform: (row: Row, _encoding, done) =>
      done(
        null,
        cells.map((cell) => {
          const text = cell(row);
          return text === null ? "" : cellText(text);
        }),
      ),
  });
  const toLines = stringify({
    header: true,
    columns: Object.keys(columns),
    bom: true,
    escape_formulas: true,
    record_delimiter: "windows",
  });
  await pipeline(Readable.from(rows), toCells, toLines, stdout.stream, { end: false, signal });
}

/** An array, an object a line, each line after the first begun by its comma. */
async function printJson<Row>(
  context: CommandContext,
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<void> {
  let lead = "[";
  for await (const row of rows) {
    await printOut(context, lead + JSON.stringify(row));
    lead = ",";
  }
  await printOut(context, lead === "[" ? "[]" : "]");
}
