import type { TableReader } from "./snapshot.ts";
import { type Column, type ColumnType, cellOf, cellText, type Row, type Table } from "./table.ts";
import { edges, nodes } from "./tables.ts";
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
 * Organisations and the facts that join them as GEXF 1.3 (https://gexf.net/), each with its first and last day, so that
 * Gephi's timeline moves through them. Facts about one organisation have no other end, and are in the tables only.
 */
export async function* gexfOf(read: TableReader): AsyncGenerator<string> {
  yield `${xmlHeader}<gexf xmlns="http://gexf.net/1.3" version="1.3">\n`;
  yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">\n';
  yield attributesOf(nodes, "node") + attributesOf(edges, "edge");
  yield "<nodes>\n";
  for await (const { rows } of read(nodes)) yield rows.map(nodeOf).join("");
  yield "</nodes>\n<edges>\n";
  for await (const { rows } of read(edges)) yield rows.map(edgeOf).join("");
  yield "</edges>\n</graph>\n</gexf>\n";
}

/** What the format itself has a place for. */
const own = new Set(["code", "name", "factId", "from", "to"]);
const valueColumns = (table: Table) => table.columns.filter(({ name }) => !own.has(name));

function attributesOf(table: Table, of: "node" | "edge"): string {
  const attributes = valueColumns(table).map(
    ({ name, type }) => `<attribute id="${name}" title="${name}" type="${types[type]}"/>\n`,
  );
  return `<attributes class="${of}" mode="static">\n${attributes.join("")}</attributes>\n`;
}

function nodeOf(row: Row): string {
  if ("factId" in row) return "";
  const head = `id="${xmlText(row.code)}" label="${xmlText(row.name)}"${spell(row.opened, row.closed)}`;
  return `<node ${head}>${valuesOf(row, nodes)}</node>\n`;
}

function edgeOf(row: Row): string {
  if (!("to" in row)) return "";
  const ends = `source="${xmlText(row.from)}" target="${xmlText(row.to)}"`;
  const head = `id="${xmlText(row.factId)}" ${ends} kind="${row.kind}"${spell(row.validFrom, row.validTo)}`;
  return `<edge ${head}>${valuesOf(row, edges)}</edge>\n`;
}

/** Both days are within, as in the graph; an unknown start and an open end are left out, which means the same. */
const spell = (first: string | null, last: string | null) =>
  `${first === null ? "" : ` start="${first}"`}${last === null ? "" : ` end="${last}"`}`;

function valuesOf(row: Row, table: Table): string {
  const values = valueColumns(table).map((column) => attvalueOf(row, column));
  return `<attvalues>${values.join("")}</attvalues>`;
}

function attvalueOf(row: Row, column: Column): string {
  const cell = cellOf(row, column);
  return cell === null ? "" : `<attvalue for="${column.name}" value="${xmlText(cellText(cell))}"/>`;
}
