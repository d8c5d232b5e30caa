import { expect, test } from "vitest";
import { toInstant } from "../../src/model/dates.ts";
import { createAccessToken } from "../../src/server/identity/access-tokens.ts";
import { startServer } from "../../src/server/start-server.ts";
import { post, serveTiny, stoppedAtEnd, testSettings } from "./serving.ts";
import { tinyApplication } from "./tiny-application.ts";

type Served = Awaited<ReturnType<typeof serveTiny>>;

const json = { "content-type": "application/json" };
const asking = (server: Served, query: string, headers: Record<string, string> = {}) =>
  post(server, JSON.stringify({ query }), { ...json, ...headers });

/** `{ hello }` costs 1 value, and any request 400 beside it. */
const cheap = "{ hello }";
const from = (address: string) => ({ "x-forwarded-for": address });

async function tokenOf(server: Served, name: string): Promise<Record<string, string>> {
  const expiresAt = toInstant(new Date(Date.now() + 3_600_000));
  const made = await createAccessToken(server.graph, { name, role: "reader", createdBy: "sam", expiresAt });
  return { authorization: `Bearer ${made.text}` };
}

test("an address that asked for too much is refused with 429, what is left, and when to come again", async () => {
  const server = await serveTiny({ RATE_LIMIT_ADDRESS: "1000" });
  const first = await asking(server, cheap);
  expect(first.status).toBe(200);
  expect(first.headers.get("ratelimit-limit")).toBe("1000");
  expect(first.headers.get("ratelimit-remaining")).toMatch(/^(599|6\d\d)$/);
  expect(Number(first.headers.get("ratelimit-reset"))).toBeGreaterThan(20);
  await asking(server, cheap);
  const refused = await asking(server, cheap);
  expect(refused.status).toBe(429);
  const seconds = Number(refused.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(24);
  expect(refused.headers.get("ratelimit-reset")).toBe(String(seconds));
  expect(refused.body.errors).toMatchObject([
    {
      message: expect.stringMatching(/^This costs as much as 400 values, and \d+ of the 1,000 /),
      extensions: { code: "RATE_LIMITED", by: "address", limit: 1000, cost: 400, retryAfterSeconds: seconds },
    },
  ]);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect((await fetch(`${server.url}/graphiql/`)).status).not.toBe(429);
});

test("a query is charged what it is reckoned at, and refused with the same status", async () => {
  const server = await serveTiny({ RATE_LIMIT_ADDRESS: "2000" });
  // 10 items a list, in each of which are as many.
  const dear = "{ things { things { things { name } } } }";
  const first = await asking(server, dear);
  expect(first.body).toMatchObject({ data: { things: [{}, {}] } });
  const left = Number(first.headers.get("ratelimit-remaining"));
  expect(left).toBeLessThan(600);
  const second = await asking(server, dear);
  expect(second.status).toBe(429);
  expect(second.body.errors?.[0]?.extensions).toMatchObject({ code: "RATE_LIMITED", by: "address" });
  expect(Number(second.body.errors?.[0]?.extensions.cost)).toBeGreaterThan(1_000);
  expect(second.headers.get("retry-after")).toBe(
    String(second.body.errors?.[0]?.extensions.retryAfterSeconds),
  );
});

test("whoever sends a credential has an allowance of their own, wherever they ask from", async () => {
  const server = await serveTiny({ RATE_LIMIT_ADDRESS: "500", RATE_LIMIT_CALLER: "1000" });
  const [jane, sam] = [await tokenOf(server, "Jane"), await tokenOf(server, "Sam")];
  expect((await asking(server, cheap)).status).toBe(200);
  expect((await asking(server, cheap)).status).toBe(429);
  expect((await asking(server, cheap, jane)).headers.get("ratelimit-limit")).toBe("1000");
  expect((await asking(server, cheap, jane)).status).toBe(200);
  const refused = await asking(server, cheap, jane);
  expect([refused.status, refused.body.errors?.[0]?.extensions.by]).toEqual([429, "caller"]);
  expect((await asking(server, cheap, sam)).status).toBe(200);
});

test("credentials that are not accepted are not looked at any more once there were too many", async () => {
  const server = await serveTiny({ RATE_LIMIT_ADDRESS: "1000" });
  const wrong = { authorization: "Bearer cg_0000000000000000_wrong" };
  expect((await asking(server, cheap, wrong)).status).toBe(401);
  expect((await asking(server, cheap, wrong)).status).toBe(401);
  const refused = await asking(server, cheap, wrong);
  expect([refused.status, refused.body.errors?.[0]?.extensions.by]).toEqual([429, "refused credentials"]);
  expect((await asking(server, cheap)).status).toBe(200);
});

test("the address is the one that a trusted proxy gives, and nobody else's word is taken for it", async () => {
  const trusting = await serveTiny({ RATE_LIMIT_ADDRESS: "500", TRUST_PROXY: "loopback" });
  expect((await asking(trusting, cheap, from("192.0.2.1"))).status).toBe(200);
  expect((await asking(trusting, cheap, from("192.0.2.1"))).status).toBe(429);
  expect((await asking(trusting, cheap, from("192.0.2.2"))).status).toBe(200);
  // What the client itself said of where it comes from stands before what the proxy saw.
  expect((await asking(trusting, cheap, from("198.51.100.9, 192.0.2.1"))).status).toBe(429);
  // Another address of the same network.
  expect((await asking(trusting, cheap, from("2001:db8::1"))).status).toBe(200);
  expect((await asking(trusting, cheap, from("2001:db8::2"))).status).toBe(429);

  const alone = await serveTiny({ RATE_LIMIT_ADDRESS: "500" });
  expect((await asking(alone, cheap, from("192.0.2.1"))).status).toBe(200);
  expect((await asking(alone, cheap, from("192.0.2.2"))).status).toBe(429);
});

test("a host that a trusted proxy hands on is checked, too", async () => {
  const server = await serveTiny({ TRUST_PROXY: "loopback" });
  const forwarded = (host: string) => asking(server, cheap, { "x-forwarded-host": host });
  expect((await forwarded("evil.example.org")).status).toBe(421);
  expect((await forwarded("localhost")).status).toBe(200);
});

test("downloads and names to match are charged, too", async () => {
  const server = await serveTiny({ RATE_LIMIT_ADDRESS: "60000", HEAVY_COMPLEXITY: "50000" });
  const match = () =>
    fetch(`${server.url}/reconcile`, {
      method: "POST",
      body: new URLSearchParams({ queries: JSON.stringify({ q0: { query: "Cambridgeshire" } }) }),
    });
  const matched = await match();
  expect(matched.status).toBe(200);
  const left = Number(matched.headers.get("ratelimit-remaining"));
  expect(left).toBeGreaterThanOrEqual(60_000 - 16_400);
  expect(left).toBeLessThan(60_000 - 16_000);
  await match();
  const refused = await fetch(`${server.url}/export/graph.jsonl`);
  expect([refused.status, refused.headers.get("retry-after") !== null]).toEqual([429, true]);
  expect(await refused.json()).toMatchObject({ errors: [{ extensions: { cost: 50_000 } }] });
  expect((await match()).status).toBe(200);
  expect((await match()).status).toBe(429);
});

test("nothing is limited, and no header is sent, where no setting says so", async () => {
  const server = await serveTiny();
  const answers = await Promise.all(Array.from({ length: 30 }, () => asking(server, cheap)));
  for (const { status, headers } of answers)
    expect([status, headers.get("ratelimit-limit")]).toEqual([200, null]);
});

test("a server that is told to stop says that it is not ready, and answers meanwhile", async () => {
  const server = stoppedAtEnd(await startServer(testSettings({ DRAIN_MS: "1500" }), tinyApplication));
  const stopped = server.stop();
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({
    status: "not ready",
    reason: "The server is stopping: send requests elsewhere.",
  });
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  expect((await asking(server, "{ organisations }")).body.data).toEqual({ organisations: 1 });
  await stopped;
  await expect(fetch(`${server.url}/livez`)).rejects.toThrow();
});
