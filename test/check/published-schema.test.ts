import { readFileSync } from "node:fs";
import { buildClientSchema, isAbstractType, lexicographicSortSchema, printSchema } from "graphql";
import { expect, test } from "vitest";

const textOf = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");
const published = buildClientSchema(JSON.parse(textOf("introspection.json")));

test("The published introspection is schema.graphql", () => {
  expect(`${printSchema(lexicographicSortSchema(published))}\n`).toBe(textOf("schema.graphql"));
});

test("possibleTypes.json names all that an interface or a union may be", () => {
  const types = Object.values(published.getTypeMap()).filter(isAbstractType);
  const names = (name: string) => published.getPossibleTypes(types.find((one) => one.name === name) as never);
  const possible: Record<string, string[]> = JSON.parse(textOf("possibleTypes.json"));
  expect(Object.keys(possible).sort()).toEqual(types.map(({ name }) => name).sort());
  for (const [name, listed] of Object.entries(possible))
    expect(listed.toSorted()).toEqual(
      names(name)
        .map((type) => type.name)
        .sort(),
    );
});

test("Both are in the package", () => {
  const { files } = JSON.parse(textOf("package.json"));
  expect(files).toEqual(
    expect.arrayContaining(["introspection.json", "possibleTypes.json", "schema.graphql"]),
  );
});
