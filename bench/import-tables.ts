// How long an import of facts takes, and what memory it needs: `tsx bench/import-tables.ts 100000`. The facts are made up.
// With NEO4J_URI, which must lead to an empty database, on Neo4j; otherwise embedded, in a file of its own.
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import { openNeo4jGraph } from "../src/graph/neo4j-graph.ts";
import { importTables } from "../src/import/tables/import-tables.ts";
import { addDays, type IsoDate } from "../src/model/dates.ts";

const rows = Number(process.argv[2] ?? 100_000);
const practices = 8_000;
const pcts = 150;
const folder = mkdtempSync(join(tmpdir(), "commissioning-bench-"));

const practice = (at: number) => `X${String(900_000 + (at % practices))}`;
const pct = (at: number) => `synthetic-pct-${at % pcts}`;

function* organisations(): Generator<string> {
  yield "kind,code,name,source,sourceTitle,publisher,published,confidence\n";
  const claim = "MADE-UP,Made up to measure,nobody,2011,SYNTHETIC\n";
  for (let at = 0; at < pcts; at++) yield `PCT,${pct(at)},Synthetic PCT ${at},${claim}`;
  for (let at = 0; at < practices; at++) yield `PRACTICE,${practice(at)},Synthetic practice ${at},${claim}`;
}

function* facts(): Generator<string> {
  yield "kind,from,to,validFrom,validTo,status,source,confidence,note\n";
  for (let at = 0; at < rows; at++) {
    const start = addDays("2006-10-01" as IsoDate, 30 * Math.floor(at / practices));
    yield `MEMBERSHIP,${practice(at)},${pct(at)},${start},${addDays(start, 29)},ESTABLISHED,MADE-UP,SYNTHETIC,made up to measure\n`;
  }
}

async function written(name: string, lines: Generator<string>): Promise<string> {
  const path = join(folder, name);
  await pipeline(Readable.from(lines), createWriteStream(path));
  return path;
}

const uri = process.env.NEO4J_URI;
const timeLimitMs = 60_000;
const graph = uri
  ? openNeo4jGraph({
      uri,
      user: process.env.NEO4J_USER ?? "neo4j",
      password: process.env.NEO4J_PASSWORD ?? "",
      timeLimitMs,
    })
  : await openEmbeddedGraph({ file: join(folder, "bench.grafeo"), timeLimitMs });
const megabytes = (bytes: number) => Math.round(bytes / 1e6);
let heap = 0;
let resident = 0;
const watch = setInterval(() => {
  heap = Math.max(heap, process.memoryUsage().heapUsed);
  resident = Math.max(resident, process.memoryUsage().rss);
}, 20);
const rejectsFile = join(folder, "rejected.csv");

async function measure(what: string, files: readonly string[]): Promise<void> {
  [heap, resident] = [0, 0];
  const before = megabytes(process.memoryUsage().rss);
  const started = process.cpuUsage();
  const report = await importTables(graph, { files, rejectsFile });
  const { user, system } = process.cpuUsage(started);
  const seconds = ((user + system) / 1e6).toFixed(1);
  console.log(
    `${what}: ${report.outcome}, ${report.seconds} s (${seconds} s of processor), heap at most ${megabytes(heap)} MB, resident ${before} to ${megabytes(resident)} MB`,
  );
}

await measure(`${practices + pcts} organisations`, [await written("organisations.csv", organisations())]);
const file = await written("facts.csv", facts());
await measure(`${rows} facts`, [file]);
await measure(`the same ${rows} again`, [file]);
clearInterval(watch);
await graph.close();
rmSync(folder, { recursive: true, force: true });
