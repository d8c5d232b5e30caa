import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { SeedRequest } from "../../src/server/application.ts";
import { seedingOf } from "../../src/server/seeding.ts";
import { readSettings } from "../../src/server/settings.ts";
import { startServer } from "../../src/server/start-server.ts";
import { ask, stoppedAtEnd, testSettings } from "./serving.ts";
import { tinyApplication } from "./tiny-application.ts";

const newFile = () => join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");
const emptyGraph = async (file: string) => (await openEmbeddedGraph({ file, timeLimitMs: 1_000 })).close();
/** As after a change: revision 5. */
const noteChange = (file: string) => writeFileSync(`${file}.head.json`, '{"revision":5,"hash":"ab"}\n');
const seeding = (GRAPH_FILE: string, env: Record<string, string> = {}) =>
  seedingOf(readSettings({ GRAPH_FILE, ...env }));

const demonstration = { kind: "fill", seed: "demonstration" };

test("a file that never was, or to which nothing was ever written, is filled with the demonstration", async () => {
  const file = newFile();
  expect(seeding(file)).toEqual(demonstration);
  // A first start that was ended while it filled the graph leaves this.
  await emptyGraph(file);
  expect(seeding(file)).toEqual(demonstration);
  expect(seeding(":memory:")).toEqual(demonstration);
});

test("a file to which something was written, or of which nothing is known, is not", async () => {
  const file = newFile();
  await emptyGraph(file);
  noteChange(file);
  expect(seeding(file)).toMatchObject({ kind: "leave", why: expect.stringContaining("it is not new") });
  rmSync(`${file}.head.json`);
  expect(seeding(file)).toMatchObject({ kind: "leave" });
});

test.each([
  ["a note of a change", noteChange],
  ["a log", (file: string) => mkdirSync(`${file}.wal`)],
])("a missing file beside which %s lies is told as missing, and none is made", (_what, leave) => {
  const file = newFile();
  leave(file);
  for (const SEED of ["", "none"]) {
    expect(() => seeding(file, { SEED })).toThrow(
      `GRAPH_FILE=${file}: there is no graph at ${file}, and something was written to it before`,
    );
  }
  expect(seeding(file, { SEED: "demonstration" })).toEqual(demonstration);
  expect(existsSync(file)).toBe(false);
});

test("SEED decides, whatever there is, and a graph in Neo4j is filled only by it", () => {
  const neo4j = { NEO4J_URI: "bolt://127.0.0.1:1", NEO4J_PASSWORD: "x" };
  expect(seeding("", neo4j)).toMatchObject({
    kind: "leave",
    why: expect.stringContaining("where SEED says"),
  });
  expect(seeding("", { ...neo4j, SEED: "facts" })).toEqual({ kind: "fill", seed: "facts" });
  expect(seeding(newFile(), { SEED: "none" })).toMatchObject({ kind: "leave" });
  for (const NODE_ENV of ["production", "development", "test"])
    expect(seeding(newFile(), { NODE_ENV })).toEqual(demonstration);
});

test("a wrong SEED, and one with a graph that is only read, are refused with what was expected", () => {
  expect(() => readSettings({ SEED: "demo" })).toThrow(/^SEED holds "demo": expected demonstration/);
  expect(() => readSettings({ GRAPH_READ_ONLY: "yes" })).toThrow(
    'GRAPH_READ_ONLY holds "yes": expected 1 for yes or 0 for no.',
  );
  expect(() => readSettings({ SEED: "facts", GRAPH_READ_ONLY: "1" })).toThrow(
    "SEED=facts fills an empty graph, and GRAPH_READ_ONLY=1 writes nothing",
  );
});

test("a server whose graph was lost answers nothing out of it, says so, and is ready once it is filled", async () => {
  const file = newFile();
  await emptyGraph(file);
  noteChange(file);
  const seedGraph = vi.fn(tinyApplication.seedGraph);
  const server = stoppedAtEnd(
    await startServer(testSettings({ GRAPH_FILE: file }), { ...tinyApplication, seedGraph }),
  );
  const ready = async () => {
    const response = await fetch(`${server.url}/readyz`);
    return { status: response.status, ...((await response.json()) as object) };
  };
  const why = /^The graph in graph.grafeo holds nothing: it is not new, so that what it held may be lost/;
  expect(await ready()).toMatchObject({ status: "not ready", reason: expect.stringMatching(why) });
  const { body } = await ask(server, "{ organisations }");
  expect(body.data).toEqual({ organisations: null });
  expect(body.errors?.[0]).toMatchObject({
    message: expect.stringMatching(why),
    extensions: { code: "UNAVAILABLE" },
  });
  expect(seedGraph).not.toHaveBeenCalled();
  await tinyApplication.seedGraph(server.graph, { factsOnly: false, onProgress() {} });
  await vi.waitFor(async () => expect(await ready()).toMatchObject({ status: "ready" }), 60_000);
  expect((await ask(server, "{ organisations }")).body.data).toEqual({ organisations: 1 });
});

test("a server says at /readyz what it filled the graph with, and that it holds nothing once it is emptied", async () => {
  const given: SeedRequest[] = [];
  const server = stoppedAtEnd(
    await startServer(testSettings({ SEED: "facts" }), {
      ...tinyApplication,
      seedGraph(graph, options) {
        given.push(options);
        return tinyApplication.seedGraph(graph, options);
      },
    }),
  );
  const ready = async () => (await fetch(`${server.url}/readyz`)).json();
  expect(await ready()).toMatchObject({ status: "ready", readOnly: false, seededAtStart: "facts" });
  expect(given).toMatchObject([{ factsOnly: true }]);
  const removeAll = { name: "remove all", cypher: "MATCH (o:Organisation) DETACH DELETE o", row: () => null };
  await server.graph.write((transaction) => transaction.run(removeAll, {}));
  expect(await ready()).toEqual({
    status: "not ready",
    reason: expect.stringMatching(/^The graph in :memory: holds nothing\. Fill it with/),
  });
});

test("a graph whose file was moved away keeps the note of what it held, whatever is written to an empty one", async () => {
  const file = newFile();
  await emptyGraph(file);
  noteChange(file);
  const graph = await openEmbeddedGraph({ file, timeLimitMs: 1_000 });
  expect(graph.missing).toEqual({ revision: 5, hash: "ab" });
  await graph.write(async () => {});
  await graph.close();
  expect(seeding(file)).toMatchObject({ kind: "leave" });
  renameSync(file, `${file}.away`);
  expect(() => seeding(file)).toThrow("something was written to it before");
});
