import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import grafeo from "@grafeo-db/js";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { auditHead } from "../../src/graph/statements/audit.ts";
import { graphSchemaVersion, storedSchemaVersion } from "../../src/graph/statements/graph-schema.ts";
import { describeDataset } from "../../src/graph/statements/recording.ts";
import { startServer } from "../../src/server/start-server.ts";
import { testSettings } from "../server/serving.ts";
import { tinyApplication } from "../server/tiny-application.ts";
import { runAsOwn } from "./own-process.ts";

const cwd = mkdtempSync(join(tmpdir(), "commissioning-version-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
const timeLimitMs = 10_000;

/** A golden graph that says of its schema that it has some version; null takes it away. */
async function graphOf(name: string, schemaVersion: unknown): Promise<string> {
  const file = join(cwd, name);
  const packed = readFileSync(join(import.meta.dirname, "../golden/schema-3/graph.grafeo.gz"));
  writeFileSync(file, gunzipSync(packed), { mode: 0o600 });
  const graph = await openEmbeddedGraph({ file, timeLimitMs });
  await graph.write((transaction) => transaction.run(describeDataset, { properties: { schemaVersion } }));
  await graph.close();
  return file;
}

describe("A graph that a newer program wrote", () => {
  let newer: string;
  beforeAll(async () => {
    newer = await graphOf("newer.grafeo", 99);
  });
  const change = ["--source", "MADE-UP", "--reason", "To try it."];

  test.each([
    [["check"]],
    [["query", "{ dataset { revision } }"]],
    [["show", "X9P"]],
    [["orphans", "--as-of", "2011-04-01"]],
    [["diff", "2011-04-01", "2012-04-01"]],
    [["export", "--out", "out"]],
    [["audit", "verify"]],
    [["audit", "list"]],
    [["token", "list"]],
    [["token", "create", "--name", "a", "--role", "reader"]],
    [["retract", "11b9531cb0fdf8749576", ...change]],
    [["backup", "newer.backup.jsonl.gz"]],
    [["restore", join(import.meta.dirname, "../golden/schema-3/backup.jsonl.gz"), "--replace"]],
    [["move", "--to", "copy.grafeo"]],
    [["seed"]],
    [["serve"]],
  ])("is refused by %j", async (args) => {
    const { exitCode, out, err } = await runAsOwn(args, { GRAPH_FILE: newer, cwd });
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(
      `The graph was written by a newer program: its schema has version 99, and this one knows versions up to ${graphSchemaVersion}. Use that program`,
    );
  });

  test("is not written over by a move into it either, and stays as it was", async () => {
    const GRAPH_FILE = await graphOf("own.grafeo", graphSchemaVersion);
    const { exitCode, err } = await runAsOwn(["move", "--to", newer, "--replace"], { GRAPH_FILE, cwd });
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining("by a newer program") });
    const database = grafeo.GrafeoDB.open(newer);
    const rows = await database.executeCypher(
      "MATCH (d:Dataset) RETURN d.revision AS revision, d.schemaVersion AS version",
    );
    expect(rows.toArray()).toEqual([{ revision: 8, version: 99 }]);
    database.close();
  });
});

test.each([["99"], [0], [3.5], [-1], [true]])("A version %j is refused as none", async (version) => {
  const GRAPH_FILE = await graphOf(`odd-${version}.grafeo`, version);
  const { exitCode, err } = await runAsOwn(["check"], { GRAPH_FILE, cwd });
  expect(exitCode).toBe(2);
  expect(err).toContain(
    `its schema has version ${JSON.stringify(version)}: expected a whole number, such as`,
  );
});

const what = "revisions were written for 18 facts and 12 descriptions; known time was written for 18 facts";

test.each([
  ["version 2 of its schema", 2],
  ["a version that was not noted of its schema", null],
])(
  "A graph of %s is carried forward once, with a sentence, and stays at its revision",
  async (from, version) => {
    const GRAPH_FILE = await graphOf(`older-${version}.grafeo`, version);
    const said: string[] = [];
    for (const args of [
      ["audit", "verify"],
      ["audit", "list"],
      ["backup", `older-${version}.jsonl.gz`],
    ]) {
      const { exitCode, err } = await runAsOwn(args, { GRAPH_FILE, cwd });
      expect(exitCode).toBe(0);
      said.push(err);
    }
    expect(said).toEqual([
      `The graph was carried forward from ${from} to version ${graphSchemaVersion}: ${what}. Programs that know older versions alone refuse it from now on.\n`,
      "",
      "",
    ]);
    const graph = await openEmbeddedGraph({ file: GRAPH_FILE, timeLimitMs });
    expect(await graph.read(storedSchemaVersion, {})).toEqual([graphSchemaVersion]);
    expect(await graph.read(auditHead, {})).toMatchObject([{ revision: 8, sequence: 8 }]);
    await graph.close();
  },
);

test("A server carries its graph forward too, and starts where the graph ends before what was noted last", async () => {
  const GRAPH_FILE = await graphOf("served.grafeo", 2);
  const noted = `${JSON.stringify({ revision: 9, hash: "0".repeat(64) })}\n`;
  writeFileSync(`${GRAPH_FILE}.head.json`, noted);
  const server = await startServer(testSettings({ GRAPH_FILE, SNAPSHOT_MAX_FACTS: "0" }), tinyApplication);
  expect(await server.graph.read(storedSchemaVersion, {})).toEqual([graphSchemaVersion]);
  await server.stop();
  // What tells of the loss is still there.
  expect(readFileSync(`${GRAPH_FILE}.head.json`, "utf8")).toBe(noted);
});
