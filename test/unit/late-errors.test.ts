import { buildSchema, type GraphQLObjectType, type GraphQLSchema, graphql } from "graphql";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withLateErrors } from "../../src/schema/late-errors.ts";

const unobserved: unknown[] = [];
const note = (reason: unknown) => void unobserved.push(reason);
beforeAll(() => void process.on("unhandledRejection", note));
afterAll(() => void process.off("unhandledRejection", note));

it("leaves no rejection unobserved where a later item of a list fails at once", async () => {
  const schema = withLateErrors(failingSchema());
  const { errors } = await graphql({ schema, source: "{ items { later now } }" });
  expect(errors?.map(({ message }) => message)).toEqual(["at once"]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(unobserved).toEqual([]);
});

/** The first item answers a promise before it fails, and the second fails with none. */
function failingSchema(): GraphQLSchema {
  const schema = buildSchema("type Query { items: [Item!]! } type Item { later: Int! now: Int! }");
  const fields = (name: string) => (schema.getType(name) as GraphQLObjectType).getFields();
  const { items } = fields("Query");
  const { later, now } = fields("Item");
  if (!items || !later || !now) throw new Error("A field is missing");
  items.resolve = () => [1, 2];
  later.resolve = (item) => (item === 1 ? Promise.resolve(1) : 2);
  now.resolve = () => {
    throw new Error("at once");
  };
  return schema;
}
