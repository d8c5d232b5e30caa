import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import type { Batch } from "./extract.ts";
import { type Cell, type Column, cellOf, type ExportedRow, type Table } from "./table.ts";

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]["schema"][number];

/** Rows of a row group: what is held in memory, and what a reader can skip at once. */
const rowGroupSize = 10_000;

/**
 * A table as Parquet, a row group at a time: dates and instants as such, lists as lists, Snappy.
 * @param about kept in the file's metadata
 */
export async function* parquetOf(
  table: Table,
  batches: AsyncIterable<Batch>,
  about: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const kvMetadata = Object.entries(about).map(([key, value]) => ({ key, value }));
  const schema = [
    { name: table.name, num_children: table.columns.length },
    ...table.columns.flatMap(elementsOf),
  ];
  const parquet = new ParquetWriter({ writer, schema, kvMetadata, createdBy: "commissioning-graph" });
  let buffered: ExportedRow[] = [];
  for await (const { rows } of batches) {
    buffered.push(...rows);
    if (buffered.length < rowGroupSize) continue;
    writeGroup(parquet, table, buffered);
    buffered = [];
    yield taken(writer);
  }
  if (buffered.length > 0) writeGroup(parquet, table, buffered);
  await parquet.finish();
  yield taken(writer);
}

function writeGroup(parquet: ParquetWriter, table: Table, rows: readonly ExportedRow[]): void {
  const columnData = table.columns.map((column) => ({
    name: column.name,
    data: rows.map((row) => valueIn(cellOf(row, column), column)),
  }));
  // Synchronous, because the writer has no flush.
  void parquet.write({ columnData, rowGroupSize: rows.length });
}

/** The bytes written since the last call. */
function taken(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
}

function valueIn(cell: Cell, { type }: Column): Cell | Date {
  return cell !== null && (type === "date" || type === "datetime") ? new Date(String(cell)) : cell;
}

const primitive = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT32" },
  number: { type: "DOUBLE" },
  boolean: { type: "BOOLEAN" },
  date: { type: "INT32", converted_type: "DATE" },
  // Both forms say UTC. Readers that know the newer one alone took an instant for a time of no zone.
  datetime: {
    type: "INT64",
    converted_type: "TIMESTAMP_MILLIS",
    logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
  },
} as const satisfies Record<Exclude<Column["type"], "list">, Omit<SchemaElement, "name">>;

function elementsOf({ name, type, required }: Column): SchemaElement[] {
  const repetition_type = required ? "REQUIRED" : "OPTIONAL";
  if (type !== "list") return [{ name, ...primitive[type], repetition_type }];
  // The three levels of a list: https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists
  return [
    { name, repetition_type, converted_type: "LIST", num_children: 1 },
    { name: "list", repetition_type: "REPEATED", num_children: 1 },
    { name: "element", ...primitive.string, repetition_type: "REQUIRED" },
  ];
}
