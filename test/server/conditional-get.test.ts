import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { programVersion } from "../../src/server/program-version.ts";
import { startServer } from "../../src/server/start-server.ts";
import { tokensOfEachKind } from "./callers-of-each-kind.ts";
import { demonstrationSettings, post, stoppedAtEnd } from "./serving.ts";

const server = stoppedAtEnd(await startServer(demonstrationSettings(), application));
const { "token of a curator": curator = "", "token of a reader": reader = "" } = await tokensOfEachKind(
  server.graph,
);
const name = '{ organisation(code: "5PP") { name } }';

async function get(query: string, headers: Record<string, string> = {}, more: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/graphql?${new URLSearchParams({ query, ...more })}`, {
    headers,
  });
  const text = await response.text();
  const of = (header: string) => response.headers.get(header) ?? "";
  return { status: response.status, tag: of("etag"), kept: of("cache-control"), vary: of("vary"), text };
}

test("whoever holds an answer is told that it is still the answer, without it", async () => {
  const first = await get(name);
  expect(first).toMatchObject({ status: 200, kept: "public, no-cache" });
  expect(first.vary).toMatch(/accept, authorization/);
  const again = await get(name, { "if-none-match": `"other", ${first.tag}` });
  expect(again).toMatchObject({ status: 304, text: "", tag: first.tag, kept: first.kept });
  expect(await get(name, { "if-none-match": '"other"' })).toEqual(first);
});

test("another question, caller or media type has another tag", async () => {
  const asked = [
    await get(name),
    await get(name, { accept: "application/graphql-response+json" }),
    await get(name, { authorization: reader }),
    await get(name, { authorization: curator }),
    await get(name.replace("5PP", "5PN")),
    await get(name, {}, { extensions: "{}" }),
    await get(
      "query ($code: String!) { organisation(code: $code) { name } }",
      {},
      { variables: '{"code":"5PP"}' },
    ),
  ];
  expect(new Set(asked.map(({ tag }) => tag)).size).toBe(asked.length);
  expect(asked[2]?.kept).toBe("private, no-cache");
});

test("what is written makes it another answer", async () => {
  const query = '{ organisation(code: "A99998") { name } }';
  const { tag } = await get(query);
  const mutation = `mutation { registerOrganisation(input: { kind: PRACTICE, code: "A99998", name: "New", reason: "It opened.",
    source: { code: "L", title: "Letter", publisher: "It", published: "2011" } }) { __typename } }`;
  await post(server, JSON.stringify({ query: mutation }), {
    "content-type": "application/json",
    authorization: curator,
  });
  const after = await get(query, { "if-none-match": tag });
  expect(after.status).toBe(200);
  expect(after.text).toContain("New");
});

test("an answer with an error, one to a wrong question and one by POST are not kept", async () => {
  for (const query of [
    "{ auditLog { totalCount } }",
    "{ nothing }",
    "{",
    '{ pct(code: "5PP", atRevision: 99) { name } }',
  ])
    expect(await get(query), query).toMatchObject({ tag: "", kept: "no-store" });
  const { headers } = await post(server, JSON.stringify({ query: name }));
  expect([headers.get("etag"), headers.get("cache-control")]).toEqual([null, "no-store"]);
});

test("only what nobody signed in asks, of a revision, a day and a version of the program that it names, is for ever", async () => {
  const version = { version: programVersion() };
  const pinned = '{ organisation(code: "5PP", atRevision: 1, asOf: "2011-04-01") { name } }';
  const byVariable = `query ($n: Int = 1) { ...All } fragment All on Query { ${pinned.slice(1, -1).replace("atRevision: 1", "atRevision: $n")} }`;
  const forEver = "public, max-age=31536000, immutable";
  expect((await get(pinned, {}, version)).kept).toBe(forEver);
  expect((await get(byVariable, {}, version)).kept).toBe(forEver);
  for (const [query, headers, more] of [
    [pinned, {}, {}],
    [pinned, {}, { version: "0.0.0" }],
    [pinned, { authorization: reader }, version],
    [pinned, { cookie: "session=1", "apollo-require-preflight": "true" }, version],
    [byVariable, {}, { ...version, variables: '{"n":null}' }],
    [pinned.replace('asOf: "2011-04-01"', ""), {}, version],
    [`{ dataset { graphId } ${pinned.slice(1)}`, {}, version],
    [
      pinned.replace("{ name } }", '{ name } b: pct(code: "5PN", asOf: "2011-04-01") { name } }'),
      {},
      version,
    ],
  ] as const)
    expect((await get(query, headers, more)).kept, query).toMatch(/no-cache$/);
});
