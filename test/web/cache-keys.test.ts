import { readFileSync } from "node:fs";
import { buildSchema, isObjectType } from "graphql";
import { expect, test } from "vitest";
import { cacheKeys } from "../../web/graphql/cache-keys.ts";

const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));

test("the cache knows of every type what it is kept by, and of an organisation that it is its id", () => {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !roots.includes(type) && !/^__|Connection$|Edge$|^PageInfo$/.test(type.name));
  expect(types.map(({ name }) => name).filter((name) => !(name in cacheKeys))).toEqual([]);
  for (const type of types.filter((one) => one.getFields().id))
    expect([type.name, cacheKeys[type.name]?.({ __typename: type.name, id: "the id" })]).toEqual([
      type.name,
      "the id",
    ]);
});
