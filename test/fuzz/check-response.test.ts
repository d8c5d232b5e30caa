import { buildSchema } from "graphql";
import { expect, test } from "vitest";
import { faultIn } from "./check-response.ts";
import { shrink } from "./shrink.ts";

const schema = buildSchema(`
  type Query { thing(a: Int, b: Int): Thing! count: Int! }
  type Thing { name: String others: [Thing!]! on: Date }
  scalar Date
`);
const fault = (query: string, body: unknown, status = 200) => faultIn(schema, query, { status, body });

test("an answer of the shape that was asked for has no fault", () => {
  const data = { f0: { __typename: "Thing", name: null, others: [{ on: "2011-04-01" }] } };
  expect(fault("{ f0: thing { __typename name others { on } } }", { data, extensions: {} })).toBeUndefined();
});

test("what a client can mend is no fault, and what it cannot is one", () => {
  const errors = (code?: string) => ({ errors: [{ message: "No.", extensions: { code } }] });
  expect(fault("{ count }", errors("BAD_USER_INPUT"), 400)).toBeUndefined();
  expect(fault("{ count }", { ...errors("NOT_FOUND"), data: null })).toBeUndefined();
  expect(fault("{ count }", errors("UNAVAILABLE"))).toMatch("UNAVAILABLE");
  expect(fault("{ count }", errors("INTERNAL_SERVER_ERROR"))).toMatch("INTERNAL_SERVER_ERROR");
  expect(fault("{ count }", errors())).toMatch("undefined");
  expect(fault("{ count }", { data: { count: 1 } }, 500)).toMatch("500");
});

test("an answer of another shape is a fault", () => {
  expect(fault("{ count }", { data: { count: null } })).toMatch("data.count is null");
  expect(fault("{ count }", { data: { count: 1.5 } })).toMatch("data.count is no Int");
  expect(fault("{ count }", { data: {} })).toMatch('"count" was asked for');
  expect(fault("{ thing { others { on } } }", { data: { thing: { others: {} } } })).toMatch("no list");
  expect(fault("{ thing { on } }", { data: { thing: { on: "yesterday" } } })).toMatch("no Date");
  expect(fault("{ count }", "<html>")).toMatch("no object");
  expect(fault("{ count }", { data: { count: 1 }, more: 1 })).toMatch("unknown entries more");
});

test("a failing query is cut down to what fails", async () => {
  const question = { query: "query Q($v: Int) { count x: thing(a: $v, b: 2) { name on } }", variables: {} };
  const smallest = await shrink(question, async ({ query }) => /b: 2/.test(query) && /\bon\b/.test(query));
  expect(smallest.query.replace(/\s+/g, " ")).toBe("query Q { x: thing(b: 2) { on } }");
});

test("its variables are cut down too", async () => {
  const variables = { v: { OR: [{ a: 1 }, { b: { c: 2, d: 3 } }] } };
  const smallest = await shrink({ query: "{ count }", variables }, async (smaller) =>
    JSON.stringify(smaller.variables).includes('"d":3'),
  );
  expect(smallest.variables).toEqual({ v: { OR: [{ b: { d: 3 } }] } });
});
