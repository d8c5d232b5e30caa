import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { openNeo4jGraph } from "../../src/graph/neo4j-graph.ts";
import { graphSchemaVersion } from "../../src/graph/statements/graph-schema.ts";
import { runOn } from "../cli/in-process.ts";
import { runAsOwn } from "../cli/own-process.ts";
import { neo4jEngine } from "../engines.ts";
import { type Expected, expectedOf } from "../golden/content.ts";
import { runStatements } from "../golden/statements.ts";
import { lines, memberRow, practiceRow } from "../import/ods-files.ts";
import { ownNeo4j } from "../neo4j/own.ts";

const golden = join(import.meta.dirname, "../golden");
const forms = readdirSync(golden, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const scratch = mkdtempSync(join(tmpdir(), "commissioning-golden-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const timeLimitMs = 60_000;

const read = (form: string, name: string) => readFileSync(join(golden, form, name));
const expectedIn = (form: string): Record<"embedded" | "backup" | "neo4j", Expected> =>
  JSON.parse(read(form, "expected.json").toString());

/** Everything that was stored holds: what is said, its ids, its log; and it can be backed up and restored. */
async function holds(graph: Graph, expected: Expected): Promise<void> {
  expect(await expectedOf(graph)).toEqual(expected);
  const verified = await runOn(graph, ["audit", "verify", "--hash", expected.auditHash]);
  expect(verified).toMatchObject({ exitCode: 0, err: "" });
  const file = join(scratch, "again.jsonl.gz");
  expect(await runOn(graph, ["backup", file, "--force"])).toMatchObject({ exitCode: 0 });
  await restores(file, expected);
}

/** A backup restores, and what it was of is there with the log that it had. */
async function restores(file: string, { factIds, auditHash, revision }: Expected): Promise<void> {
  const restored = await openEmbeddedGraph({ file: ":memory:", timeLimitMs });
  expect(await runOn(restored, ["restore", file])).toMatchObject({ exitCode: 0 });
  const now = await expectedOf(restored);
  expect(now).toMatchObject({ factIds, revision: revision + 1 });
  expect(await runOn(restored, ["audit", "verify"])).toMatchObject({ exitCode: 0 });
  const log = await runOn(restored, ["audit", "export"]);
  expect(log.out).toContain(`"previousHash":"${auditHash}"`);
  await restored.close();
}

describe.each(forms.map(({ name }) => name))("What was stored as %s", (form) => {
  it("is opened, verified, backed up and restored from a graph file", async () => {
    const file = join(scratch, `${form}.grafeo`);
    writeFileSync(file, gunzipSync(read(form, "graph.grafeo.gz")));
    const graph = await openEmbeddedGraph({ file, timeLimitMs });
    await holds(graph, expectedIn(form).embedded);
    await graph.close();
  });

  it("is restored from a backup", async () => {
    const file = join(golden, form, "backup.jsonl.gz");
    await restores(file, expectedIn(form).backup);
  });

  describe.skipIf(ownNeo4j() === null)("(neo4j)", () => {
    const engine = neo4jEngine();
    // Its turn on the server may take longer to come than the test.
    beforeAll(async () => runStatements(await engine.empty(), read(form, "neo4j.cypher").toString()));
    it("is opened, verified, backed up and restored from what Neo4j held", async () => {
      const address = ownNeo4j();
      if (address === null) throw new Error("There is no Neo4j to test on");
      const graph = openNeo4jGraph({ ...address, timeLimitMs });
      await holds(graph, expectedIn(form).neo4j);
      await graph.close();
    });

    it("is upgraded by its command where a backup is given", async () => {
      const address = ownNeo4j();
      if (address === null) throw new Error("There is no Neo4j to test on");
      await runStatements(await engine.empty(), read(form, "neo4j.cypher").toString());
      const { uri, user, password } = address;
      const settings = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, cwd: scratch };
      const upgrade = async (...args: string[]) =>
        JSON.parse((await runAsOwn(["upgrade", "--json", ...args], settings)).out);
      const version = Number(form.replace("schema-", ""));
      const report = { graph: uri, from: version, to: graphSchemaVersion, problems: [] };
      expect(await upgrade("--dry-run")).toMatchObject({ ...report, outcome: "dry run" });
      const refused = await runAsOwn(["upgrade"], settings);
      expect(refused).toMatchObject({ exitCode: 2, err: expect.stringContaining("expected --backup") });
      const before = "again.jsonl.gz";
      expect(await upgrade("--backup", before)).toMatchObject({ ...report, outcome: "upgraded", before });
      expect(await upgrade()).toMatchObject({ from: graphSchemaVersion, outcome: "nothing to do" });
      vi.unstubAllEnvs();
    });
  });
});

/** The same files again, and practices of later that describe one otherwise and close no other. */
const [again, member, later] = [
  lines(
    practiceRow({ code: "Y99901", name: "MADE-UP SURGERY", parent: ["9C1", "20130401", ""] }),
    practiceRow({
      code: "Y99902",
      name: "MADE-UP HEALTH CENTRE",
      closed: "20140630",
      parent: ["9C1", "20130401", ""],
    }),
  ),
  lines(memberRow("Y99901", "9P1", "20010401", "20130331"), memberRow("Y99901", "9C1", "20130401")),
  lines(practiceRow({ code: "Y99901", name: "ANOTHER MADE-UP SURGERY", parent: ["9C1", "20130401", ""] })),
];

it("What was imported of ODS's register before its editions were kept is verified, backed up and goes on with the next", async () => {
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs });
  const golden3 = join(golden, "schema-3/register.backup.jsonl.gz");
  const holdsNow = async () => {
    expect(await runOn(graph, ["audit", "verify"])).toMatchObject({ exitCode: 0 });
    expect(await runOn(graph, ["backup", join(scratch, "r.jsonl.gz"), "--force"])).toMatchObject({
      exitCode: 0,
    });
  };
  expect(await runOn(graph, ["restore", golden3])).toMatchObject({ exitCode: 0 });
  await holdsNow();
  const names: string[] = [];
  for (const [practices, published] of [
    [later, "2016-01"],
    [again, "2014-10"],
  ] as const) {
    const files = ["--practices", written("p.csv", practices), "--memberships", written("m.csv", member)];
    expect(await runOn(graph, ["import", ...files, "--published", published])).toMatchObject({ exitCode: 0 });
    await holdsNow();
    names.push(
      (await runOn(graph, ["query", '{ organisation(code: "Y99901", asOf: "2017-01-01") { name } }'])).out,
    );
  }
  for (const name of names) expect(name).toContain("ANOTHER MADE-UP SURGERY");
  await graph.close();
});

function written(name: string, content: string): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}
