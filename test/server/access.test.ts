import Fastify from "fastify";
import { expect, test } from "vitest";
import { toInstant } from "../../src/model/dates.ts";
import { createAccessToken, endAccessToken } from "../../src/server/identity/access-tokens.ts";
import { addIdentity, addOpenRoutes } from "../../src/server/identity/identity-hook.ts";
import { startServer } from "../../src/server/start-server.ts";
import { brokenAddress, closedAddress, startIdentityProvider } from "./identity-provider.ts";
import { type Answer, post, serveTiny, testSettings } from "./serving.ts";
import { tinyApplication } from "./tiny-application.ts";

const later = toInstant(new Date(Date.now() + 3_600_000));
const jane = { name: "Jane, Cambridge", role: "curator", createdBy: "sam", expiresAt: later } as const;

const askAs = (server: { url: string }, query: string, authorization?: string): Promise<Answer> =>
  post(server, JSON.stringify({ query }), {
    "content-type": "application/json",
    ...(authorization && { authorization }),
  });

test("a token writes under its name, and no longer once it is revoked", async () => {
  const server = await serveTiny();
  const { text, token } = await createAccessToken(server.graph, jane);
  expect((await askAs(server, "mutation { curate }", `bearer ${text}`)).body.data).toEqual({
    curate: "Jane, Cambridge",
  });
  await endAccessToken(server.graph, token.id, "sam");
  const { status, body } = await askAs(server, "mutation { curate }", `Bearer ${text}`);
  expect(status).toBe(401);
  expect(body.errors?.[0]?.message).toContain(`This token (${token.id}) was revoked.`);
});

test("whoever has no credential is told how writing is switched on", async () => {
  const refusal = async (env: Record<string, string>) =>
    (await askAs(await serveTiny(env), "mutation { curate }")).body.errors?.[0];
  expect(await refusal({})).toMatchObject({
    message:
      'This needs the role "curator"; anonymous has the role "reader". Without a credential writing is off: send "Authorization: Bearer" with a token. Whoever runs this server makes a token with: commissioning token create --name "Jane, Cambridge" --role curator',
    extensions: { code: "FORBIDDEN", needed: "curator", held: "reader" },
  });
  expect((await refusal({ AUTH_TOKENS: "off" }))?.message).toContain(
    "Writing over HTTP is switched off on this server: AUTH_TOKENS is off, and AUTH_JWKS_URL is not set.",
  );
  const { settings } = await startIdentityProvider();
  expect((await refusal({ AUTH_TOKENS: "off", ...settings }))?.message).toContain(
    'send "Authorization: Bearer" with a JWT of https://login.example.org/.',
  );
});

test("a credential of a kind that the server does not accept is refused with the setting that decides", async () => {
  const server = await serveTiny({ AUTH_TOKENS: "off" });
  const { text } = await createAccessToken(server.graph, jane);
  const message = async (token: string) =>
    (await askAs(server, "{ hello }", `Bearer ${token}`)).body.errors?.[0]?.message;
  expect(await message(text)).toBe("This server accepts no tokens of its own: AUTH_TOKENS is off.");
  expect(await message("a.b.c")).toBe("This server accepts no JWTs: AUTH_JWKS_URL is not set.");
});

test("with reading closed a request by GET is refused too, and the page and the probes still answer", async () => {
  const server = await serveTiny({ REQUIRE_AUTH: "read" });
  const get = (path: string, headers = {}) => fetch(`${server.url}${path}`, { headers, redirect: "manual" });
  const refused = await get(`/graphql?query=${encodeURIComponent("{ hello }")}`, {
    "apollo-require-preflight": "1",
  });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toBe('Bearer realm="commissioning-graph"');
  expect(refused.headers.get("cache-control")).toBe("no-store");
  expect((await get("/graphql")).status).toBe(401);
  const refusals = ["/livez", "/readyz", "/", "/graphiql", "/graphiql/"].map(
    async (path) => (await get(path)).status === 401,
  );
  expect(await Promise.all(refusals)).not.toContain(true);
  expect((await get("/livez")).status).toBe(200);
  expect((await get("/nothing")).status).toBe(404);
  expect((await get("/graphql", { accept: "text/html" })).headers.get("location")).toBe("/graphiql/");
});

