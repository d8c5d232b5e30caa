import { readFileSync, writeFileSync } from "node:fs";
import { tables } from "../src/export/tables.ts";
import { described, live } from "../src/graph/statements/clocks.ts";
import { payloadLabels, relationshipTypes } from "../src/graph/statements/stored.ts";
import { columnOf, columns, payloadColumns, tableNames } from "../src/import/tables/columns.ts";
import { type DescriptionField, descriptionFields } from "../src/vocabulary/description.ts";
import { factKinds, isOfOne, payloadFields } from "../src/vocabulary/fact.ts";
import type { StoredField } from "../src/vocabulary/field.ts";

/**
 * Writes the tables of columns in docs/exports.md and docs/imports.md from what the program reads and writes, and in
 * docs/stored-graph.md those of what is stored, and the conditions of its queries.
 */

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
  const headings = { facts: "Facts", organisations: "Organisations", counts: "Counts", sources: "Sources" };
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

const typeOf = ({ type }: StoredField): string => (typeof type === "string" ? type : ticked(type));

/** The conditions stand in lines that say of which variable they are. */
const withConditions = (page: string): string =>
  page
    .replace(/^( *(?:WHERE|AND) ).* (\/\/ (\w+) at the clocks)$/gm, (_line, start, end, fact) => {
      return `${start}${live(fact)} ${end}`;
    })
    .replace(
      /^( *WITH (\w+), ).* (AS \w+ \/\/ \w+ as described at the clocks)$/gm,
      (_line, start, node, end) => {
        return `${start}${described(node)} ${end}`;
      },
    );

function storedGraphPage(page: string): string {
  const properties = Object.entries<DescriptionField>(descriptionFields).map(([name, field]) =>
    row(`\`${name}\``, (field.of ?? ["all"]).join(", "), typeOf(field), field.meaning ?? ""),
  );
  const facts = factKinds.map((kind) => {
    const fields = Object.entries<StoredField>(payloadFields[kind]);
    const end = isOfOne(kind) ? `\`${payloadLabels[kind]}\`` : "`Organisation`";
    const own = fields.map(([name, field]) => `\`${name}\` (${typeOf(field)})`).join(", ");
    return row(`\`${relationshipTypes[kind]}\``, `\`Organisation\` → ${end}`, own);
  });
  const head = "| type | from → to | properties beside the common ones |";
  const withProperties = withRows(page, "Organisations", "| property | of | type | what |", properties);
  return withConditions(withRows(withProperties, "Facts", head, facts));
}

const pages = { exports: exportsPage, imports: importsPage, "stored-graph": storedGraphPage };
for (const [name, write] of Object.entries(pages)) {
  const file = new URL(`../docs/${name}.md`, import.meta.url);
  writeFileSync(file, write(readFileSync(file, "utf8")));
}
