import { request } from "node:http";
import { expect, test } from "vitest";
import { startServer } from "../../src/server/start-server.ts";
import { ask, post, serveTiny, testSettings } from "./serving.ts";
import { tinyApplication } from "./tiny-application.ts";

const server = await serveTiny({ CORS_ORIGINS: "https://app.example.org", MAX_BODY_BYTES: "5000000" });
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers, redirect: "manual" });

test("a query by GET is answered", async () => {
  const response = await get(`/graphql?query=${encodeURIComponent("{ hello }")}`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ data: { hello: "Hello you" } });
});

test("a mutation by GET is refused", async () => {
  const response = await get(`/graphql?query=${encodeURIComponent("mutation { change }")}`);
  expect(response.status).toBe(405);
  expect(response.headers.get("allow")).toBe("POST");
});

test.each([
  ["no credential", {}, 200],
  ["a token", { authorization: "Bearer cg_0" }, 401],
  ["a cookie, of another site's page", { cookie: "session=1", "sec-fetch-site": "cross-site" }, 400],
  ["a cookie, of a site beside this one", { cookie: "session=1", "sec-fetch-site": "same-site" }, 400],
  ["a cookie, of a browser that does not say", { cookie: "session=1" }, 400],
  ["a cookie, of this very site", { cookie: "session=1", "sec-fetch-site": "same-origin" }, 200],
  ["a cookie, and a header", { cookie: "session=1", "apollo-require-preflight": "1" }, 200],
])("a query by GET that carries %s is answered accordingly", async (_, headers, status) => {
  const response = await get(`/graphql?query=${encodeURIComponent("{ hello }")}`, headers);
  expect(response.status).toBe(status);
  if (status === 400) expect(await response.text()).toContain("CSRF");
});

test("a body that another site's page could send unseen is refused", async () => {
  const { status, body } = await post(server, '{"query":"{ hello }"}', { "content-type": "text/plain" });
  expect(status).toBe(400);
  expect(body.errors?.[0]?.message).toContain("CSRF");
});

test("several operations in one request are refused", async () => {
  expect((await post(server, '[{"query":"{ hello }"},{"query":"{ hello }"}]')).status).toBe(400);
});

test("GraphQL's own media type is answered where it is asked for", async () => {
  const headers = {
    "content-type": "application/json",
    accept: "application/graphql-response+json",
  };
  const answer = await post(server, '{"query":"{ hello }"}', headers);
  expect(answer.headers.get("content-type")).toMatch(/^application\/graphql-response\+json/);
});

test("an answer is not to be stored", async () => {
  expect((await ask(server, "{ hello }")).headers.get("cache-control")).toBe("no-store");
});

test("a proxy's request id is kept, and one that could spoil a log is not", async () => {
  expect((await get("/livez", { "x-request-id": "abc-123" })).headers.get("x-request-id")).toBe("abc-123");
  const replaced = (await get("/livez", { "x-request-id": 'a "b"' })).headers.get("x-request-id");
  expect(replaced).toMatch(/^[0-9a-f-]{36}$/);
});

test("the process says that it lives and that it is ready", async () => {
  expect(await (await get("/livez")).json()).toEqual({ status: "live" });
  const ready = await get("/readyz");
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({ status: "ready", engine: expect.stringContaining("embedded") });
});

test("visitors of / get the explorer, or are led to GraphiQL where it was not built", async () => {
  const response = await get("/");
  if (response.status === 302) expect(response.headers.get("location")).toBe("/graphiql/");
  else expect(await response.text()).toContain('<div id="explorer">');
});

test("the explorer's own addresses get its page, which is asked for anew each time", async () => {
  const response = await get("/organisations/5PP");
  const text = await response.text();
  expect([200, 404]).toContain(response.status);
  if (response.ok) expect(response.headers.get("cache-control")).toBe("no-cache");
  expect(text).toMatch(response.ok ? /<div id="explorer">/ : /There is nothing at GET/);
  expect((await get("/organisations/missing.js")).status).toBe(404);
  expect((await get("/assets/missing.js")).status).toBe(404);
});

test("a link with a shared query is led to GraphiQL with the query", async () => {
  expect((await get("/graphiql?query=x")).headers.get("location")).toBe("/graphiql/?query=x");
});

