import { getIntrospectionQuery } from "graphql";
import { expect, test } from "vitest";
import { type Answer, ask, post, serveTiny } from "./serving.ts";

const server = await serveTiny({ MAX_DEPTH: "12" });
const roomy = await serveTiny({ MAX_TOKENS: "100000", MAX_BODY_BYTES: "10000000" });

const nested = (levels: number) =>
  `{ thing ${"{ self ".repeat(levels - 2)}{ name }${" }".repeat(levels - 2)} }`;

function expectRefusal({ status, body }: Answer, details: Record<string, unknown>) {
  expect(status).toBe(400);
  expect(body).not.toHaveProperty("data");
  expect(body.errors).toHaveLength(1);
  expect(body.errors?.[0]?.extensions).toMatchObject({ code: "QUERY_TOO_COMPLEX", ...details });
}

test("a query of just the allowed depth is answered", async () => {
  expect((await ask(server, nested(12))).status).toBe(200);
});

test("a query that is too deep is refused with the bound and by how much", async () => {
  const answer = await ask(server, nested(17));
  expectRefusal(answer, { bound: "depth", limit: 12, actual: 17 });
  expect(answer.body.errors?.[0]?.message).toMatch(
    /^This query is 17 levels deep; at most 12 are allowed\. /,
  );
});

test("the depth of the operation that runs counts, not of the first one", async () => {
  const document = `query Small { hello } query Deep ${nested(17)}`;
  expectRefusal(await ask(server, document, {}, "Deep"), { bound: "depth" });
  expect((await ask(server, document, {}, "Small")).status).toBe(200);
});

test("lists within lists are refused by their complexity", async () => {
  const lists = `{ things ${"{ things ".repeat(8)}{ name }${" }".repeat(8)} }`;
  expectRefusal(await ask(server, lists), { bound: "complexity", limit: 600_000 });
});

test("what a query leaves out by its directives costs nothing", async () => {
  const lists = `things ${"{ things ".repeat(8)}{ name }${" }".repeat(8)}`;
  const query = `query ($all: Boolean = false, $few: Boolean!) {
    hello ...Lists @include(if: $all) ... on Query @skip(if: $few) { ${lists} }
  } fragment Lists on Query { ${lists} }`;
  expect((await ask(server, query, { few: true })).body).toMatchObject({ data: { hello: "Hello you" } });
  expectRefusal(await ask(server, query, { few: true, all: true }), { bound: "complexity" });
  expectRefusal(await ask(server, query, { few: false }), { bound: "complexity" });
  const nothing = `query ($all: Boolean!) { ${lists.replace("things", "things @include(if: $all)")} }`;
  expect((await ask(server, nothing, { all: false })).body).toMatchObject({ data: {} });
  expectRefusal(await ask(server, nothing, { all: true }), { bound: "complexity" });
  const wrong = await ask(server, query, { few: "yes" });
  expect(wrong.body.errors?.[0]?.message).toMatch(/\$few/);
});

test("fragments that double one another are refused by the fields they come to", async () => {
  const fragments = Array.from(
    { length: 9 },
    (_, n) => `fragment F${n} on Thing { a: self { ...F${n + 1} } b: self { ...F${n + 1} } }`,
  );
  const query = `{ thing { ...F0 } } ${fragments.join(" ")} fragment F9 on Thing { name }`;
  expectRefusal(await ask(server, query), { bound: "breadth", limit: 1_000 });
});

test("10,000 aliases are refused", async () => {
  const aliases = Array.from({ length: 10_000 }, (_, n) => `a${n}: hello`).join(" ");
  expectRefusal(await ask(server, `{ ${aliases} }`), { bound: "tokens", limit: 5_000 });
  expectRefusal(await ask(roomy, `{ ${aliases} }`), { bound: "aliases", limit: 100, actual: 10_000 });
});

test("a query with too many tokens is refused", async () => {
  const answer = await ask(server, `{ ${"hello ".repeat(5_000)} }`);
  expectRefusal(answer, { bound: "tokens", limit: 5_000 });
});

test("the longest document that is allowed is refused or answered within two seconds", async () => {
  const started = performance.now();
  await ask(server, `{ ${"hello ".repeat(4_990)} }`);
  await ask(server, `{ ${"{ thing ".repeat(2_400)} }`);
  await ask(server, `{ hello(name: ${"[".repeat(4_900)}) }`);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("a query of a megabyte is refused by its size", async () => {
  const { status, body } = await ask(server, `{ hello } #${"x".repeat(1_000_000)}`);
  expect(status).toBe(413);
  expect(body.errors?.[0]?.extensions).toEqual({
    code: "QUERY_TOO_COMPLEX",
    bound: "bodyBytes",
    limit: 262_144,
  });
});

test("a fragment that holds itself is refused by validation", async () => {
  const { status, body } = await ask(server, "{ thing { ...F } } fragment F on Thing { self { ...F } }");
  expect(status).toBe(400);
  expect(body.errors?.[0]?.extensions.code).toBe("GRAPHQL_VALIDATION_FAILED");
});

test("the introspection query is within the limits", async () => {
  const { status, body } = await ask(server, getIntrospectionQuery({ inputValueDeprecation: true }));
  expect(status).toBe(200);
  expect(body.errors).toBeUndefined();
});

const nest = (levels: number, left: string, right: string) => left.repeat(levels) + right.repeat(levels);

test.each([
  ["objects", nest(5_000, '{"NOT":', "}").replace(":}", ":1}")],
  ["lists", nest(50_000, "[", "]")],
])("variables of %s that nest without end are refused before anything reads them", async (_, held) => {
  for (const query of ["query ($name: String) { hello(name: $name) }", "{ hello }"]) {
    const body = JSON.stringify({ query, variables: { name: 0 } }).replace('"name":0', `"name":${held}`);
    expectRefusal(await post(server, body), { bound: "nesting", limit: 200 });
  }
  const extended = `{"query": "{ hello }", "extensions": {"name": ${held}}}`;
  expectRefusal(await post(server, extended), { bound: "nesting", limit: 200 });
});

test("variables that nest without end are refused in an address too", async () => {
  const variables = encodeURIComponent(`{"name":${nest(300, "[", "]")}}`);
  const { status } = await fetch(`${server.url}/graphql?query={hello}&variables=${variables}`, {
    headers: { "apollo-require-preflight": "1" },
  });
  expect(status).toBe(400);
});

test.each([
  ["objects", `{ hello(name: ${nest(2_000, "{NOT: ", "}").replace(": }", ": 1}")}) }`],
  ["lists", `{ hello(name: ${nest(2_400, "[", "]")}) }`],
  ["selections", nest(2_000, "{ ... ", "}").replace(" }", " { hello } }")],
  ["types", `query ($name: ${nest(2_000, "[", "]").replace("[]", "[Int]")}) { hello }`],
])("a document whose %s nest without end is refused before it is parsed", async (_, document) => {
  expectRefusal(await ask(server, document), { bound: "nesting", limit: 200 });
});

test("a document that the settings allow and the parser cannot read is refused as too deep, not as a fault", async () => {
  const deep = await serveTiny({ MAX_DEPTH: "1000", MAX_TOKENS: "100000" });
  const answer = await ask(deep, `{ hello(name: ${nest(1_900, "{NOT: [", "]}")}) }`);
  expectRefusal(answer, { bound: "nesting" });
});

test("brackets within texts and comments are no levels", async () => {
  const { status, body } = await ask(server, `{ hello(name: "${"[".repeat(300)}") } # ${"{".repeat(300)}`);
  expect([status, body.data?.hello]).toEqual([200, `Hello ${"[".repeat(300)}`]);
});
