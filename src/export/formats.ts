import { csvOf } from "./csv.ts";
import type { Extract, TableReader } from "./extract.ts";
import type { FormatName } from "./format-names.ts";
import { gexfOf } from "./gexf.ts";
import { graphmlOf } from "./graphml.ts";
import { extractHead, jsonLinesOf } from "./json-lines.ts";
import { parquetOf } from "./parquet.ts";
import type { Table } from "./table.ts";
import { nodes, tables, ties } from "./tables.ts";
import { tableXlsx, xlsxMediaType } from "./xlsx.ts";

/** One file of an export. */
export interface ExportFile {
  readonly name: string;
  readonly format: FormatName;
  readonly mediaType: string;
  readonly title: string;
  /** The tables in it. */
  readonly tables: readonly Table[];
  /** Its content from the first byte, a batch at a time. */
  chunks(extract: Extract, read: TableReader): AsyncIterable<string | Uint8Array>;
}

const tableFile = (table: Table, more: Pick<ExportFile, "format" | "mediaType" | "chunks">): ExportFile => ({
  name: `${table.name}.${more.format}`,
  title: table.description,
  tables: [table],
  ...more,
});

const csvFile = (table: Table) =>
  tableFile(table, {
    format: "csv",
    mediaType: "text/csv; charset=utf-8; header=present",
    chunks: (_extract, read) => csvOf(table, read(table)),
  });

const parquetFile = (table: Table) =>
  tableFile(table, {
    format: "parquet",
    mediaType: "application/vnd.apache.parquet",
    chunks: (extract, read) => parquetOf(table, read(table), aboutOf(extract)),
  });

const xlsxFile = (table: Table) =>
  tableFile(table, {
    format: "xlsx",
    mediaType: xlsxMediaType,
    chunks: (_extract, read) => tableXlsx(table, read(table)),
  });

function aboutOf(extract: Extract): Record<string, string> {
  const said = Object.entries(extractHead(extract)).filter(([, value]) => value !== null);
  return Object.fromEntries(said.map(([key, value]) => [key, String(value)]));
}

/** Every file that can be written. */
export const exportFiles: readonly ExportFile[] = [
  ...tables.map(csvFile),
  {
    name: "graph.jsonl",
    format: "jsonl",
    mediaType: "application/jsonl; charset=utf-8",
    title: "Organisations and facts, a line each, as JSON.",
    tables,
    chunks: jsonLinesOf,
  },
  {
    name: "graph.graphml",
    format: "graphml",
    mediaType: "application/graphml+xml; charset=utf-8",
    title: "Organisations and the facts that tie them, as GraphML.",
    tables: [nodes, ties],
    chunks: graphmlOf,
  },
  {
    name: "graph.gexf",
    format: "gexf",
    mediaType: "application/gexf+xml; charset=utf-8",
    title: "Organisations and the facts that tie them, with their days, as GEXF.",
    tables: [nodes, ties],
    chunks: gexfOf,
  },
  ...tables.map(parquetFile),
  ...tables.map(xlsxFile),
];

/** The files of some formats. */
export const filesOf = (formats: readonly FormatName[]): readonly ExportFile[] =>
  exportFiles.filter(({ format }) => formats.includes(format));