test("somebody who opens the API's address in a browser is led to GraphiQL", async () => {
  const response = await get("/graphql", { accept: "text/html,*/*" });
  expect(response.headers.get("location")).toBe("/graphiql/");
});

test("a path that is none of ours is answered with those that are", async () => {
  const response = await get("/grapql");
  expect(response.status).toBe(404);
  expect(await response.text()).toContain("There is nothing at GET /grapql: the API is at /graphql");
});

test("an address that is none, or leads out of the folder of the pages, is answered as any other that is wrong", async () => {
  const raw = (path: string) =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      request({ hostname, port, path })
        .on("response", async (response) => {
          const text = Buffer.concat(await response.toArray()).toString();
          resolve({ status: response.statusCode, text });
        })
        .on("error", reject)
        .end();
    });
  const none = await raw("/%zz");
  expect(none.status).toBe(400);
  expect(JSON.parse(none.text).errors).toEqual([
    {
      message: expect.stringMatching(/^"\/%zz" is no address: expected a path with "%" as "%25"/),
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
  for (const path of ["/assets/../../../package.json", "/assets/%2e%2e/%2e%2e/package.json"]) {
    const { status, text } = await raw(path);
    expect(status, path).toBe(404);
    expect(text, path).toMatch(/There is nothing at GET/);
  }
  expect((await get("/livez")).status).toBe(200);
});

test("a Host header that is none is the client's mistake", async () => {
  const { hostname, port } = new URL(server.url);
  const status = await new Promise((resolve, reject) => {
    const headers = { host: "[", "content-type": "application/json" };
    const post = request({ hostname, port, path: "/graphql", method: "POST", headers });
    post.on("response", (response) => resolve(response.resume().statusCode)).on("error", reject);
    post.end('{"query":"{ hello }"}');
  });
  expect(status).toBe(400);
});

test("GraphiQL is served, or a sentence says how to build it", async () => {
  const response = await fetch(`${server.url}/graphiql/`);
  const text = await response.text();
  expect([200, 404]).toContain(response.status);
  expect(text).toMatch(response.ok ? /<div id="graphiql">/ : /^GraphiQL is not in this copy/);
});

test("a page may load scripts from here only, over http as well", async () => {
  const policy = (await get("/graphiql/")).headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("worker-src 'self' blob:;");
  expect(policy).not.toContain("upgrade-insecure-requests");
});

test("only the named origins may ask from a browser", async () => {
  const from = async (origin: string) => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    return response.headers.get("access-control-allow-origin");
  };
  expect(await from("https://app.example.org")).toBe("https://app.example.org");
  expect(await from("https://evil.example.org")).toBeNull();
});

test("a long answer is compressed", async () => {
  const name = "x".repeat(100_000);
  const answer = await ask(server, "query ($name: String) { hello(name: $name) }", { name });
  expect(answer.headers.get("content-encoding")).toMatch(/^(br|gzip)$/);
  expect(answer.body.data?.hello).toBe(`Hello ${name}`);
});

test("a question without a date is about the reference date, or the day that a setting names", async () => {
  expect((await ask(server, "{ asOf }")).body.data).toEqual({ asOf: "2011-04-01" });
  const dated = await serveTiny({ DEFAULT_AS_OF: "2012-10-01" });
  expect((await ask(dated, "{ asOf }")).body.data).toEqual({ asOf: "2012-10-01" });
});

test("a statement that outlives the request's deadline fails its field, and the rest is answered", async () => {
  const hasty = await serveTiny({ REQUEST_DEADLINE_MS: "150" });
  const started = performance.now();
  const { body } = await ask(hasty, "{ slow hello }");
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(body.data).toEqual({ slow: null, hello: "Hello you" });
  expect(body.errors?.[0]?.extensions.code).toBe("UNAVAILABLE");
});

test("a port that is in use is refused in words", async () => {
  const { port } = new URL(server.url);
  const second = startServer(testSettings({ PORT: port }), tinyApplication);
  await expect(second).rejects.toThrow(
    `HOST=127.0.0.1 and PORT=${port} cannot be listened on (it is in use)`,
  );
});

test("stopping twice is stopping once", async () => {
  const short = await startServer(testSettings(), tinyApplication);
  await Promise.all([short.stop(), short.stop()]);
  await expect(fetch(`${short.url}/livez`)).rejects.toThrow();
});
