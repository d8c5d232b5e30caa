import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { openExtract } from "../../src/export/extract.ts";
import { exportFiles } from "../../src/export/formats.ts";
import { writeFolder } from "../../src/export/write-folder.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import { openDemonstration } from "../demonstration.ts";
import { findNeo4j, hasJavaCompiler } from "../neo4j/locate.ts";

const run = promisify(execFile);
const minutes = 60_000;
const toolkit = { version: "0.10.1", file: "gephi-toolkit-0.10.1-all.jar" };
const program = fileURLToPath(new URL("ReadInGephi.java", import.meta.url));
const cache = fileURLToPath(new URL("../../node_modules/.cache/gephi", import.meta.url));

/** Java with its compiler, and Maven, which brings Gephi: the same as a Neo4j of the tests' own needs. */
const hasMaven = findNeo4j({ ...process.env, NEO4J_URI: undefined }).kind === "maven" && hasJavaCompiler();
if (!hasMaven && process.env.CI === "true")
  throw new Error("CI reads files with Gephi Toolkit, but there is no JDK or no Maven.");
if (!hasMaven) console.warn("*** NO JDK OR NO MAVEN: files are not read with Gephi Toolkit ***");

interface ReadByGephi {
  readonly nodes: number;
  readonly edges: number;
  readonly directed: boolean;
  readonly weight: number;
  readonly problems: number;
  readonly label: string;
  readonly kinds: Readonly<Record<string, number>>;
  readonly standings: Readonly<Record<string, number>>;
  readonly ties: Readonly<Record<string, number>>;
}

function countsOf(values: readonly (string | undefined)[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const value of values) if (value) found[value] = (found[value] ?? 0) + 1;
  return found;
}

describe.skipIf(!hasMaven)("A graph in Gephi", () => {
  const folder = mkdtempSync(join(tmpdir(), "export-gephi-"));
  const rowsOf = (name: string) =>
    parse(readFileSync(join(folder, name)), { columns: true }) as Record<string, string>[];
  beforeAll(async () => {
    const artifact = `-Dartifact=org.gephi:gephi-toolkit:${toolkit.version}:jar:all`;
    const graph = await openDemonstration();
    const extract = await openExtract(graph, { asOf: "2011-04-01" as IsoDate, scope: "day" });
    await writeFolder(graph, extract, { folder, files: exportFiles, force: true });
    await graph.close();
    await run("mvn", ["--quiet", "dependency:copy", artifact, `-DoutputDirectory=${cache}`]);
    return () => rmSync(folder, { recursive: true });
  }, 10 * minutes);

  test.each(["gexf", "graphml"])(
    "has every node and edge, their kinds and their names: %s",
    { timeout: 2 * minutes },
    async (format) => {
      const { stdout } = await run("java", [
        "-Djava.awt.headless=true",
        ...["-cp", join(cache, toolkit.file), program, join(folder, `graph.${format}`), "5PP"],
      ]);
      const read = JSON.parse(stdout) as ReadByGephi;
      const nodes = rowsOf("nodes.csv");
      // What says that there is no tie is no edge of a graph, but the standing of a practice.
      const edges = rowsOf("edges.csv").filter(({ kind }) => kind !== "OUTSIDE");
      expect(read).toMatchObject({ directed: true, problems: 0, label: "Cambridgeshire PCT" });
      expect([read.nodes, read.edges, read.weight]).toEqual([nodes.length, edges.length, edges.length]);
      expect(read.kinds).toEqual(countsOf(nodes.map(({ kind }) => kind)));
      expect(read.ties).toEqual(countsOf(edges.map(({ kind }) => kind)));
      expect(Object.values(read.standings).reduce((sum, count) => sum + count, 0)).toBe(read.kinds.PRACTICE);
      expect(read.standings.OUTSIDE).toBe(260);
    },
  );
});
