import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Neo4jAddress } from "../test/neo4j/locate.ts";
import type { ContenderName } from "./contenders/contender.ts";
import { oneCluster } from "./works/nested-views.ts";
import { clocks, type Question } from "./works/work.ts";

/** From the start of the process to its first answer, on a graph that was filled before. */
export interface ColdStart {
  readonly contender: ContenderName;
  /** The middle one of the runs. */
  readonly milliseconds: number;
}

const runs = 3;
const patienceMs = 60_000;
const program = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const peerProgram = fileURLToPath(new URL("apart/serve-peer.mjs", import.meta.url));

export async function measureColdStarts(address: Neo4jAddress): Promise<ColdStart[]> {
  if (!existsSync(program)) throw new Error("dist/cli/main.js is not there: run npm run build first.");
  const folder = mkdtempSync(join(tmpdir(), "commissioning-bench-"));
  const ours = { DEFAULT_AS_OF: clocks.asOf, LOG_LEVEL: "silent" };
  const neo4j = {
    NEO4J_URI: address.uri,
    NEO4J_USER: address.user,
    NEO4J_PASSWORD: address.password,
    SEED: "demonstration",
  };
  const embedded = { ...ours, NEO4J_URI: "", GRAPH_FILE: join(folder, "england.grafeo") };
  try {
    // The first start fills the file.
    await timeToAnswer([program, "serve"], embedded, oneCluster.ours);
    return [
      {
        contender: "neo4j",
        milliseconds: await middle([program, "serve"], { ...ours, ...neo4j }, oneCluster.ours),
      },
      { contender: "embedded", milliseconds: await middle([program, "serve"], embedded, oneCluster.ours) },
      { contender: "peer", milliseconds: await middle([peerProgram], neo4j, oneCluster.peer) },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function middle(
  command: readonly string[],
  env: Record<string, string>,
  question: Question,
): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await timeToAnswer(command, env, question));
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

async function timeToAnswer(
  command: readonly string[],
  env: Record<string, string>,
  question: Question,
): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, command, {
    env: { ...process.env, NODE_ENV: "production", ...env, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  try {
    while (performance.now() - started < patienceMs) {
      if (await answers(port, question)) return performance.now() - started;
      if (child.exitCode !== null) throw new Error(`${command.join(" ")} ended with code ${child.exitCode}`);
      await delay(5);
    }
    throw new Error(`${command.join(" ")} gave no answer in ${patienceMs} ms`);
  } finally {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill()) await ended;
  }
}

function answers(port: number, { query, variables }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const headers = { "content-type": "application/json", connection: "close" };
    const sent = request(
      { port, host: "127.0.0.1", path: "/graphql", method: "POST", headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve(!Buffer.concat(chunks).toString().includes('"errors"')));
      },
    );
    sent.on("error", () => resolve(false));
    sent.end(JSON.stringify({ query, variables }));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
