import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { graphSchemaVersion, storedSchemaVersion } from "../../src/graph/statements/graph-schema.ts";
import { runAsOwn } from "./own-process.ts";

const cwd = mkdtempSync(join(tmpdir(), "commissioning-upgrade-"));
const golden = (name: string) => join(import.meta.dirname, "../golden/schema-3", name);
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A graph as an earlier program left it. */
function olderGraph(name: string): string {
  const file = join(cwd, name);
  writeFileSync(file, gunzipSync(readFileSync(golden("graph.grafeo.gz"))), { mode: 0o600 });
  return file;
}

async function versionOf(file: string): Promise<readonly number[]> {
  const graph = await openEmbeddedGraph({ file, timeLimitMs: 10_000, readOnly: true });
  const versions = await graph.read(storedSchemaVersion, {});
  await graph.close();
  return versions;
}

const upgrade = (file: string, ...args: string[]) => {
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  return runAsOwn(["upgrade", ...args], { GRAPH_FILE: file, cwd });
};

test("A dry run says what would be done, and leaves every byte as it is", async () => {
  const file = olderGraph("dry.grafeo");
  const before = readFileSync(file);
  const { exitCode, out, err } = await upgrade(file, "--dry-run");
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  expect(out).toBe(
    `${file}, at revision 8, would be carried forward from version 3 of its schema to version ${graphSchemaVersion}. A dry run: nothing was written.\n`,
  );
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(await versionOf(file)).toEqual([3]);
});

test("An upgrade keeps the graph as it was beside it, and a second one has nothing to do", async () => {
  const file = olderGraph("kept.grafeo");
  const report = JSON.parse((await upgrade(file, "--json")).out);
  const copy = `${file}.schema-3`;
  expect(report).toEqual({
    outcome: "upgraded",
    ...{ graph: file, from: 3, to: graphSchemaVersion, revision: 8, before: copy, problems: [] },
  });
  expect(await versionOf(file)).toEqual([graphSchemaVersion]);
  expect(await versionOf(copy)).toEqual([3]);
  expect(statSync(copy).mode & 0o777).toBe(0o600);
  const again = await upgrade(file);
  expect(again).toEqual({
    exitCode: 0,
    out: `${file} has version ${graphSchemaVersion} of the schema, as this program: nothing was to be done.\n`,
    err: "",
  });
});

test("A copy that is there already is not written over, and nothing else is written", async () => {
  const file = olderGraph("taken.grafeo");
  writeFileSync(`${file}.schema-3`, "mine");
  const { exitCode, err } = await upgrade(file);
  expect(exitCode).toBe(2);
  expect(err).toContain("a file of that name is there");
  expect(readFileSync(`${file}.schema-3`, "utf8")).toBe("mine");
  expect(await versionOf(file)).toEqual([3]);
});

test("A backup that is given has to be of the graph as it is", async () => {
  const file = olderGraph("backed-up.grafeo");
  const other = await upgrade(file, "--backup", golden("backup.jsonl.gz"));
  expect(other.exitCode).toBe(3);
  expect(other.err).toMatch(
    /is not of this graph as it is: it was made at revision \d+.*expected revision 8/,
  );
  expect(await versionOf(file)).toEqual([3]);

  // A copy that is carried forward keeps its log, so that a backup of it is one of this graph.
  const copy = olderGraph("copy.grafeo");
  vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect((await runAsOwn(["backup", "own.jsonl.gz"], { GRAPH_FILE: copy, cwd })).exitCode).toBe(0);
  const { exitCode, out } = await upgrade(file, "--backup", "own.jsonl.gz");
  expect(exitCode).toBe(0);
  expect(out).toContain("As it was, it is in own.jsonl.gz.");
  expect(existsSync(`${file}.schema-3`)).toBe(false);
});

test("A graph whose log does not hold is not carried forward", async () => {
  const file = olderGraph("changed.grafeo");
  const { default: grafeo } = await import("@grafeo-db/js");
  const database = grafeo.GrafeoDB.open(file);
  await database.executeCypher('MATCH (a:AuditRecord {sequence: 2}) SET a.reason = "another"');
  database.close();
  const { exitCode, out } = await upgrade(file);
  expect(exitCode).toBe(1);
  expect(out).toContain("does not hold: restore a backup. Nothing was written.");
  expect(await versionOf(file)).toEqual([3]);
});

test("Where there is no graph, none is made", async () => {
  const file = join(cwd, "none.grafeo");
  expect(await upgrade(file)).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining("there is no graph at"),
  });
  expect(existsSync(file)).toBe(false);
});
