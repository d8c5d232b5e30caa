import type { Extract, TableReader } from "./extract.ts";
import { type GraphNode, graphNodeColumns, graphNodesOf } from "./graph-nodes.ts";
import { type Column, type ColumnType, cellOf, cellText, type ExportedRow } from "./table.ts";
import { ties } from "./tables.ts";
import { xmlHeader, xmlText } from "./xml.ts";

/** Dates stay text: Gephi would take another type for a timeline of its own. */
const types: Record<ColumnType, string> = {
  string: "string",
  integer: "integer",
  number: "double",
  boolean: "boolean",
  date: "string",
  datetime: "string",
  list: "string",
};

/**
 * Organisations and the facts that tie them as GEXF (https://gexf.net/), each with its first and last day, so that
 * Gephi's timeline moves through them. Facts about one organisation have no other end, and are in the tables only.
 * Its version is 1.2, because NetworkX before 3.6 finds no graph in 1.3. Of that it has the `kind` of an edge alone, by
 * which Gephi keeps several facts about the same two apart; other readers pass over it.
 */
export async function* gexfOf(extract: Extract, read: TableReader): AsyncGenerator<string> {
  yield `${xmlHeader}<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n`;
  yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date">\n';
  yield attributesOf(nodeColumns, "node") + attributesOf(edgeColumns, "edge");
  yield "<nodes>\n";
  for await (const rows of graphNodesOf(extract, read)) yield rows.map(nodeOf).join("");
  yield "</nodes>\n<edges>\n";
  for await (const { rows } of read(ties)) yield rows.map(edgeOf).join("");
  yield "</edges>\n</graph>\n</gexf>\n";
}

/** What the format itself has a place for. */
const own = new Set(["code", "label", "factId", "from", "to"]);
const valueColumns = (columns: readonly Column[]) => columns.filter(({ name }) => !own.has(name));
const nodeColumns = valueColumns(graphNodeColumns);
const edgeColumns = valueColumns(ties.columns);

function attributesOf(columns: readonly Column[], of: "node" | "edge"): string {
  const attributes = columns.map(
    ({ name, type }) => `<attribute id="${name}" title="${name}" type="${types[type]}"/>\n`,
  );
  return `<attributes class="${of}" mode="static">\n${attributes.join("")}</attributes>\n`;
}

function nodeOf(node: GraphNode): string {
  const head = `id="${xmlText(node.code)}" label="${xmlText(node.label)}"${spell(node.opened, node.closed)}`;
  return `<node ${head}>${valuesOf(node, nodeColumns)}</node>\n`;
}

/** Each fact weighs 1: where a reader merges several between the same two, the weight is how many they were. */
function edgeOf(row: ExportedRow): string {
  if (!("to" in row)) return "";
  const ends = `source="${xmlText(row.from)}" target="${xmlText(row.to)}" weight="1"`;
  const head = `id="${xmlText(row.factId)}" ${ends} kind="${row.kind}"${spell(row.validFrom, row.validTo)}`;
  return `<edge ${head}>${valuesOf(row, edgeColumns)}</edge>\n`;
}

/** Both days are within, as in the graph; an unknown start and an open end are left out, which means the same. */
const spell = (first: string | null, last: string | null) =>
  `${first === null ? "" : ` start="${first}"`}${last === null ? "" : ` end="${last}"`}`;

function valuesOf(row: ExportedRow, columns: readonly Column[]): string {
  const values = columns.map((column) => attvalueOf(row, column));
  return `<attvalues>${values.join("")}</attvalues>`;
}

function attvalueOf(row: ExportedRow, column: Column): string {
  const cell = cellOf(row, column);
  return cell === null ? "" : `<attvalue for="${column.name}" value="${xmlText(cellText(cell))}"/>`;
}