test("a route that nobody thought of is guarded, and has its caller", async () => {
  const http = Fastify();
  addIdentity(http, async () => ({ name: "Jane", role: "reader", advice: "" }));
  http.get("/graphiql-export", async ({ caller }) => caller);
  await addOpenRoutes(http, async (open) => {
    open.get("/livez", async ({ caller }) => ({ caller: caller ?? null }));
  });
  expect((await http.inject("/graphiql-export")).json()).toMatchObject({ name: "Jane" });
  expect((await http.inject("/livez")).json()).toEqual({ caller: null });
  await http.close();
});

test("a page of a named origin may send a token, and read why it was refused", async () => {
  const server = await serveTiny({ CORS_ORIGINS: "https://app.example.org" });
  const preflight = await fetch(`${server.url}/graphql`, {
    method: "OPTIONS",
    headers: {
      origin: "https://app.example.org",
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,content-type",
    },
  });
  expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
  expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
  const { status, headers } = await post(server, '{"query":"{ hello }"}', {
    "content-type": "application/json",
    origin: "https://app.example.org",
    authorization: "Bearer wrong",
  });
  expect(status).toBe(401);
  expect(headers.get("access-control-allow-origin")).toBe("https://app.example.org");
  expect(headers.get("access-control-expose-headers")).toContain("www-authenticate");
});

test("a token in a cookie, in the address or in the body is none", async () => {
  const server = await serveTiny();
  const { text } = await createAccessToken(server.graph, { ...jane, role: "administrator" });
  const body = JSON.stringify({ query: "mutation { curate }", access_token: text, token: text });
  const response = await fetch(`${server.url}/graphql?access_token=${text}`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json", cookie: `access_token=${text}; token=${text}` },
  });
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: "FORBIDDEN" } }] });
});

test("an identity provider's own names are roles where a map says so, in a claim within another", async () => {
  const { sign, settings } = await startIdentityProvider();
  const server = await serveTiny({
    ...settings,
    AUTH_ROLE_CLAIM: "realm_access.roles",
    AUTH_ROLE_MAP: "data-team=curator,data-admins=administrator",
  });
  const answer = async (...roles: string[]) => {
    const jwt = await sign({ sub: "f3a1", realm_access: { roles }, roles: ["administrator"] });
    return (await askAs(server, "mutation { curate }", `Bearer ${jwt}`)).body;
  };
  expect((await answer("data-team")).data).toEqual({ curate: "f3a1" });
  expect((await answer("curator")).errors?.[0]?.message).toContain(
    'f3a1 has the role "reader". The identity provider gives roles by the claim "realm_access.roles": data-team (curator), data-admins (administrator).',
  );
});

test("where the identity provider does not answer, its JWTs are UNAVAILABLE and all else goes on", async () => {
  const { sign, settings } = await startIdentityProvider();
  const jwt = await sign({ roles: ["curator"] });
  for (const AUTH_JWKS_URL of [await closedAddress(), await brokenAddress()]) {
    const server = await serveTiny({ ...settings, AUTH_JWKS_URL });
    const { status, body } = await askAs(server, "{ hello }", `Bearer ${jwt}`);
    expect({ status, body }).toMatchObject({
      status: 503,
      body: { errors: [{ extensions: { code: "UNAVAILABLE" } }] },
    });
    expect(body.errors?.[0]?.message).toContain("the identity provider does not answer");
    const { text } = await createAccessToken(server.graph, jane);
    expect((await askAs(server, "mutation { curate }", `Bearer ${text}`)).status).toBe(200);
    expect((await askAs(server, "{ hello }")).status).toBe(200);
  }
});

test("while Neo4j is absent a token is UNAVAILABLE, not refused", async () => {
  const { port } = new URL(await closedAddress());
  const server = await startServer(
    testSettings({ NEO4J_URI: `bolt://127.0.0.1:${port}`, NEO4J_PASSWORD: "none" }),
    tinyApplication,
  );
  try {
    const { status, body } = await askAs(server, "{ hello }", `Bearer cg_0000000000_${"0".repeat(64)}`);
    expect(status).toBe(503);
    expect(body.errors?.[0]?.extensions.code).toBe("UNAVAILABLE");
  } finally {
    await server.stop();
  }
});
