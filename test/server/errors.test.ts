import { expect, test } from "vitest";
import { ask, post, serveTiny } from "./serving.ts";

const server = await serveTiny();
const errorOf = async (query: string, variables = {}) =>
  (await ask(server, query, variables)).body.errors?.[0];

test("a public error keeps its message, code and details, and the rest of the answer stays", async () => {
  const { status, body } = await ask(server, "{ wrong hello }");
  expect(status).toBe(200);
  expect(body.data).toEqual({ wrong: null, hello: "Hello you" });
  expect(body.errors).toMatchObject([
    {
      message: '"x" is not a code: expected 5PP.',
      path: ["wrong"],
      extensions: { code: "BAD_USER_INPUT", given: "x" },
    },
  ]);
});

test("a public error inside a GraphQL error is found", async () => {
  expect(await errorOf("{ missing }")).toMatchObject({
    message: "There is no 5ZZ.",
    extensions: { code: "NOT_FOUND" },
  });
});

test("a fault of ours leaves as one sentence and the id of the request", async () => {
  const { headers, body } = await ask(server, "{ broken }");
  const id = headers.get("x-request-id");
  expect(body.errors).toMatchObject([
    {
      message: `Something went wrong on our side. Quote the id ${id} when reporting it.`,
      extensions: { code: "INTERNAL_SERVER_ERROR", id },
    },
  ]);
  expect(JSON.stringify(body)).not.toContain("hunter2");
  expect(JSON.stringify(body)).not.toContain("stack");
});

test("a syntax error keeps GraphQL's words", async () => {
  const { status, body } = await ask(server, "{ hello");
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([
    { message: "Syntax Error: Expected Name, found <EOF>.", extensions: { code: "GRAPHQL_PARSE_FAILED" } },
  ]);
});

test("an unknown field keeps GraphQL's words and its suggestion", async () => {
  const { status, body } = await ask(server, "{ helo }");
  expect(status).toBe(400);
  expect(body.errors?.[0]).toMatchObject({
    message: 'Cannot query field "helo" on type "Query". Did you mean "hello"?',
    extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
  });
});

test("a wrong date in the query says what is expected", async () => {
  const { status, body } = await ask(server, '{ hello(on: "2011-13-01") }');
  expect(status).toBe(400);
  expect(body.errors?.[0]?.message).toContain('"2011-13-01" is not a date: expected a day that exists');
  expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});

test("a wrong date in a variable says which variable and what is expected", async () => {
  const { status, body } = await ask(server, "query ($on: Day) { hello(on: $on) }", { on: "2011-13-01" });
  expect(status).toBe(400);
  expect(body.data).toBeUndefined();
  expect(body.errors?.[0]?.message).toMatch(/^Variable "\$on" got invalid value "2011-13-01".*is not a date/);
  expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});

test("a variable of a wrong type says what is expected, with an example", async () => {
  const error = await errorOf("query ($ms: Int!) { wait(milliseconds: $ms) }", { ms: "ten" });
  expect(error).toMatchObject({
    message:
      'Variable "$ms" got invalid value "ten"; Int cannot represent non-integer value: "ten". Expected a whole number of at most 32 bits, such as 20.',
    extensions: { code: "BAD_USER_INPUT" },
  });
});

test("a variable of a wrong type is bad input", async () => {
  const { status, body } = await ask(server, "query ($name: String) { hello(name: $name) }", { name: 5 });
  expect(status).toBe(400);
  expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
});

test("an operation name that is not in the document is refused in words", async () => {
  const { status, body } = await ask(server, "query A { hello }", {}, "B");
  expect(status).toBe(400);
  expect(body.errors?.[0]).toMatchObject({
    message: 'Unknown operation named "B".',
    extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
  });
});

test("a body that is not JSON is refused in the shape of GraphQL's errors", async () => {
  const { status, body } = await post(server, '{"query": ');
  expect(status).toBe(400);
  expect(body.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  expect(body.errors?.[0]?.message).toMatch(/^The request cannot be read .* expected a POST/);
});

test("an empty body is refused with what is expected", async () => {
  expect((await post(server, "")).status).toBe(400);
  expect((await post(server, "{}")).status).toBe(400);
});

test("a body of an unknown type is refused with what is expected", async () => {
  const { status, body } = await post(server, "<query/>", { "content-type": "application/xml" });
  expect(status).toBe(415);
  expect(body.errors?.[0]?.message).toContain("application/json");
});

test.each([
  ["a directive", "query ($a: Boolean = true) { hello thing { name @include(if: $a) } }", "Boolean!"],
  [
    "a directive of a fragment",
    "query ($a: Boolean = true) { ...F } fragment F on Query { hello @skip(if: $a) }",
    "Boolean!",
  ],
  ["an argument", "query ($a: Int = 5) { wait(milliseconds: $a) }", "Int!"],
  ["an argument about the schema", 'query ($a: String = "Thing") { __type(name: $a) { name } }', "String!"],
])(
  "null for a variable with a default where %s needs a value is the caller's fault",
  async (_, query, type) => {
    const { status, body } = await ask(server, query, { a: null });
    expect(status).toBe(400);
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.extensions).toEqual({ code: "BAD_USER_INPUT" });
    expect(body.errors?.[0]?.message).toMatch(
      new RegExp(
        `^Variable "\\$a" is null, and stands where a value of type "${type}" is needed: expected such a value`,
      ),
    );
  },
);

test("null for a variable where null may stand is taken", async () => {
  const query = 'query ($a: String = "Ada") { hello(name: $a) }';
  expect((await ask(server, query, { a: null })).body.data).toEqual({ hello: "Hello you" });
  expect((await ask(server, query)).body.data).toEqual({ hello: "Hello Ada" });
});

test("null for a variable is judged by the operation that runs, not by another's fragment", async () => {
  const query = `query A($a: String) { hello(name: $a) }
    query B($a: Boolean = true) { ...F } fragment F on Query { hello @skip(if: $a) }`;
  expect((await ask(server, query, { a: null }, "A")).body.data).toEqual({ hello: "Hello you" });
  expect((await ask(server, query, { a: null }, "B")).status).toBe(400);
});
