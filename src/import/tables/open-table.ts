import { BadUserInput } from "../../model/errors.ts";
import { decodedText } from "../csv/encoding.ts";
import { firstRows, headOf, isSeparatorLine } from "../csv/head.ts";
import { type CsvFile, openText, readAs, writtenAs } from "../csv/open-csv.ts";
import { csvRecords, type TableRow } from "../csv/records.ts";
import type { LocalFile } from "../input/local-file.ts";
import { knownFileOf } from "../ods/known-files.ts";
import { rejecting } from "../report/faults.ts";
import { Cells, type Columns } from "./cells.ts";
import { columnOf } from "./columns.ts";
import { DateColumn, type DateOrder } from "./dates.ts";
import type { Layout } from "./layout.ts";
import {
  type Constants,
  headerFit,
  isOwnHeader,
  layoutMapping,
  type Mapping,
  ownMapping,
} from "./mapping.ts";
import { readLayout } from "./read-layout.ts";

/** What a user says of the files. */
export interface TableOptions {
  readonly layout: Layout | undefined;
  readonly constants: Constants;
  readonly dates: DateOrder | undefined;
}

/** A file of rows of ours, as it was recognised. */
export interface OpenTable extends CsvFile, Columns {
  /** How it is laid out, where not as ours. */
  readonly layout: Layout | undefined;
  /** The name of that layout, where the file told it and not the user. */
  readonly foundLayout: string | undefined;
  /** The line of the header, or of the first row where there is none. */
  readonly firstLine: number;
}

/**
 * Recognises a file: its format, encoding, delimiter, header and dates. It is read to its end for that.
 * @throws BadUserInput for a file in which one of them cannot be recognised, by name
 */
export async function openTable(file: LocalFile, options: TableOptions): Promise<OpenTable> {
  const { constants } = options;
  const { encoding, start } = await openText(file);
  const head = headOf(file.name, start, headerFit(options.layout));
  const foundLayout =
    options.layout || isOwnHeader(head.cells) ? undefined : odsLayout(file.name, start, head.delimiter);
  const layout = foundLayout === undefined ? options.layout : readLayout(foundLayout, (path) => path);
  const mapping = layout
    ? layoutMapping(file.name, head, layout, constants)
    : ownMapping(file.name, head, constants);
  const table = {
    file,
    encoding,
    delimiter: head.delimiter,
    firstLine: head.line,
    layout,
    foundLayout,
    mapping,
    dates: dateColumns(mapping, options.dates),
  };
  await observeDates(table);
  checkConstants(table);
  return table;
}

/**
 * The name of the layout of a file of ODS, told by what it holds; undefined for any other file.
 * @throws BadUserInput for a file of ODS that is no table
 */
function odsLayout(name: string, start: string, delimiter: string): string | undefined {
  const known = knownFileOf(firstRows(start, delimiter));
  if (known === undefined || known.layout !== undefined) return known?.layout;
  throw new BadUserInput(`${name} is ${known.what}, and no table of ours. ${known.advice}.`);
}

function dateColumns(mapping: Mapping, order: DateOrder | undefined): Map<string, DateColumn> {
  const dates = new Map<string, DateColumn>();
  for (const [column, { label }] of mapping.columns) {
    if (columnOf(mapping.table, column)?.date) dates.set(column, new DateColumn(label, order));
  }
  return dates;
}

async function observeDates(table: OpenTable): Promise<void> {
  const { dates, mapping, file } = table;
  const places = [...dates].map(([column, date]) => [mapping.columns.get(column)?.at ?? null, date] as const);
  for (const [column, date] of dates) date.observe(constantOf(mapping, column), null);
  if (places.some(([at]) => at !== null)) {
    for await (const { line, cells } of rowsOf(table)) {
      for (const [at, date] of places) if (at !== null) date.observe((cells[at] ?? "").trim(), line);
    }
  }
  for (const date of dates.values()) date.decide(file.name);
}

const constantOf = ({ columns }: Mapping, column: string): string =>
  columns.get(column)?.constant.trim() ?? "";

/**
 * Reads what is the same for all rows once: a fault in it is not told of each row.
 * @throws BadUserInput for one that is not what its column has
 */
function checkConstants(table: OpenTable): void {
  const { file, mapping } = table;
  const cells = new Cells(table, { line: 0, text: "", cells: [] });
  for (const column of mapping.columns.keys()) {
    const defined = columnOf(mapping.table, column);
    if (!cells.isConstant(column) || defined === undefined) continue;
    const read = rejecting(() => {
      if (defined.date) cells.date(column);
      if (defined.values && defined.required) cells.oneOf(column, defined.values);
      return null;
    });
    if (read) throw new BadUserInput(`${file.name}, all rows, ${column}: ${read.reason}.`);
  }
}

/** Every row below the header, empty ones too. */
export async function* rowsOf(table: OpenTable, onBytes?: (bytes: number) => void): AsyncGenerator<TableRow> {
  const { file, encoding, delimiter, firstLine, mapping } = table;
  const firstRow = firstLine + (mapping.hasHeader ? 1 : 0);
  for await (const row of csvRecords(file.name, decodedText(file.path, encoding, onBytes), delimiter)) {
    if (row.line >= firstRow && !isSeparatorLine(row.text, row.line)) yield row;
  }
}

/** What was recognised that a reader of the report should check, in one sentence; null where there is nothing. */
export function recognised(table: OpenTable): string | null {
  const dates = [...table.dates.values()].map((date) => date.note).filter((note) => note !== null);
  const layout = table.foundLayout === undefined ? [] : [`layout ${table.foundLayout}`];
  return readAs(table.file.name, [...layout, ...writtenAs(table), ...dates]);
}
