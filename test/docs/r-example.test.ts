import { readFileSync } from "node:fs";
import { Kind, parse, validate, visit } from "graphql";
import { expect, test } from "vitest";
import { schema } from "../../src/schema/schema.ts";

const program = readFileSync(new URL("../../examples/r/orphaned_practices.R", import.meta.url), "utf8");
const queries = [...program.matchAll(/(\w+_query) <- "\n([^"]*)"/g)].map(([, name = "", query = ""]) => ({
  name,
  document: parse(query),
}));

test("the R example asks what the schema has", () => {
  expect(queries.map(({ name }) => name)).toEqual(["orphans_query", "shas_query", "summary_query"]);
  for (const { document } of queries) expect(validate(schema, document)).toEqual([]);
});

test("the R example gives variables that its queries declare, and reads fields that they ask for", () => {
  const declared = new Set<string>();
  const asked = new Set<string>();
  for (const { document } of queries) {
    visit(document, {
      [Kind.VARIABLE_DEFINITION]: (node) => void declared.add(node.variable.name.value),
      [Kind.FIELD]: (node) => void asked.add(node.name.value),
    });
  }
  const given = [...program.matchAll(/variables <- list\((.*)\)/g)].flatMap(([, list = ""]) =>
    [...list.matchAll(/(\w+) =/g)].map(([, name]) => name),
  );
  expect([...declared].sort()).toEqual([...new Set(given)].sort());
  const read = [...program.matchAll(/(?:\)|node|pageInfo|page|pct|sha|summary)\$([a-z]\w*)/gi)].map(
    ([, name]) => name,
  );
  expect(read.length).toBeGreaterThan(15);
  expect(read.filter((name) => !asked.has(name ?? ""))).toEqual([]);
});
