import neo4j from "neo4j-driver";
import type {} from "vitest";
import type { TestProject } from "vitest/node";
import { findNeo4j, hasJavaCompiler, type Neo4jAddress } from "./locate.ts";
import type { Neo4jInTurns } from "./own.ts";
import { freePort } from "./prepare-home.ts";
import { type ServersTogether, startNeo4j, startTogether } from "./start-neo4j.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Real Neo4j that tests empty and write in, a worker each; none where the machine has none. */
    neo4jToWrite: readonly Neo4jInTurns[];
    /** One that holds the demonstration, to be read only: another server where tests start their own. */
    neo4jToRead: Neo4jInTurns | null;
  }
}

/** More than two are not worth their start: each plans again what another has planned. */
const toWriteInAtMost = 2;

/**
 * Vitest's global set-up: finds a Neo4j, or starts two, for the whole run and provides their addresses. Without one it
 * says so loudly, and in CI (CI=true) it throws: there the second engine is never skipped.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const source = findNeo4j(process.env);
  switch (source.kind) {
    case "absent":
      provideNothing(project, source.reason);
      return async () => {};
    case "address":
      await provideAddresses(project, [source], source, `at ${source.uri} (NEO4J_URI)`);
      return async () => {};
    case "maven": {
      const { addresses, stop } = await startSome(1 + Math.min(toWriteInAtMost, workersOf(project)));
      const [toRead, ...toWrite] = addresses;
      if (toRead) await provideAddresses(project, toWrite, toRead, "started from Maven artefacts");
      return stop;
    }
    default:
      return source satisfies never;
  }
}

const workersOf = ({ config: { maxWorkers } }: TestProject): number => Math.max(1, Number(maxWorkers) || 1);

/** One to read, so that the demonstration is loaded once a run, and others to write in: in one JVM, where Java can. */
async function startSome(number: number): Promise<ServersTogether> {
  if (hasJavaCompiler()) return startTogether(number);
  const started = await Promise.allSettled(
    Array.from({ length: number }, () => startNeo4j({ plansOnce: true })),
  );
  const addresses = started.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const stop = async () => {
    await Promise.all(addresses.map((server) => server.stop()));
  };
  if (addresses.length === number) return { addresses, stop };
  await stop();
  throw started.find((each) => each.status === "rejected")?.reason;
}

function provideNothing(project: TestProject, reason: string): void {
  if (process.env.CI === "true") throw new Error(`CI needs a Neo4j for the contract suite. ${reason}`);
  console.warn(`*** NO NEO4J: ${reason} So the contract suite runs on the embedded engine only ***`);
  project.provide("neo4jToWrite", []);
  project.provide("neo4jToRead", null);
}

async function provideAddresses(
  project: TestProject,
  toWrite: readonly Neo4jAddress[],
  toRead: Neo4jAddress,
  origin: string,
): Promise<void> {
  const version = await serverVersion(toRead);
  console.info(`Engines under test: embedded (in process) and Neo4j ${version} ${origin}`);
  const [read, ...write] = await Promise.all([toRead, ...toWrite].map(inTurns));
  project.provide("neo4jToRead", read ?? null);
  // Where one server is both, whoever reads waits for those who write.
  project.provide("neo4jToWrite", toRead === toWrite[0] && read ? [read] : write);
}

const inTurns = async ({ uri, user, password }: Neo4jAddress): Promise<Neo4jInTurns> => ({
  ...{ uri, user, password },
  turn: await freePort(),
});

async function serverVersion({ uri, user, password }: Neo4jAddress): Promise<string> {
  await using driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  const { records } = await driver.executeQuery(
    "CALL dbms.components() YIELD versions RETURN versions[0] AS version",
  );
  return String(records[0]?.get("version"));
}
