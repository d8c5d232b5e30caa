import neo4j from "neo4j-driver";
import type {} from "vitest";
import type { TestProject } from "vitest/node";
import { findNeo4j, type Neo4jAddress } from "./locate.ts";
import { startNeo4j } from "./start-neo4j.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a real Neo4j answers, or null where the machine has none. */
    neo4j: Neo4jAddress | null;
  }
}

/**
 * Vitest's global set-up: finds or starts one Neo4j for the whole run and provides its address as "neo4j".
 * Without one it says so loudly, and in CI (CI=true) it throws: there the second engine is never skipped.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const source = findNeo4j(process.env);
  switch (source.kind) {
    case "absent":
      provideNothing(project, source.reason);
      return async () => {};
    case "address":
      await provideAddress(project, source, `at ${source.uri} (NEO4J_URI)`);
      return async () => {};
    case "maven": {
      const running = await startNeo4j();
      await provideAddress(project, running, "started from Maven artefacts");
      return () => running.stop();
    }
    default:
      return source satisfies never;
  }
}

function provideNothing(project: TestProject, reason: string): void {
  if (process.env.CI === "true") throw new Error(`CI needs a Neo4j for the contract suite. ${reason}`);
  console.warn(`*** NO NEO4J: ${reason} So the contract suite runs on the embedded engine only ***`);
  project.provide("neo4j", null);
}

async function provideAddress(project: TestProject, address: Neo4jAddress, origin: string): Promise<void> {
  const { uri, user, password } = address;
  console.info(
    `Engines under test: embedded (in process) and Neo4j ${await serverVersion(address)} ${origin}`,
  );
  project.provide("neo4j", { uri, user, password });
}

async function serverVersion({ uri, user, password }: Neo4jAddress): Promise<string> {
  await using driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  const { records } = await driver.executeQuery(
    "CALL dbms.components() YIELD versions RETURN versions[0] AS version",
  );
  return String(records[0]?.get("version"));
}
