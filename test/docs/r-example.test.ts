import { readFileSync } from "node:fs";
import { Kind, parse, validate, visit } from "graphql";
import { expect, test } from "vitest";
import { schema } from "../../src/schema/schema.ts";

const programOf = (name: string) =>
  readFileSync(new URL(`../../examples/r/${name}`, import.meta.url), "utf8");
const queriesOf = (program: string) =>
  [...program.matchAll(/(\w+_query) <- "\n([^"]*)"/g)].map(([, name = "", query = ""]) => ({
    name,
    document: parse(query),
  }));

const examples: readonly [file: string, queries: readonly string[], fieldsRead: number][] = [
  ["orphaned_practices.R", ["orphans_query", "shas_query", "summary_query"], 15],
  ["crosswalk.R", ["crosswalk_query"], 6],
];

test.each(examples)("the R example %s asks what the schema has", (file, names) => {
  const queries = queriesOf(programOf(file));
  expect(queries.map(({ name }) => name)).toEqual(names);
  for (const { document } of queries) expect(validate(schema, document)).toEqual([]);
});

test.each(examples)(
  "the R example %s gives variables that its queries declare, and reads fields that they ask for",
  (file, _, fieldsRead) => {
    const program = programOf(file);
    const declared = new Set<string>();
    const asked = new Set<string>();
    for (const { document } of queriesOf(program)) {
      visit(document, {
        [Kind.VARIABLE_DEFINITION]: (node) => void declared.add(node.variable.name.value),
        [Kind.FIELD]: (node) => void asked.add(node.name.value),
      });
    }
    const given = [...program.matchAll(/variables <- list\((.*)\)/g)].flatMap(([, list = ""]) =>
      [...list.matchAll(/(\w+) =/g)].map(([, name]) => name),
    );
    expect([...declared].sort()).toEqual([...new Set(given)].sort());
    const read = [
      ...program.matchAll(/(?:\)|node|pageInfo|page|pct|sha|summary|pair|from|to)\$([a-z]\w*)/gi),
    ].map(([, name]) => name);
    expect(read.length).toBeGreaterThan(fieldsRead);
    expect(read.filter((name) => !asked.has(name ?? ""))).toEqual([]);
  },
);
