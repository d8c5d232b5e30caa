import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import neo4j from "neo4j-driver";
import { fetchJars } from "./fetch-jars.ts";
import type { Neo4jAddress } from "./locate.ts";
import { prepareHome, setInitialPassword } from "./prepare-home.ts";
import { type ServerProcess, startServerProcess, startServersInOneProcess } from "./server-process.ts";

/** A Neo4j Community server of its own, on 127.0.0.1, with nothing in it. */
export interface RunningNeo4j extends Neo4jAddress {
  /** The throwaway folder with configuration, data and logs. */
  readonly home: string;
  /** The JVM's process id; another one after `restart`. */
  readonly pid: number;
  /** Ends the server and removes its home. */
  stop(): Promise<void>;
  /** Ends the server as a crash would (SIGKILL) and keeps the data. */
  kill(): Promise<void>;
  /** Starts the server again on the same port and data, ending it first when it still runs. */
  restart(): Promise<void>;
}

const startLimitMs = 120_000;

export interface Neo4jOptions {
  readonly heapMb?: number;
  /** Plans a statement once, as a test wants it: the same answers for less. Absent where times are measured. */
  readonly plansOnce?: boolean;
  /** Leaves out the second stage of Java's compiler, which costs a server more than it saves that answers for a minute. */
  readonly shortLived?: boolean;
}

/**
 * Planning is most of what tests ask of a Neo4j. It would plan a statement anew for every length of its lists and
 * whenever the graph has grown.
 */
const plannedOnce = {
  settings: ["internal.cypher.use_parameter_size=false", "dbms.cypher.min_replan_interval=1h"],
  jvm: ["-XX:+UseSerialGC"],
};
const asShipped = { settings: [], jvm: [] };

/**
 * Starts a Neo4j from Maven artefacts and waits until Bolt answers, 120 s at most.
 * Throws an Error that ends in the server's log when it does not. `heapMb` is 512 unless told.
 * The folder of the downloaded jars is NEO4J_TEST_CACHE, or `node_modules/.cache`.
 */
export async function startNeo4j(wanted: Neo4jOptions = {}): Promise<RunningNeo4j> {
  const { heapMb = 512, plansOnce, shortLived } = wanted;
  const { settings, jvm } = plansOnce ? plannedOnce : asShipped;
  const options = [...heapOf(heapMb), ...jvm, ...(shortLived ? ["-XX:TieredStopAtLevel=1"] : [])];
  const jars = await fetchJars(process.env.NEO4J_TEST_CACHE || undefined);
  const home = await newHome();
  try {
    const address = await prepareHome(home, settings);
    await setInitialPassword(home, jars, address.password);
    const start = async () => {
      const server = startServerProcess(home, jars, options);
      await waitForBolt([{ ...address, home }], server);
      return server;
    };
    let server = await start();
    return {
      ...address,
      home,
      get pid() {
        return server.pid;
      },
      stop: async () => {
        await server.stop();
        await removeHomes([home]);
      },
      kill: () => server.kill(),
      restart: async () => {
        await server.stop();
        server = await start();
      },
    };
  } catch (error) {
    await removeHomes([home]);
    throw error;
  }
}

/** Servers that live and end together. */
export interface ServersTogether {
  readonly addresses: readonly Neo4jAddress[];
  /** Ends them all and removes their homes. */
  stop(): Promise<void>;
}

/** As `startNeo4j({ plansOnce: true })`, several in one JVM: Java compiles Neo4j once for all of them. Takes a JDK. */
export async function startTogether(number: number): Promise<ServersTogether> {
  const jars = await fetchJars(process.env.NEO4J_TEST_CACHE || undefined);
  const homes = await Promise.all(Array.from({ length: number }, newHome));
  try {
    const servers = await Promise.all(
      homes.map(async (home) => ({ home, ...(await prepareHome(home, plannedOnce.settings)) })),
    );
    const options = [...heapOf(sharedHeapMb), ...plannedOnce.jvm];
    const jvm = startServersInOneProcess(servers, jars, options);
    await waitForBolt(servers, jvm);
    const stop = async () => {
      await jvm.stop();
      await removeHomes(homes);
    };
    return { addresses: servers, stop };
  } catch (error) {
    await removeHomes(homes);
    throw error;
  }
}

const sharedHeapMb = 1024;
const heapOf = (mb: number): string[] => [`-Xms${mb}m`, `-Xmx${mb}m`];
const newHome = (): Promise<string> => mkdtemp(join(tmpdir(), "neo4j-"));
const removeHomes = (homes: readonly string[]) =>
  Promise.all(homes.map((home) => rm(home, { recursive: true, force: true, maxRetries: 3 })));

type Home = Neo4jAddress & { readonly home: string };

/** Waits until each answers; where one does not, ends the process and throws the end of their logs. */
async function waitForBolt(homes: readonly Home[], server: ServerProcess): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  for (const home of homes) {
    const trouble = await troubleWith(home, server, deadline);
    if (trouble === undefined) continue;
    await server.kill();
    const logs = await Promise.all(homes.map(({ home }) => logTail(home)));
    throw new Error(`Neo4j did not start: ${trouble}. The end of its log:\n${logs.join("\n")}`);
  }
}

/** Undefined once Bolt answers, or the reason why it will not. */
async function troubleWith(
  address: Neo4jAddress,
  server: ServerProcess,
  deadline: number,
): Promise<string | undefined> {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password), {
    connectionTimeout: 2_000,
    telemetryDisabled: true,
  });
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
