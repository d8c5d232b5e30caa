import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { columns, payloadColumns, tableNames } from "../../src/import/tables/columns.ts";
import { layoutSchema } from "../../src/import/tables/layout.ts";
import { layoutNames } from "../../src/import/tables/read-layout.ts";

const docs = readFileSync(new URL("../../docs/imports.md", import.meta.url), "utf8");
const sections = docs.split(/^##+ /m);
const section = (name: string) => sections.find((text) => text.toLowerCase().startsWith(name)) ?? "";

it.each([...tableNames])("docs/imports.md describes every column of %s and no other", (table) => {
  const described = [...section(table).matchAll(/^\| `(\w+)` \| (always)? ?\| /gm)];
  expect(described.map(([, name]) => name)).toEqual(Object.keys(columns[table]));
});

it("docs/imports.md tells what each kind of fact needs", () => {
  for (const [kind, { required }] of Object.entries(payloadColumns)) {
    const needed = required.map((column) => `\`${column}\``).join(", ");
    expect(docs).toContain(`| \`${kind}\` | ${needed} |`);
  }
});

it("docs/imports.md lists every layout, and its example is one", () => {
  expect([...section("layouts").matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name).sort()).toEqual(
    layoutNames(),
  );
  const example = /```json\n([\s\S]*?)```/.exec(docs)?.[1] ?? "";
  expect(layoutSchema.safeParse(JSON.parse(example)).error).toBeUndefined();
});
