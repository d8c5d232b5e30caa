import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const pom = fileURLToPath(new URL("./pom.xml", import.meta.url));
const defaultCache = fileURLToPath(new URL("../../node_modules/.cache", import.meta.url));

/**
 * The folder that holds the jars of the Neo4j version pinned in pom.xml, fetched with Maven the first time.
 * `cache` is the folder above it. Throws with Maven's own words when the fetch fails.
 */
export async function fetchJars(cache: string = defaultCache): Promise<string> {
  const jars = join(cache, `neo4j-${await pinnedVersion()}`);
  // The folder gets this name by a rename after the last jar, so the name alone says "complete".
  if (existsSync(jars)) return jars;
  await mkdir(cache, { recursive: true });
  const partial = await mkdtemp(`${jars}-partial-`);
  try {
    await copyDependencies(partial);
    await rename(partial, jars);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process may have finished the same fetch first; its jars are as good.
    if (!existsSync(jars)) throw error;
  }
  return jars;
}

async function pinnedVersion(): Promise<string> {
  const version = /<neo4j\.version>([\w.-]+)<\/neo4j\.version>/.exec(await readFile(pom, "utf8"))?.[1];
  if (version === undefined) {
    throw new Error(
      `${pom} names no Neo4j version: expected <neo4j.version>, such as <neo4j.version>5.26.30</neo4j.version>.`,
    );
  }
  return version;
}

async function copyDependencies(folder: string): Promise<void> {
  const goal = ["-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime"];
  try {
    await promisify(execFile)("mvn", [...goal, "-f", pom, `-DoutputDirectory=${folder}`]);
  } catch (error) {
    // Maven reports its errors on stdout, which execFile leaves out of the message.
    const output = error instanceof Error && "stdout" in error ? String(error.stdout).trim() : "";
    throw new Error(
      `Maven could not fetch the Neo4j jars; to test against a server that runs already, set NEO4J_URI.\n${output}`,
      { cause: error },
    );
  }
}
