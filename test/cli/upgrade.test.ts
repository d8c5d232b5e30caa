import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, expect, test, vi } from "vitest";
import { buildSeed } from "../../src/demonstration/build-seed.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { record } from "../../src/graph/recorder.ts";
import { graphSchemaVersion, storedSchemaVersion } from "../../src/graph/statements/graph-schema.ts";
import { storedFacts } from "../../src/graph/statements/whole-graph.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant } from "../../src/model/dates.ts";
import { author } from "../callers.ts";
import { runOn } from "./in-process.ts";
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
    // No seed filled it.
    lacking: { organisations: 0, facts: 0 },
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

/** A graph that a seed filled before it had the groups that mergers made, and of which a curator took a succession back. */
async function seededBefore(file: string) {
  const graph = await openEmbeddedGraph({ file, timeLimitMs: 60_000 });
  const { sources, organisations, facts } = buildSeed({ factsOnly: true });
  const isLater = (code: string) => later.has(code);
  const later = new Set<string>(
    organisations.flatMap(({ code, kind, opened }) =>
      kind === "CONSORTIUM" && opened !== null && opened > "2013-04-01" ? [code] : [],
    ),
  );
  const before = {
    sources,
    organisations: organisations.filter(({ code }) => !isLater(code)),
    facts: facts.filter((fact) => !isLater(fact.from) && !("to" in fact && isLater(fact.to))),
  };
  const at = (day: string) => `2020-01-${day}T00:00:00.000Z` as Instant;
  await graph.write((transaction) => record(transaction, before, at("01"), author));
  const [retracted] = (await graph.read(storedFacts, { codes: ["5PP" as Code] })).filter(
    ({ kind }) => kind === "SUCCESSION",
  );
  if (!retracted) throw new Error("Expected a succession of 5PP");
  await graph.write((transaction) => record(transaction, { retracted: [retracted] }, at("02"), author));
  await graph.write((transaction) =>
    transaction.run(
      {
        name: "as an older program left it",
        cypher: "MATCH (d:Dataset) SET d.schemaVersion = 4 RETURN 1 AS one",
        row: () => null,
      },
      {},
    ),
  );
  await graph.close();
  return { later, lacking: facts.length - before.facts.length };
}

test("A graph of an earlier seed is told what it lacks, and gets that by a command of its own, and nothing else", async () => {
  const file = join(cwd, "seeded-before.grafeo");
  const { later, lacking } = await seededBefore(file);
  expect(later.size).toBe(37);
  const { exitCode, out } = await upgrade(file);
  expect(exitCode).toBe(0);
  expect(out).toContain(`it lacks 37 organisations and ${lacking} facts, which an upgrade does not add`);
  const graph = await openEmbeddedGraph({ file, timeLimitMs: 60_000 });
  const successors = () =>
    runOn(graph, [
      ...["query", "--json"],
      '{ merged: organisation(code: "00F", asOf: "2015-05-01") { successors { code } } kept: organisation(code: "5PP") { successors { code } } }',
    ]);
  const before = JSON.parse((await successors()).out);
  expect(before.data.merged.successors).toEqual([]);
  expect((await runOn(graph, ["seed", "--add"])).out).toBe(
    `Added 37 organisations and ${lacking} facts of the published layer.\n`,
  );
  const after = JSON.parse((await successors()).out);
  expect(after.data.merged.successors).toContainEqual({ code: "13T" });
  expect(after.data.kept).toEqual(before.data.kept);
  expect((await runOn(graph, ["audit", "verify"])).exitCode).toBe(0);
  expect((await runOn(graph, ["seed", "--add"])).out).toMatch(/^No change/);
  await graph.close();
});
