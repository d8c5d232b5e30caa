import { open } from "node:fs/promises";
import type { LocalFile } from "../input/local-file.ts";
import { columnOf } from "./columns.ts";
import { DateColumn, type DateOrder } from "./dates.ts";
import { type Encoding, encodingOf, textOf } from "./encoding.ts";
import { refuseOtherFormats } from "./formats.ts";
import { delimiterName, headOf, isSeparatorLine } from "./head.ts";
import type { Layout } from "./layout.ts";
import { type Constants, headerFit, layoutMapping, type Mapping, ownMapping } from "./mapping.ts";
import { recordsOf, type TableRow } from "./records.ts";

/** What a user says of the files. */
export interface TableOptions {
  readonly layout: Layout | undefined;
  readonly constants: Constants;
  readonly dates: DateOrder | undefined;
}

/** A file of rows of ours, as it was recognised. */
export interface Table {
  readonly file: LocalFile;
  readonly encoding: Encoding;
  readonly delimiter: string;
  /** The line of the header, or of the first row where there is none. */
  readonly firstLine: number;
  readonly mapping: Mapping;
  /** By our name of the column. */
  readonly dates: ReadonlyMap<string, DateColumn>;
}

const headBytes = 256 * 1024;

/**
 * Recognises a file: its format, encoding, delimiter, header and dates. It is read to its end for that.
 * @throws BadUserInput for a file in which one of them cannot be recognised, by name
 */
export async function openTable(file: LocalFile, options: TableOptions): Promise<Table> {
  const start = await startOf(file.path);
  refuseOtherFormats(file.name, start.subarray(0, 512));
  const encoding = await encodingOf(file.name, file.path, start);
  const { layout, constants } = options;
  const head = headOf(file.name, headText(start, encoding), headerFit(layout));
  const mapping = layout
    ? layoutMapping(file.name, head, layout, constants)
    : ownMapping(file.name, head, constants);
  const table = {
    file,
    encoding,
    delimiter: head.delimiter,
    firstLine: head.line,
    mapping,
    dates: dateColumns(mapping, options.dates),
  };
  await observeDates(table);
  return table;
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The last line may be cut, in the middle of a character even: it is only there to end the one before. */
const headText = (start: Buffer, encoding: Encoding): string =>
  new TextDecoder(encoding).decode(start).replace(/\r\n?/g, "\n");

function dateColumns(mapping: Mapping, order: DateOrder | undefined): Map<string, DateColumn> {
  const dates = new Map<string, DateColumn>();
  for (const [column, { label }] of mapping.columns) {
    if (columnOf(mapping.table, column)?.date) dates.set(column, new DateColumn(label, order));
  }
  return dates;
}

async function observeDates(table: Table): Promise<void> {
  const { dates, mapping, file } = table;
  const places = [...dates].map(([column, date]) => [mapping.columns.get(column)?.at ?? null, date] as const);
  if (places.some(([at]) => at !== null)) {
    for await (const { line, cells } of rowsOf(table)) {
      for (const [at, date] of places) if (at !== null) date.observe((cells[at] ?? "").trim(), line);
    }
  }
  for (const date of dates.values()) date.settle(file.name);
}

/** Every row below the header, empty ones too. */
export async function* rowsOf(table: Table, onBytes?: (bytes: number) => void): AsyncGenerator<TableRow> {
  const { file, encoding, delimiter, firstLine, mapping } = table;
  const firstRow = firstLine + (mapping.hasHeader ? 1 : 0);
  for await (const row of recordsOf(file.name, textOf(file.path, encoding, onBytes), delimiter)) {
    if (row.line >= firstRow && !isSeparatorLine(row.text, row.line)) yield row;
  }
}

/** What was recognised that a reader of the report should check, in one sentence; null where there is nothing. */
export function recognised({ file, encoding, delimiter, dates }: Table): string | null {
  const notes = [
    encoding === "utf-8" ? null : encodingNames[encoding],
    delimiter === "," ? null : delimiterName(delimiter),
    ...[...dates.values()].map((date) => date.note),
  ].filter((note) => note !== null);
  return notes.length === 0 ? null : `${file.name} was read as ${notes.join(", ")}.`;
}

const encodingNames: Readonly<Record<Encoding, string>> = {
  "utf-8": "UTF-8",
  "windows-1252": "Windows-1252",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
};
