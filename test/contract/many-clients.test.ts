import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { application } from "../../src/cli/application.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { neo4jEngine } from "../engines.ts";
import { ask, testSettings } from "../server/serving.ts";

/** Nobody writes here, so the Neo4j that is only read will do. */
const neo4j = inject("neo4jToRead");

describe.skipIf(neo4j === null)("A server on Neo4j that many ask at once", () => {
  const engine = neo4jEngine();
  let server: RunningServer;
  beforeAll(async () => {
    await engine.demonstration();
    const settings = testSettings({
      NEO4J_URI: neo4j?.uri ?? "",
      NEO4J_USER: neo4j?.user ?? "",
      NEO4J_PASSWORD: neo4j?.password ?? "",
      // A busy machine is no reason to stop one that has its turn.
      REQUEST_DEADLINE_MS: "100000",
      STATEMENT_TIME_LIMIT_MS: "90000",
    });
    server = await startServer(settings, application);
  });
  afterAll(() => server?.stop());

  it("answers five hundred clients at once or refuses them as too many, and tells none that it cannot be reached", async () => {
    const question = "{ pcts(first: 20) { totalCount nodes { code sha { name } cluster { name } } } }";
    await ask(server, question);
    const answers = await Promise.all(Array.from({ length: 500 }, () => ask(server, question)));
    const outcomes = answers.map(({ status, body: { data, errors } }) =>
      errors ? `${status} ${errors[0]?.extensions.code}` : `${status} ${Object.keys(data ?? {})}`,
    );
    expect(["200 pcts", "503 OVERLOADED"]).toEqual(expect.arrayContaining([...new Set(outcomes)]));
    expect(outcomes).toContain("200 pcts");
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });
});
