import { readFileSync, writeFileSync } from "node:fs";
import { tables } from "../src/export/tables.ts";
import { columnOf, columns, payloadColumns, tableNames } from "../src/import/tables/columns.ts";

/** Writes the tables of columns in docs/exports.md and docs/imports.md from what the program reads and writes. */

const ticked = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`.replaceAll("|  |", "| |");

/** A page with the rows of one table replaced: the first below a heading that begins with this, with this head. */
function withRows(page: string, heading: string, head: string, rows: readonly string[]): string {
  const section = page.indexOf(`\n### ${heading}`);
  const start = page.indexOf(`\n${head}\n`, section);
  if (section < 0 || start < 0) throw new Error(`No table "${head}" below a heading "${heading}"`);
  const lines = page.slice(start + 1).split("\n");
  const end = lines.findIndex((line) => !line.startsWith("|"));
  return [page.slice(0, start), ...lines.slice(0, 2), ...rows, ...lines.slice(end)].join("\n");
}

function exportsPage(page: string): string {
  return tables.reduce((text, { name, columns: those }) => {
    const rows = those.map(({ name, type, description, required, oneOf }) =>
      row(
        `\`${name}\`${required ? "" : "?"}`,
        type,
        oneOf ? `${description} ${oneOf.join(", ")}.` : description,
      ),
    );
    return withRows(text, `\`${name}\``, "| column | type | |", rows);
  }, page);
}

function importsPage(page: string): string {
  const headings = { facts: "Facts", organisations: "Organisations", sources: "Sources" };
  const described = tableNames.reduce((text, table) => {
    const rows = Object.keys(columns[table]).map((name) => {
      const { about = "", required, values } = columnOf(table, name) ?? {};
      return row(`\`${name}\``, required ? "always" : "", values ? `${about}: ${ticked(values)}` : about);
    });
    return withRows(text, headings[table], "| column | needed | what |", rows);
  }, page);
  const kinds = Object.entries(payloadColumns).map(([kind, { required, optional }]) =>
    row(`\`${kind}\``, ticked(required), ticked(optional)),
  );
  return withRows(described, "Facts", "| kind | needed | may have |", kinds);
}

for (const [name, write] of Object.entries({ exports: exportsPage, imports: importsPage })) {
  const file = new URL(`../docs/${name}.md`, import.meta.url);
  writeFileSync(file, write(readFileSync(file, "utf8")));
}
