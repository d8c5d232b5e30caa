import type { Extract, TableReader } from "./extract.ts";
import { type GraphNode, graphNodeColumns, graphNodesOf } from "./graph-nodes.ts";
import { type Column, type ColumnType, cellOf, cellText, type ExportedRow } from "./table.ts";
import { ties } from "./tables.ts";
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
 * Organisations and the facts that tie them as GraphML: http://graphml.graphdrawing.org/specification.html
 * Facts about one organisation have no other end, and are in the tables only.
 */
export async function* graphmlOf(extract: Extract, read: TableReader): AsyncGenerator<string> {
  yield `${xmlHeader}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n`;
  yield keysOf(nodeColumns, "node") + keysOf(edgeColumns, "edge");
  yield '<graph id="commissioning" edgedefault="directed">\n';
  for await (const rows of graphNodesOf(extract, read)) yield rows.map(nodeOf).join("");
  for await (const { rows } of read(ties)) yield rows.map(edgeOf).join("");
  yield "</graph>\n</graphml>\n";
}

/** What stands as an attribute of the element is no datum beside it. */
const attributes = new Set(["code", "factId", "from", "to"]);
const dataColumns = (columns: readonly Column[]) => columns.filter(({ name }) => !attributes.has(name));
const nodeColumns = dataColumns(graphNodeColumns);
const edgeColumns = dataColumns(ties.columns);
const keyOf = ({ name }: Column, of: "node" | "edge") => `${of}.${name}`;

function keysOf(columns: readonly Column[], of: "node" | "edge"): string {
  return columns
    .map((column) => {
      const { name, type, description } = column;
      return `<key id="${keyOf(column, of)}" for="${of}" attr.name="${name}" attr.type="${types[type]}"><desc>${xmlText(description)}</desc></key>\n`;
    })
    .join("");
}

const nodeOf = (node: GraphNode) =>
  `<node id="${xmlText(node.code)}">${dataOf(node, nodeColumns, "node")}</node>\n`;

const edgeOf = (row: ExportedRow) =>
  "to" in row
    ? `<edge id="${xmlText(row.factId)}" source="${xmlText(row.from)}" target="${xmlText(row.to)}">${dataOf(row, edgeColumns, "edge")}</edge>\n`
    : "";

function dataOf(row: ExportedRow, columns: readonly Column[], of: "node" | "edge"): string {
  return columns
    .map((column) => {
      const cell = cellOf(row, column);
      return cell === null ? "" : `<data key="${keyOf(column, of)}">${xmlText(cellText(cell))}</data>`;
    })
    .join("");
}
