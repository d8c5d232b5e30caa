import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { writeBackup } from "../src/backup/write-backup.ts";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import type { Graph, Statement } from "../src/graph/graph.ts";
import { fillWithEnglands } from "./many-englands.ts";

/**
 * What a graph takes of disk and memory, printed as the table of docs/operating.md: `npm run build && npx tsx bench/capacity.ts`.
 * The memory is that of the built server in a process of its own, on the embedded engine, after the same questions.
 */

const program = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const port = 4_797;
const mebibyte = 1024 * 1024;
const questions = [
  "{ pcts(first: 1000) { nodes { code name position practices(first: 100) { nodes { code standing } } } } }",
  "{ practices(first: 1000, where: { cluster: { hasDelegatedBudget: false } }) { totalCount nodes { code } } }",
];

async function main(): Promise<void> {
  if (!existsSync(program)) throw new Error("dist/cli/main.js is not there: run npm run build first.");
  console.log(
    "| graph | facts | graph file, MB | backup, MB | server without a snapshot, MB | with one, MB |",
  );
  console.log("|---|--:|--:|--:|--:|--:|");
  for (const englands of [1, 10]) console.log(await measured(englands));
}

async function measured(englands: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "commissioning-capacity-"));
  try {
    const file = join(folder, "england.grafeo");
    const graph = await openEmbeddedGraph({ file, timeLimitMs: 60_000 });
    await fillWithEnglands(graph, englands);
    const [facts = 0] = await graph.read(countFacts, {});
    // Codes of the copies are none that a backup takes.
    const backup = englands === 1 ? await backupBytes(graph, join(folder, "backup.jsonl.gz")) : null;
    await graph.close();
    const memory = [await memoryOf(file, "0"), await memoryOf(file, "1000000")];
    const sizes = [statSync(file).size / mebibyte, backup === null ? null : backup / mebibyte];
    const cells = [...sizes, ...memory].map((value) => value?.toFixed(value < 10 ? 1 : 0) ?? "");
    const name = englands === 1 ? "the demonstration" : `${englands} times it`;
    return `| ${name} | ${facts.toLocaleString("en-GB")} | ${cells.join(" | ")} |`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const countFacts: Statement<Record<string, never>, number> = {
  name: "count facts",
  cypher: "MATCH ()-[f]->() WHERE f.factId IS NOT NULL RETURN count(*) AS facts",
  row: ({ facts }) => Number(facts),
};

async function backupBytes(graph: Graph, file: string): Promise<number> {
  await writeBackup(graph, { file, force: false, programVersion: "bench" });
  return statSync(file).size;
}

/** @returns what the server's process has in memory after the questions, in MB */
async function memoryOf(file: string, SNAPSHOT_MAX_FACTS: string): Promise<number> {
  const env = {
    ...process.env,
    GRAPH_FILE: file,
    PORT: String(port),
    LOG_LEVEL: "silent",
    SNAPSHOT_MAX_FACTS,
  };
  const server = spawn(process.execPath, [program, "serve"], { env, stdio: "inherit" });
  try {
    await ready(server);
    for (let times = 0; times < 20; times++) for (const query of questions) await ask(query);
    await delay(2_000);
    const status = readFileSync(`/proc/${server.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } finally {
    const ended = new Promise((resolve) => server.once("close", resolve));
    server.kill("SIGTERM");
    await ended;
  }
}

async function ready(server: ChildProcess): Promise<void> {
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}.`);
    await delay(200);
  }
}

async function ask(query: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: readonly { message: string }[] };
  if (errors) throw new Error(errors[0]?.message);
}

await main();
