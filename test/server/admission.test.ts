import { describe, expect, it, vi } from "vitest";
import type { RequestInput } from "../../src/server/application.ts";
import { startServer } from "../../src/server/start-server.ts";
import { type Answer, ask, stoppedAtEnd, testSettings } from "./serving.ts";
import { tinyApplication } from "./tiny-application.ts";

/** A server whose reads wait until they are let go, one by one, and what is held now. */
async function serveHeld(env: Record<string, string>) {
  const held: (() => void)[] = [];
  const counts = { most: 0, started: 0 };
  const holding = (graph: RequestInput["graph"]): RequestInput["graph"] => ({
    ...graph,
    async read(...given) {
      counts.started++;
      counts.most = Math.max(counts.most, held.length + 1);
      await new Promise<void>((resolve) => held.push(resolve));
      return graph.read(...given);
    },
  });
  const server = stoppedAtEnd(
    await startServer(testSettings({ RESPONSE_CACHE_BYTES: "0", HEAVY_COMPLEXITY: "1", ...env }), {
      ...tinyApplication,
      createContext: (input) => ({ ...input, graph: holding(input.graph) }),
    }),
  );
  const letGo = () => held.shift()?.();
  return { server, held, counts, letGo };
}

const light = "{ organisations }";
/** It is heavy, as it touches two values. */
const heavy = "{ organisations hello }";

/** Waits until something is so, which takes as long as the machine is busy. */
const until = (so: () => void) => vi.waitFor(so, { timeout: 60_000, interval: 5 });

async function letAllGo({ held, letGo }: Awaited<ReturnType<typeof serveHeld>>, answers: Promise<unknown>[]) {
  let done = false;
  const all = Promise.all(answers).finally(() => {
    done = true;
  });
  while (!done) {
    if (held.length > 0) letGo();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return all;
}

function expectRefused({ status, headers, body }: Answer) {
  expect(status).toBe(503);
  expect(headers.get("retry-after")).toBe("5");
  expect(body.errors).toMatchObject([{ extensions: { code: "OVERLOADED", retryAfterSeconds: 5 } }]);
  expect(body.errors?.[0]?.message).toMatch(/^The server is answering as much as it can\. /);
}

describe("Heavy requests", () => {
  it("run two at once, and a light one is answered beside them", async () => {
    const held = await serveHeld({});
    const answers = Array.from({ length: 6 }, () => ask(held.server, heavy));
    await until(() => expect(held.held).toHaveLength(2));
    const { status, body } = await ask(held.server, "{ hello }");
    expect([status, body.data]).toEqual([200, { hello: "Hello you" }]);
    expect(held.counts.started).toBe(2);
    for (const answer of await letAllGo(held, answers)) expect(answer).toMatchObject({ status: 200 });
    expect(held.counts).toEqual({ most: 2, started: 6 });
  });

  it("are refused where too many wait, with when to come again", async () => {
    const held = await serveHeld({ MAX_HEAVY_AT_ONCE: "1", MAX_WAITING: "0" });
    const first = ask(held.server, heavy);
    await until(() => expect(held.held).toHaveLength(1));
    expectRefused(await ask(held.server, heavy));
    await letAllGo(held, [first]);
    await letAllGo(held, [ask(held.server, heavy).then(({ status }) => expect(status).toBe(200))]);
  });

  it("are refused where they waited too long, and within their deadline", async () => {
    for (const env of [{ MAX_WAIT_MS: "20" }, { REQUEST_DEADLINE_MS: "2000" }] as Record<string, string>[]) {
      const held = await serveHeld({ MAX_HEAVY_AT_ONCE: "1", ...env });
      const first = ask(held.server, heavy);
      await until(() => expect(held.held).toHaveLength(1));
      expectRefused(await ask(held.server, heavy));
      await letAllGo(held, [first]);
    }
  });

  it("give up their place when their client leaves", async () => {
    const held = await serveHeld({ MAX_HEAVY_AT_ONCE: "1" });
    const leaving = new AbortController();
    const gone = fetch(`${held.server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: heavy }),
      signal: leaving.signal,
    }).catch(() => "left");
    await until(() => expect(held.counts.started).toBe(1));
    const next = ask(held.server, heavy);
    leaving.abort();
    expect(await gone).toBe("left");
    // Nothing was let go meanwhile: the next has the place of the one that left.
    await until(() => expect(held.counts.started).toBe(2));
    expect(await letAllGo(held, [next])).toMatchObject([{ status: 200 }]);
  });

  it("are downloads and large batches to match, too", async () => {
    const held = await serveHeld({ MAX_HEAVY_AT_ONCE: "1", MAX_WAITING: "0" });
    const batch = (size: number) => {
      const queries = Array.from({ length: size }, (_, at) => [`q${at}`, { query: "Cambridgeshire" }]);
      return fetch(`${held.server.url}/reconcile`, {
        method: "POST",
        body: new URLSearchParams({ queries: JSON.stringify(Object.fromEntries(queries)) }),
      });
    };
    const read = async (response: Response) =>
      ({ status: response.status, headers: response.headers, body: await response.json() }) as Answer;
    const first = ask(held.server, heavy);
    await until(() => expect(held.held).toHaveLength(1));
    expectRefused(await read(await fetch(`${held.server.url}/export/graph.jsonl`)));
    expectRefused(await read(await batch(11)));
    expect((await batch(10)).status).toBe(200);
    await letAllGo(held, [first]);
    expect((await fetch(`${held.server.url}/export/graph.jsonl`)).status).toBe(200);
    expect((await batch(11)).status).toBe(200);
  });
});

describe("Five hundred clients at once", () => {
  it("are answered in their turn, a bounded number at a time", async () => {
    const held = await serveHeld({ MAX_REQUESTS_AT_ONCE: "8" });
    const answers = Array.from({ length: 500 }, () => ask(held.server, light));
    for (const answer of await letAllGo(held, answers))
      expect(answer).toMatchObject({ status: 200, body: { data: { organisations: 1 } } });
    expect(held.counts.started).toBe(500);
    expect(held.counts.most).toBeLessThanOrEqual(8);
  });

  it("are answered or refused where fewer may wait", async () => {
    const held = await serveHeld({ MAX_REQUESTS_AT_ONCE: "8", MAX_WAITING: "100" });
    const answers = Array.from({ length: 500 }, () => ask(held.server, light));
    await until(() => expect(held.counts.started).toBe(8));
    const all = (await letAllGo(held, answers)) as Answer[];
    const refused = all.filter(({ status }) => status !== 200);
    for (const answer of refused) expectRefused(answer);
    expect(refused.length).toBeLessThan(500);
    for (const answer of all) expect([200, 503]).toContain(answer.status);
  });
});
