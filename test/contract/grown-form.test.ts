import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { checkBackup } from "../../src/backup/restore.ts";
import { writeBackup } from "../../src/backup/write-backup.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph, Statement } from "../../src/graph/graph.ts";
import { factIdOf } from "../../src/graph/recorder.ts";
import { graphSchemaVersion } from "../../src/graph/statements/graph-schema.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant } from "../../src/model/dates.ts";
import type { NewFact } from "../../src/model/facts.ts";
import { author } from "../callers.ts";
import { neo4jEngine } from "../engines.ts";
import { type Expected, expectedOf } from "../golden/content.ts";
import { runStatements } from "../golden/statements.ts";
import { ownNeo4j } from "../neo4j/own.ts";
import { member, organisation } from "./small-graph.ts";

/** The program as it would be with one more field of an organisation and one more property of a membership. */

const since = graphSchemaVersion + 1;
const descriptions = "../../src/vocabulary/description.ts";
const facts = "../../src/vocabulary/fact.ts";

async function grownProgram() {
  vi.resetModules();
  vi.doMock(descriptions, async (original) => {
    const real = await original<typeof import("../../src/vocabulary/description.ts")>();
    return { ...real, descriptionFields: { ...real.descriptionFields, phone: { type: "text", since } } };
  });
  vi.doMock(facts, async (original) => {
    const real = await original<typeof import("../../src/vocabulary/fact.ts")>();
    const { MEMBERSHIP, ...others } = real.payloadFields;
    return {
      ...real,
      payloadFields: { MEMBERSHIP: { ...MEMBERSHIP, patients: { type: "count", since } }, ...others },
    };
  });
  return {
    ...(await import("../../src/graph/embedded-graph.ts")),
    ...(await import("../../src/graph/neo4j-graph.ts")),
    ...(await import("../../src/graph/recorder.ts")),
    ...(await import("../../src/graph/audit-log.ts")),
    ...(await import("../../src/graph/statements/whole-graph.ts")),
    ...(await import("../../src/backup/write-backup.ts")),
    ...(await import("../../src/backup/restore.ts")),
    ...(await import("../../src/backup/move.ts")),
    ...(await import("../../src/import/tables/same-fact.ts")),
  };
}

let grown: Awaited<ReturnType<typeof grownProgram>>;
const scratch = mkdtempSync(join(tmpdir(), "commissioning-grown-"));
beforeAll(async () => {
  grown = await grownProgram();
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
  vi.doUnmock(descriptions);
  vi.doUnmock(facts);
  // Other suites of this worker are to have the program as it is.
  vi.resetModules();
});

const golden = join(import.meta.dirname, "../golden/schema-3");
const expectedHere: Record<"embedded" | "backup" | "neo4j", Expected> = JSON.parse(
  readFileSync(join(golden, "expected.json"), "utf8"),
);
const timeLimitMs = 60_000;
const backup = { force: true, programVersion: "0.1.0" };
const toFile = (name: string) => ({ ...backup, file: join(scratch, name) });
const inMemory = () => grown.openEmbeddedGraph({ file: ":memory:", timeLimitMs });

interface Opened {
  readonly graph: Graph;
  readonly expected: Expected;
  /** What was said of it when it was opened. */
  readonly told: readonly string[];
  readonly end: () => Promise<void>;
}

/** A graph that a program of before wrote, as the grown one opens it. */
async function oldFile(): Promise<Opened & { readonly file: string }> {
  const file = join(scratch, "old.grafeo");
  writeFileSync(file, gunzipSync(readFileSync(join(golden, "graph.grafeo.gz"))));
  const told: string[] = [];
  const onCarriedForward = (sentence: string) => told.push(sentence);
  const graph = await grown.openEmbeddedGraph({ file, timeLimitMs, onCarriedForward });
  return { graph, file, told, expected: expectedHere.embedded, end: () => graph.close() };
}

const statement = (cypher: string): Statement<object, null> => ({ name: "tamper", cypher, row: () => null });
const run = (graph: Graph, cypher: string) =>
  graph.write((transaction) => transaction.run(statement(cypher), {}));

