import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { exportFiles } from "../../src/export/formats.ts";
import { tables } from "../../src/export/tables.ts";

const text = readFileSync(new URL("../../docs/exports.md", import.meta.url), "utf8");

test.each(tables.map((table) => [table.name, table] as const))(
  "docs/exports.md describes every column of %s",
  (name, table) => {
    const section = text.split("\n### ").find((part) => part.startsWith(`\`${name}\``)) ?? "";
    const described = [...section.matchAll(/^\| `(\w+)`(\??) \| (\w+) \| (.*) \|$/gm)].map((row) =>
      row.slice(1),
    );
    const expected = table.columns.map(({ name, type, description, required, oneOf }) => [
      ...[name, required ? "" : "?", type],
      oneOf ? `${description} ${oneOf.join(", ")}.` : description,
    ]);
    expect(described).toEqual(expected);
  },
);

test("docs/exports.md names every file", () => {
  expect(exportFiles.map(({ name }) => name).filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
});
