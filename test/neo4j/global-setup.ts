import neo4j from "neo4j-driver";
import type {} from "vitest";
import type { TestProject } from "vitest/node";
import { findNeo4j, type Neo4jAddress } from "./locate.ts";
import { freePort } from "./prepare-home.ts";
import { type RunningNeo4j, startNeo4j } from "./start-neo4j.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a real Neo4j answers that tests empty and write in, or null where the machine has none. */
    neo4j: Neo4jAddress | null;
    /** Where one holds the demonstration, to be read only: another server where tests start their own, else the same. */
    neo4jToRead: Neo4jAddress | null;
    /** A port of this machine: whoever listens on it has its turn on `neo4j`. */
    neo4jTurn: number;
  }
}

/**
 * Vitest's global set-up: finds a Neo4j, or starts two, for the whole run and provides their addresses. Without one it
 * says so loudly, and in CI (CI=true) it throws: there the second engine is never skipped.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const source = findNeo4j(process.env);
  project.provide("neo4jTurn", await freePort());
  switch (source.kind) {
    case "absent":
      provideNothing(project, source.reason);
      return async () => {};
    case "address":
      await provideAddresses(project, source, source, `at ${source.uri} (NEO4J_URI)`);
      return async () => {};
    case "maven": {
      const [toWrite, toRead] = await startTwo();
      await provideAddresses(project, toWrite, toRead, "started from Maven artefacts");
      return async () => {
        await Promise.all([toWrite.stop(), toRead.stop()]);
      };
    }
    default:
      return source satisfies never;
  }
}

/** One to write in and one to read, so that the demonstration is loaded once a run. */
async function startTwo(): Promise<[RunningNeo4j, RunningNeo4j]> {
  const started = await Promise.allSettled([
    startNeo4j({ plansOnce: true }),
    startNeo4j({ plansOnce: true }),
  ]);
  const running = started.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const [toWrite, toRead] = running;
  if (toWrite && toRead) return [toWrite, toRead];
  await Promise.all(running.map((each) => each.stop()));
  throw started.find((each) => each.status === "rejected")?.reason;
}

function provideNothing(project: TestProject, reason: string): void {
  if (process.env.CI === "true") throw new Error(`CI needs a Neo4j for the contract suite. ${reason}`);
  console.warn(`*** NO NEO4J: ${reason} So the contract suite runs on the embedded engine only ***`);
  project.provide("neo4j", null);
  project.provide("neo4jToRead", null);
}

async function provideAddresses(
  project: TestProject,
  toWrite: Neo4jAddress,
  toRead: Neo4jAddress,
  origin: string,
): Promise<void> {
  const version = await serverVersion(toWrite);
  console.info(`Engines under test: embedded (in process) and Neo4j ${version} ${origin}`);
  project.provide("neo4j", plain(toWrite));
  project.provide("neo4jToRead", plain(toRead));
}

const plain = ({ uri, user, password }: Neo4jAddress): Neo4jAddress => ({ uri, user, password });

async function serverVersion({ uri, user, password }: Neo4jAddress): Promise<string> {
  await using driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  const { records } = await driver.executeQuery(
    "CALL dbms.components() YIELD versions RETURN versions[0] AS version",
  );
  return String(records[0]?.get("version"));
}
