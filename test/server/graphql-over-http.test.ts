import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type Answer, serveTiny } from "./serving.ts";

const server = await serveTiny();

async function read(response: Response) {
  const body = (await response.json()) as Answer["body"];
  return { status: response.status, type: response.headers.get("content-type"), body };
}

/** Asks by GET, each parameter as the specification writes it. */
async function get(parameters: Record<string, string>, headers: Record<string, string> = {}) {
  return read(await fetch(`${server.url}/graphql?${new URLSearchParams(parameters)}`, { headers }));
}

async function post(body: object, accept: string) {
  const headers = { "content-type": "application/json", accept };
  return read(await fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) }));
}

const own = "application/graphql-response+json";

test("a query by GET may have variables and several operations", async () => {
  const query = "query A { hello } query B($name: String) { hello(name: $name) }";
  const { status, body } = await get({ query, variables: '{"name":"Ada"}', operationName: "B" });
  expect(status).toBe(200);
  expect(body.data).toEqual({ hello: "Hello Ada" });
});

test("a mutation by GET is refused in a document of several operations too, and changes nothing", async () => {
  const query = "query A { hello } mutation B { change }";
  expect((await get({ query, operationName: "B" })).status).toBe(405);
  expect((await get({ query, operationName: "A" })).status).toBe(200);
});

test.each(["PUT", "PATCH", "DELETE", "HEAD"])(
  "%s is answered 405 with the methods that there are",
  async (method) => {
    const response = await fetch(`${server.url}/graphql?query=%7Bhello%7D`, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe("GET, POST");
  },
);

test("an answer is of the media type that was asked for", async () => {
  const question = { query: "{ hello }" };
  expect((await post(question, own)).type).toMatch(/^application\/graphql-response\+json/);
  expect((await post(question, "application/json")).type).toMatch(/^application\/json/);
  expect((await post(question, "*/*")).type).toMatch(/^application\/(graphql-response\+)?json/);
  const byGet = await get({ query: "{ hello }" }, { accept: own });
  expect(byGet.type).toMatch(/^application\/graphql-response\+json/);
});

test("a field that fails is 200 with data; a document that cannot run is 400 without", async () => {
  const failed = await post({ query: "{ wrong hello }" }, own);
  expect(failed.status).toBe(200);
  expect(failed.body.data).toEqual({ wrong: null, hello: "Hello you" });
  for (const query of ["{", "{ nothing }", "query ($n: Int!) { wait(milliseconds: $n) }"]) {
    const refused = await post({ query }, own);
    expect(refused.status, query).toBe(400);
    expect(refused.body, query).not.toHaveProperty("data");
  }
});

test("a document that cannot run is 200 in application/json, where the status is that of the HTTP request", async () => {
  for (const accept of ["application/json", "*/*"]) {
    for (const query of [
      "{",
      "{ nothing }",
      "query ($n: Int!) { wait(milliseconds: $n) }",
      "query A { hello }",
    ]) {
      const { status, body } = await post({ query, operationName: "B" }, accept);
      expect([status, "data" in body, body.errors?.length], query).toEqual([200, false, 1]);
    }
    expect((await post({ query: 1 }, accept)).status).toBe(400);
    expect((await post({}, accept)).status).toBe(400);
  }
});

test("a mutation by GET is refused by the status in application/json too", async () => {
  expect((await get({ query: "mutation { change }" }, { accept: "application/json" })).status).toBe(405);
});

test("a query is kept under its hash, and asked again by the hash alone", async () => {
  const query = "query Kept($name: String) { hello(name: $name) }";
  const extensions = JSON.stringify({
    persistedQuery: { version: 1, sha256Hash: createHash("sha256").update(query).digest("hex") },
  });
  const variables = '{"name":"Ada"}';
  const unknown = await get({ extensions, variables });
  expect(unknown.body.errors?.[0]?.extensions.code).toBe("PERSISTED_QUERY_NOT_FOUND");
  const sent = await post({ query, extensions: JSON.parse(extensions), variables: { name: "Bo" } }, own);
  expect(sent.body.data).toEqual({ hello: "Hello Bo" });
  const again = await get({ extensions, variables });
  expect(again).toMatchObject({ status: 200, body: { data: { hello: "Hello Ada" } } });
});

test("a query is not kept under a hash that is not its own", async () => {
  const persistedQuery = { version: 1, sha256Hash: "0".repeat(64) };
  const { status, body } = await post({ query: "{ hello }", extensions: { persistedQuery } }, own);
  expect(status).toBe(400);
  expect(body).not.toHaveProperty("data");
  expect((await get({ extensions: JSON.stringify({ persistedQuery }) })).body.data).toBeUndefined();
});

test("a kept mutation is not run by GET", async () => {
  const query = "mutation Kept { change }";
  const persistedQuery = { version: 1, sha256Hash: createHash("sha256").update(query).digest("hex") };
  expect((await post({ query, extensions: { persistedQuery } }, own)).body.data).toEqual({
    change: "changed",
  });
  expect((await get({ extensions: JSON.stringify({ persistedQuery }) })).status).toBe(405);
});