const change = (graph: Graph, changes: Parameters<typeof grown.record>[1]) =>
  graph.write(async (transaction) =>
    grown.record(transaction, changes, grown.nextInstant(await grown.acquireWriteLock(transaction)), author),
  );

const practice = { ...organisation("PRACTICE", "X90009", { source: "MADE-UP" }), phone: "01632 960001" };
const withoutPhone = { ...practice, phone: null };
const membership = { ...member("X90009", "X9P"), source: "MADE-UP", patients: 4_100 };

const problemsOf = async (graph: Graph) => (await grown.verifyLog(graph)).problems;
const described = async (graph: Graph) => {
  const codes = ["X90009" as Code];
  const now = await graph.read(grown.storedOrganisationsOf, { codes });
  return [...now, ...(await graph.read(grown.storedDescriptions, { codes }))].map(
    (held) => held.organisation,
  );
};
const factsOf = (graph: Graph) => graph.read(grown.storedFacts, { codes: ["X90009" as Code] });

/** What is stored already stays as it is, and what is new is hashed, backed up and restored where it is said. */
async function grows({ graph, expected, told }: Opened): Promise<void> {
  expect(told).toEqual([
    expect.stringMatching(
      `^The graph was carried forward from version 3 of its schema to version ${since}: revisions were written for 18 facts and 12 descriptions; known time was written for 18 facts\\.`,
    ),
  ]);
  expect(await expectedOf(graph)).toEqual(expected);
  expect(await problemsOf(graph)).toEqual([]);

  await change(graph, { organisations: [practice], facts: [membership] });
  expect(await described(graph)).toMatchObject([{ phone: "01632 960001" }]);
  expect(await factsOf(graph)).toMatchObject([{ patients: 4_100 }]);
  await change(graph, { redescribed: [withoutPhone] });
  expect(await described(graph)).toMatchObject([{ phone: null }, { phone: "01632 960001" }]);
  expect(await problemsOf(graph)).toEqual([]);

  const written = await grown.writeBackup(graph, toFile("grown.jsonl.gz"));
  const lines = gunzipSync(readFileSync(join(scratch, "grown.jsonl.gz")))
    .toString()
    .split("\n");
  const said = lines.filter((line) => !line.includes('"type":"audit"'));
  expect(said.filter((line) => line.includes("phone"))).toEqual([
    expect.stringMatching(/^{"code":"X90009",.*"phone":"01632 960001"/),
  ]);
  expect(said.filter((line) => line.includes("patients"))).toEqual([
    expect.stringMatching(/"from":"X90009".*"patients":4100/),
  ]);
  expect(said.filter((line) => /"(phone|patients)":null/.test(line))).toEqual([]);

  const restored = await inMemory();
  const by = { who: "a test", requestId: null };
  await grown.restoreBackup(restored, { file: join(scratch, "grown.jsonl.gz"), replace: false, by });
  expect(await described(restored)).toEqual(await described(graph));
  expect(await factsOf(restored)).toEqual(await factsOf(graph));
  expect(await problemsOf(restored)).toEqual([]);
  await restored.close();
  const moved = await inMemory();
  const { to } = await grown.moveGraph({ from: graph, to: moved, replace: false, by });
  expect(to.digest).toBe(written.content.digest);
  await moved.close();
}

/** What is slipped in, changed or taken away of what is new is found as anything else is. */
async function isGuarded(graph: Graph): Promise<void> {
  const notAccounted = [expect.stringMatching(/not those that its audit log tells of/)];
  const former = `MATCH (:Organisation {code: "X90009"})-[:FORMERLY]->(was)`;
  for (const [tamper, mend] of [
    [`${former} SET was.phone = "1"`, `${former} SET was.phone = "01632 960001"`],
    [`${former} SET was.phone = null`, `${former} SET was.phone = "01632 960001"`],
    [
      `MATCH (o:Organisation {code: "X90001"}) SET o.phone = "1"`,
      `MATCH (o:Organisation {code: "X90001"}) SET o.phone = null`,
    ],
  ] as const) {
    await run(graph, tamper);
    expect(await problemsOf(graph)).toEqual(notAccounted);
    await run(graph, mend);
    expect(await problemsOf(graph)).toEqual([]);
  }
  await run(graph, `MATCH (:Organisation {code: "X90009"})-[fact:MEMBER_OF]->() SET fact.patients = 4101`);
  expect(await problemsOf(graph)).toEqual([
    expect.stringMatching(/^Fact [0-9a-f]{20} of X90009 was changed/),
  ]);
  await expect(grown.writeBackup(graph, toFile("tampered.jsonl.gz"))).rejects.toThrow(/audit log/);
}

describe("With a field of an organisation and a property of a fact that were added", () => {
  it("a graph file of before holds, and what is new is kept and guarded", async () => {
    const old = await oldFile();
    await grows(old);
    await isGuarded(old.graph);
    await old.end();
    await expect(openEmbeddedGraph({ file: old.file, timeLimitMs })).rejects.toThrow(
      `its schema has version ${since}, and this one knows versions up to ${graphSchemaVersion}`,
    );
    await expect(checkBackup(join(scratch, "grown.jsonl.gz"))).rejects.toThrow(
      `found graph schema version ${since}`,
    );
  });

  it("a graph file of before backs up to the same lines as it did", async () => {
    const file = join(scratch, "as-it-was.grafeo");
    writeFileSync(file, gunzipSync(readFileSync(join(golden, "graph.grafeo.gz"))));
    const before = await openEmbeddedGraph({ file, timeLimitMs });
    const { content } = await writeBackup(before, toFile("before.jsonl.gz"));
    await before.close();
    const after = await grown.openEmbeddedGraph({ file, timeLimitMs });
    expect((await grown.writeBackup(after, toFile("after.jsonl.gz"))).content).toEqual(content);
    await after.close();
  });

  it("a backup of before restores, is carried forward, and its log goes on", async () => {
    const graph = await inMemory();
    const by = { who: "a test", requestId: null };
    const file = join(golden, "backup.jsonl.gz");
    const { carriedForward } = await grown.restoreBackup(graph, { file, replace: false, by });
    expect(carriedForward).toMatch(`from version 3 of its schema to version ${since}`);
    const { factIds } = await expectedOf(graph);
    expect(factIds).toEqual(expectedHere.backup.factIds);
    await change(graph, { organisations: [practice], facts: [membership] });
    expect(await problemsOf(graph)).toEqual([]);
    await graph.close();
  });

  it("a fact that says nothing new has the id that it had, whether that is absent or null", () => {
    const at = "2011-01-01T00:00:00.000Z" as Instant;
    const before = member("X90009", "X9P");
    const unsaid = { ...before, patients: null };
    const more = { ...before, patients: 1 };
    const { note: _note, ...absent } = before;
    const id = factIdOf(before, at);
    const ids = [before, unsaid, more, absent as NewFact].map((fact) => grown.factIdOf(fact, at));
    expect(ids).toEqual([id, id, expect.not.stringMatching(id), id]);
    expect(grown.contentKey(unsaid)).toBe(grown.contentKey(before));
    expect(grown.contentKey(more)).not.toBe(grown.contentKey(before));
  });

  describe.skipIf(ownNeo4j() === null)("(neo4j)", () => {
    const engine = neo4jEngine();
    // Its turn on the server may take longer to come than the test.
    beforeAll(async () =>
      runStatements(await engine.empty(), readFileSync(join(golden, "neo4j.cypher"), "utf8")),
    );
    it("what Neo4j held holds, and what is new is kept and guarded", async () => {
      const address = ownNeo4j();
      if (address === null) throw new Error("There is no Neo4j to test on");
      const told: string[] = [];
      const onCarriedForward = (sentence: string) => told.push(sentence);
      const graph = grown.openNeo4jGraph({ ...address, timeLimitMs, onCarriedForward });
      try {
        // It is carried forward before its first statement.
        await expectedOf(graph);
        await grows({ graph, told, expected: expectedHere.neo4j, end: () => graph.close() });
        await isGuarded(graph);
      } finally {
        // Other suites use the same server, and refuse what this one made of it.
        await run(graph, "MATCH (d:Dataset) DETACH DELETE d");
        await graph.close();
      }
    });
  });
});
