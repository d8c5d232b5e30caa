import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { application } from "../../src/cli/application.ts";
import { openNeo4jGraph } from "../../src/graph/neo4j-graph.ts";
import { parseExpiry } from "../../src/model/access-token.ts";
import { createAccessToken } from "../../src/server/identity/access-tokens.ts";
import { organisationsIn } from "../../src/server/readiness.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { neo4jEngine } from "../engines.ts";
import { type FaultyProxy, startFaultyProxy } from "../neo4j/faulty-proxy.ts";
import { ownNeo4j } from "../neo4j/own.ts";
import { ask, post, testSettings } from "../server/serving.ts";
import { mutationOf } from "./asking.ts";
import { membership, smallGraph } from "./curated-graph.ts";

const deadlineMs = 3_000;
/** A busy machine is late; without a deadline it was a minute and more. */
const patienceMs = 3 * deadlineMs;

describe.skipIf(ownNeo4j() === null)("A server whose connections to Neo4j fall silent", () => {
  const engine = neo4jEngine();
  let proxy: FaultyProxy;
  let server: RunningServer;
  let authorization: string;
  beforeAll(async () => {
    const direct = await smallGraph(engine);
    const address = ownNeo4j();
    proxy = await startFaultyProxy(address?.uri ?? "");
    const settings = testSettings({
      NEO4J_URI: proxy.uri,
      NEO4J_USER: address?.user ?? "",
      NEO4J_PASSWORD: address?.password ?? "",
      REQUEST_DEADLINE_MS: String(deadlineMs),
    });
    server = await startServer(settings, application);
    const expiresAt = parseExpiry("1d", new Date());
    const jane = { name: "Jane", role: "curator", expiresAt, createdBy: "a test" } as const;
    authorization = `Bearer ${(await createAccessToken(direct, jane)).text}`;
  });
  afterAll(async () => {
    proxy?.set({ kind: "cut" });
    await server?.stop();
    await proxy?.stop();
  });

  const question = "{ pcts(first: 1) { totalCount } }";
  const timed = async <T>(work: Promise<T>) => {
    const started = performance.now();
    const answer = await work;
    expect(performance.now() - started).toBeLessThan(patienceMs);
    return answer;
  };
  const ready = async () => (await fetch(`${server.url}/readyz`)).status;
  const codeOf = ({ body }: Awaited<ReturnType<typeof ask>>) => body.errors?.[0]?.extensions.code;
  const asked = (query: string, variables = {}) =>
    post(server, JSON.stringify({ query, variables }), { "content-type": "application/json", authorization });

  it("answers with a token, writes and is ready while they are sound", async () => {
    // What is asked for the first time is planned first.
    await expect
      .poll(async () => (await asked(question)).body.data, { timeout: 60_000 })
      .toEqual({ pcts: { totalCount: 2 } });
    await expect.poll(async () => (await ask(server, question)).body.data, { timeout: 60_000 }).toBeTruthy();
    expect(await ready()).toBe(200);
  });

  it("answers whoever has a token, who has none and who probes it, within the deadline", async () => {
    proxy.set({ kind: "half-open" });
    const [named, anonymous, status] = await timed(
      Promise.all([asked(question), ask(server, question), ready()]),
    );
    expect([codeOf(named), codeOf(anonymous), status]).toEqual(["UNAVAILABLE", "UNAVAILABLE", 503]);
  });

  it("answers a mutation in whose middle they fall silent within the deadline, and nothing of it is written", async () => {
    proxy.set({ kind: "none" });
    await expect.poll(ready, { timeout: 30_000 }).toBe(200);
    proxy.set({ kind: "commit answer swallowed", times: 10 });
    const { body } = await timed(asked(mutationOf("recordMembership"), { input: membership }));
    const code = body.errors?.[0]?.extensions.code;
    // It was found out over another connection, or is not known.
    expect([undefined, "OUTCOME_UNKNOWN"]).toContain(code);
  });

  it("answers again once new connections come about, without a restart", async () => {
    proxy.set({ kind: "none" });
    await expect.poll(ready, { timeout: 30_000 }).toBe(200);
    await expect
      .poll(async () => (await asked(question)).body.data, { timeout: 30_000 })
      .toEqual({ pcts: { totalCount: 2 } });
  });

  it("and a wrong password is said as that", async () => {
    const graph = openNeo4jGraph({ uri: proxy.uri, user: "neo4j", password: "wrong", timeLimitMs: 5_000 });
    await expect(organisationsIn(graph)).rejects.toThrow("NEO4J_USER and NEO4J_PASSWORD");
    await graph.close();
  });
});
