import type { TableReader } from "./snapshot.ts";
import { type Column, type ColumnType, cellOf, cellText, type Row, type Table } from "./table.ts";
import { edges, nodes } from "./tables.ts";
import { xmlHeader, xmlText } from "./xml.ts";

/** GraphML has neither dates nor lists. */
const types: Record<ColumnType, string> = {
  string: "string",
  integer: "int",
  number: "double",
  boolean: "boolean",
  date: "string",
  datetime: "string",
  list: "string",
};

/**
 * Organisations and the facts that join them as GraphML: http://graphml.graphdrawing.org/specification.html
 * Facts about one organisation have no other end, and are in the tables only.
 */
export async function* graphmlOf(read: TableReader): AsyncGenerator<string> {
  yield `${xmlHeader}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n`;
  yield keysOf(nodes, "node") + keysOf(edges, "edge");
  yield '<graph id="commissioning" edgedefault="directed">\n';
  for await (const { rows } of read(nodes)) yield rows.map(nodeOf).join("");
  for await (const { rows } of read(edges)) yield rows.map(edgeOf).join("");
  yield "</graph>\n</graphml>\n";
}

/** What stands as an attribute of the element is no datum beside it. */
const attributes = new Set(["code", "factId", "from", "to"]);
const dataColumns = (table: Table) => table.columns.filter(({ name }) => !attributes.has(name));
const keyOf = ({ name }: Column, of: "node" | "edge") => `${of}.${name}`;

function keysOf(table: Table, of: "node" | "edge"): string {
  return dataColumns(table)
    .map((column) => {
      const { name, type, description } = column;
      return `<key id="${keyOf(column, of)}" for="${of}" attr.name="${name}" attr.type="${types[type]}"><desc>${xmlText(description)}</desc></key>\n`;
    })
    .join("");
}

const nodeOf = (row: Row) => `<node id="${idOf(row)}">${dataOf(row, nodes, "node")}</node>\n`;

const edgeOf = (row: Row) =>
  "to" in row
    ? `<edge id="${idOf(row)}" source="${xmlText(row.from)}" target="${xmlText(row.to)}">${dataOf(row, edges, "edge")}</edge>\n`
    : "";

const idOf = (row: Row) => xmlText("factId" in row ? row.factId : row.code);

function dataOf(row: Row, table: Table, of: "node" | "edge"): string {
  return dataColumns(table)
    .map((column) => {
      const cell = cellOf(row, column);
      return cell === null ? "" : `<data key="${keyOf(column, of)}">${xmlText(cellText(cell))}</data>`;
    })
    .join("");
}
