import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import neo4j from "neo4j-driver";
import { fetchJars } from "./fetch-jars.js";
import type { Neo4jAddress } from "./locate.js";
import { type ServerProcess, startServerProcess } from "./server-process.js";

/** A Neo4j Community server of its own, on 127.0.0.1, with nothing in it. */
export interface RunningNeo4j extends Neo4jAddress {
  /** The throwaway folder with configuration, data and logs. */
  readonly home: string;
  /** The JVM's process id; another one after `restart`. */
  readonly pid: number;
  /** Ends the server and removes its home. */
  stop(): Promise<void>;
  /** Ends the server as a power cut would (SIGKILL) and keeps the data. */
  kill(): Promise<void>;
  /** Starts the server again on the same port and data, ending it first when it still runs. */
  restart(): Promise<void>;
}

const startLimitMs = 120_000;

/**
 * Starts a Neo4j from Maven artefacts and waits until Bolt answers, 120 s at most.
 * Throws an Error that ends in the server's log when it does not. `heapMb` is 512 unless told.
 * The folder of the downloaded jars is NEO4J_TEST_CACHE, or `node_modules/.cache`.
 */
export async function startNeo4j(options: { heapMb?: number } = {}): Promise<RunningNeo4j> {
  const { heapMb = 512 } = options;
  const jars = await fetchJars(process.env.NEO4J_TEST_CACHE);
  const home = await mkdtemp(join(tmpdir(), "neo4j-"));
  const removeHome = () => rm(home, { recursive: true, force: true, maxRetries: 3 });
  try {
    const address = await prepareHome(home, jars);
    const start = () => startAndWait(address, home, jars, heapMb);
    let server = await start();
    return {
      ...address,
      home,
      get pid() {
        return server.pid;
      },
      stop: async () => {
        await server.stop();
        await removeHome();
      },
      kill: () => server.kill(),
      restart: async () => {
        await server.stop();
        server = await start();
      },
    };
  } catch (error) {
    await removeHome();
    throw error;
  }
}

async function prepareHome(home: string, jars: string): Promise<Neo4jAddress> {
  const port = await freePort();
  const address = { uri: `bolt://127.0.0.1:${port}`, user: "neo4j", password: randomUUID() };
  await mkdir(join(home, "conf"));
  await mkdir(join(home, "logs"));
  await writeFile(join(home, "conf", "neo4j.conf"), configuration(port));
  await setInitialPassword(home, jars, address.password);
  return address;
}

function configuration(port: number): string {
  return [
    "server.default_listen_address=127.0.0.1",
    "server.default_advertised_address=127.0.0.1",
    `server.bolt.listen_address=127.0.0.1:${port}`,
    "server.http.enabled=false",
    "dbms.usage_report.enabled=false",
    "dbms.security.auth_enabled=true",
    "server.memory.pagecache.size=128m",
    // Otherwise each of the two databases takes 256 MB of disk before the first write.
    "db.tx_log.preallocate=false",
    "",
  ].join("\n");
}

/** Must run before the first start: the server only reads the file this writes when it has no users yet. */
async function setInitialPassword(home: string, jars: string, password: string): Promise<void> {
  // What `neo4j-admin` itself runs; the script is not among the Maven artefacts.
  const command = ["org.neo4j.cli.AdminTool", "dbms", "set-initial-password", password];
  const env = { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, "conf") };
  await promisify(execFile)("java", ["-Xmx128m", "-cp", join(jars, "*"), ...command], { env });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No free TCP port on 127.0.0.1.");
  return address.port;
}

async function startAndWait(address: Neo4jAddress, home: string, jars: string, heapMb: number): Promise<ServerProcess> {
  const server = startServerProcess(home, jars, heapMb);
  const trouble = await waitForBolt(address, server);
  if (trouble === undefined) return server;
  await server.kill();
  throw new Error(`Neo4j did not start: ${trouble}. The end of its log:\n${await logTail(home)}`);
}

/** Resolves to undefined once Bolt answers, or to the reason why it will not. */
async function waitForBolt(address: Neo4jAddress, server: ServerProcess): Promise<string | undefined> {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password), {
    connectionTimeout: 2_000,
    telemetryDisabled: true,
  });
  const deadline = Date.now() + startLimitMs;
  let lastRefusal = "";
  try {
    while (Date.now() < deadline) {
      if (server.hasEnded()) return "the process ended";
      try {
        await driver.verifyConnectivity();
        return undefined;
      } catch (error) {
        lastRefusal = error instanceof Error ? error.message : String(error);
      }
      await delay(200);
    }
  } finally {
    await driver.close();
  }
  return `no answer on ${address.uri} after ${startLimitMs / 1000} s (${lastRefusal})`;
}

async function logTail(home: string): Promise<string> {
  const files = ["console.log", "neo4j.log"].map((name) => join(home, "logs", name)).filter(existsSync);
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return texts.map((text) => text.trimEnd().split("\n").slice(-30).join("\n")).join("\n");
}
