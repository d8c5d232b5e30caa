// Makes the golden files of the form that this program stores: `npx tsx test/golden/make.ts test/golden/schema-5`.
// Neo4j is started from Maven artefacts. Files that are there already are never made again: see README.md beside.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { restoreBackup } from "../../src/backup/restore.ts";
import { writeBackup } from "../../src/backup/write-backup.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { openNeo4jGraph } from "../../src/graph/neo4j-graph.ts";
import { startNeo4j } from "../neo4j/start-neo4j.ts";
import { type Expected, expectedOf, fillGolden } from "./content.ts";
import { statementsOf } from "./statements.ts";

const [, , folder = ""] = process.argv;
if (folder === "" || existsSync(folder))
  throw new Error("Expected a folder that is not there yet, such as test/golden/schema-5");
mkdirSync(folder);
const scratch = mkdtempSync(join(tmpdir(), "commissioning-golden-"));
const timeLimitMs = 60_000;
const backedUp = { force: false, programVersion: "0.1.0" };
const expected = { embedded: await embedded(), backup: await backup(), neo4j: await neo4j() };
writeFileSync(join(folder, "expected.json"), `${JSON.stringify(expected, null, 2)}\n`);

/** A graph file that was filled change by change: packed, as most of it is empty. */
async function embedded(): Promise<Expected> {
  const file = join(scratch, "graph.grafeo");
  const graph = await openEmbeddedGraph({ file, timeLimitMs });
  await fillGolden(graph);
  const shown = await expectedOf(graph);
  await graph.close();
  writeFileSync(join(folder, "graph.grafeo.gz"), gzipSync(readFileSync(file)));
  return shown;
}

/** A backup of a graph that was restored from another before, so that its log tells of that too. */
async function backup(): Promise<Expected> {
  const first = join(scratch, "first.jsonl.gz");
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs });
  await fillGolden(graph);
  await writeBackup(graph, { file: first, ...backedUp });
  const by = { who: "somebody made up", requestId: null };
  await restoreBackup(graph, { file: first, replace: true, by });
  await writeBackup(graph, { file: join(folder, "backup.jsonl.gz"), ...backedUp });
  const shown = await expectedOf(graph);
  await graph.close();
  return shown;
}

/** The statements that make again what Neo4j held after it was filled change by change. */
async function neo4j(): Promise<Expected> {
  const server = await startNeo4j();
  const graph = openNeo4jGraph({ ...server, timeLimitMs });
  try {
    await fillGolden(graph);
    writeFileSync(join(folder, "neo4j.cypher"), await statementsOf(graph));
    return await expectedOf(graph);
  } finally {
    await graph.close();
    await server.stop();
  }
}
