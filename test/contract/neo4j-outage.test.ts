import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { findNeo4j } from "../neo4j/locate.ts";
import { type RunningNeo4j, startNeo4j } from "../neo4j/start-neo4j.ts";
import { ask, testSettings } from "../server/serving.ts";

/** A server of its own, because it is stopped in the middle; one that NEO4J_URI names is somebody's. */
const ownServer = findNeo4j({ ...process.env, NEO4J_URI: undefined }).kind === "maven";

function serverOn({ uri, user, password }: RunningNeo4j) {
  const address = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, SEED: "facts" };
  return startServer(testSettings(address), application);
}

describe.skipIf(!ownServer)("A server on a Neo4j that goes away", () => {
  let neo4j: RunningNeo4j;
  let server: RunningServer;
  beforeAll(async () => {
    neo4j = await startNeo4j({ plansOnce: true, shortLived: true });
    server = await serverOn(neo4j);
  }, 300_000);
  afterAll(async () => {
    await server?.stop();
    await neo4j?.stop();
  });

  const counted = () => ask(server, "{ pcts(first: 1) { totalCount } }");
  const ready = async () => (await fetch(`${server.url}/readyz`)).status;

  it("seeds an empty one and answers", async () => {
    // On a busy machine the indexes are not made at the first try.
    await expect
      .poll(async () => (await counted()).body.data, { timeout: 120_000 })
      .toEqual({ pcts: { totalCount: 151 } });
    expect(await ready()).toBe(200);
  });

  it("answers UNAVAILABLE within 5 s while it is gone, and again once it is back, without a restart", async () => {
    await neo4j.kill();
    const started = performance.now();
    const { body } = await counted();
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(body.errors?.[0]?.extensions.code).toBe("UNAVAILABLE");
    expect(JSON.stringify(body)).not.toContain("bolt");
    expect(await ready()).toBe(503);

    await neo4j.restart();
    await expect
      .poll(async () => (await counted()).body.data, { timeout: 90_000 })
      .toEqual({ pcts: { totalCount: 151 } });
    expect(await ready()).toBe(200);
  });
});
