import { createServer } from "node:net";
import { expect, test } from "vitest";
import { ask, serveTiny } from "./serving.ts";

/** A port of this machine on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port.");
  return address.port;
}

test("while Neo4j is absent the server lives, is not ready, and answers UNAVAILABLE at once", async () => {
  const NEO4J_URI = `bolt://127.0.0.1:${await closedPort()}`;
  const started = performance.now();
  const server = await serveTiny({ NEO4J_URI, NEO4J_PASSWORD: "unused" });
  expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  const readiness = await fetch(`${server.url}/readyz`);
  expect(readiness.status).toBe(503);
  expect(await readiness.json()).toMatchObject({ status: "not ready", reason: expect.any(String) });
  const { body } = await ask(server, "{ organisations hello }");
  expect(body.data).toEqual({ organisations: null, hello: "Hello you" });
  expect(body.errors?.[0]?.extensions).toEqual({ code: "UNAVAILABLE" });
  expect(performance.now() - started).toBeLessThan(5_000);
  await server.stop();
});
