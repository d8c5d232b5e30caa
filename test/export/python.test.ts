import { execFile } from "node:child_process";
import { appendFileSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { openExtract } from "../../src/export/extract.ts";
import { exportFiles } from "../../src/export/formats.ts";
import { writeFolder } from "../../src/export/write-folder.ts";
import type { Graph } from "../../src/graph/graph.ts";
import type { ExportScope } from "../../src/graph/statements/export.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import { runOn } from "../cli/in-process.ts";
import { openDemonstration } from "../demonstration.ts";
import { installedPython, missingPython } from "../python.ts";

const run = promisify(execFile);
const minutes = 60_000;
const folder = fileURLToPath(new URL(".", import.meta.url));

interface Counted {
  readonly nodes: number;
  readonly edges: number;
  readonly ends: readonly string[];
  readonly kinds: Readonly<Record<string, number>>;
}
interface Read extends Counted {
  readonly synthetic: number;
  readonly one: Readonly<Record<string, unknown>>;
  readonly directed: boolean;
}
interface ReadBack {
  readonly csv: Read;
  readonly graphml: Read;
  readonly gexf: Read & { readonly started: number; readonly ended: number };
  /** As read, and made anew from its lists of vertices and edges. */
  readonly igraph: readonly (Counted & { readonly standings: Readonly<Record<string, number>> })[];
  readonly codes: Readonly<Record<string, readonly string[]>>;
  readonly instants: Readonly<Record<string, number>>;
  readonly sheets: Readonly<Record<string, { rows: number; kinds: object; confidences: object }>>;
  readonly weights: Readonly<Record<string, number>>;
  readonly valid: boolean;
  readonly problems: readonly (readonly [name: string | null, type: string, message: string])[];
}

/** Within the demonstration's own corrections. */
const since = "2011-04-20T00:00:00Z";
const code = "5E1";

/** The orphans of a PCT whose code looks like a number, as the command line writes them. */
async function writeOrphans(graph: Graph, into: string): Promise<void> {
  for (const format of ["csv", "xlsx"]) {
    const stream = createWriteStream(join(into, `orphans.${format}`));
    const stdout = { stream, isTerminal: false, columns: null, colours: false };
    const asked = ["orphans", "--within", code, "--as-of", "2011-04-01"];
    const { exitCode, err } = await runOn(graph, [...asked, `--${format}`], { stdout });
    expect([exitCode, err]).toEqual([0, ""]);
    await finished(stream.end());
  }
}

/** How often each value is there. */
function counts(values: readonly (string | undefined)[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const value of values) if (value !== undefined) found[value] = (found[value] ?? 0) + 1;
  return found;
}

describe.skipIf(missingPython)("An export in Python", () => {
  let python: string;
  let oldest: string;
  const exported = mkdtempSync(join(tmpdir(), "export-python-"));
  beforeAll(async () => {
    const [installed, old, graph] = await Promise.all([
      installedPython(join(folder, "requirements.txt"), "exports"),
      installedPython(join(folder, "requirements-oldest.txt"), "exports-oldest"),
      openDemonstration(),
    ]);
    [python, oldest] = [installed, old];
    for (const scope of ["day", "recorded"] satisfies ExportScope[]) {
      const snapshot = await openExtract(graph, { asOf: "2011-04-01" as IsoDate, scope });
      await writeFolder(graph, snapshot, { folder: join(exported, scope), files: exportFiles, force: false });
      await writeOrphans(graph, join(exported, scope));
    }
    await graph.close();
    return () => rmSync(exported, { recursive: true });
  }, 10 * minutes);

  const readBack = async (scope: string): Promise<ReadBack> => {
    const options = { maxBuffer: 100_000_000 };
    const { stdout } = await run(
      python,
      [join(folder, "read_back.py"), join(exported, scope), "5PP", since],
      options,
    );
    return JSON.parse(stdout) as ReadBack;
  };
  const rowsOf = (scope: string, name: string) =>
    parse(readFileSync(join(exported, scope, name)), { columns: true }) as Record<string, string>[];

  test.each(["day", "recorded"])(
    "is the same graph in each format (%s)",
    { timeout: 5 * minutes },
    async (scope) => {
      const { csv, graphml, gexf, valid, problems, ...others } = await readBack(scope);
      const facts = rowsOf(scope, "edges.csv");
      // What says that there is no tie is no edge of a graph.
      const rows = facts.filter(({ kind }) => kind !== "OUTSIDE");
      const described = rowsOf(scope, "nodes.csv");
      const codes = new Set(described.map(({ code }) => code));
      const ends = rows.map(({ from, to }) => `${from} ${to}`).toSorted();
      const kinds = counts(rows.map(({ kind }) => kind));
      for (const read of [csv, graphml, gexf, ...others.igraph]) {
        expect([read.nodes, read.edges]).toEqual([codes.size, rows.length]);
        expect(read.ends.toSorted()).toEqual(ends);
        expect(read.kinds).toEqual(kinds);
      }
      for (const read of [csv, graphml, gexf]) {
        expect(read.directed).toBe(true);
        expect(read.synthetic).toBe(rows.filter(({ confidence }) => confidence === "SYNTHETIC").length);
        expect(read.one).toMatchObject({ kind: "PCT", opened: "2006-10-01", confidence: "CONFIRMED" });
      }
      expect([graphml.one.label, gexf.one.label]).toEqual(["Cambridgeshire PCT", "Cambridgeshire PCT"]);
      for (const { standings } of others.igraph) expect(standings.OUTSIDE).toBe(260);
      expect(others.weights).toEqual({ "1.0": rows.length });
      // A number in the formats that have types.
      expect([csv, graphml, gexf].map(({ one }) => one.statedPopulation)).toEqual(["648787", 648787, 648787]);
      expect([gexf.one.start, gexf.one.end]).toEqual(["2006-10-01", "2013-03-31"]);
      expect(gexf.started).toBe(rows.filter(({ validFrom }) => validFrom !== "").length);
      expect(gexf.ended).toBe(rows.filter(({ validTo }) => validTo !== "").length);
      const recorded = facts.filter(
        ({ recordedAt = "" }) => Date.parse(recordedAt) >= Date.parse(since),
      ).length;
      expect(recorded).toBeGreaterThan(0);
      for (const read of Object.values(others.instants)) expect(read).toBe(recorded);
      for (const [name, read] of Object.entries(others.codes)) {
        const expected = name.startsWith("nodes") ? described.map((row) => row.code) : [code];
        expect([name, new Set(read)]).toEqual([name, new Set(expected)]);
      }
      for (const [name, { kinds, confidences, rows: count }] of Object.entries(others.sheets)) {
        const table = rowsOf(scope, `${name.split(".", 1)[0]}.csv`);
        expect([name, count]).toEqual([name, table.length]);
        expect(kinds).toEqual(counts(table.map(({ kind }) => kind)));
        expect(confidences).toEqual(counts(table.map(({ confidence }) => confidence)));
      }
      expect([valid, problems]).toEqual([true, []]);
    },
  );

  test("GEXF is read by NetworkX 3.4 too", { timeout: 5 * minutes }, async () => {
    const { stdout } = await run(oldest, [join(folder, "read_gexf.py"), join(exported, "day", "graph.gexf")]);
    const rows = rowsOf("day", "edges.csv").filter(({ kind }) => kind !== "OUTSIDE");
    expect(JSON.parse(stdout)).toEqual({
      version: "3.4.2",
      nodes: rowsOf("day", "nodes.csv").length,
      kinds: counts(rows.map(({ kind }) => kind)),
    });
  });

  test("is found out where a byte was added to it", { timeout: 5 * minutes }, async () => {
    appendFileSync(join(exported, "day", "edges.csv"), "\n");
    const { valid, problems } = await readBack("day");
    expect(valid).toBe(false);
    const types = problems.map(([, type]) => type);
    expect(types).toEqual(expect.arrayContaining(["hash-count", "byte-count", "row-count"]));
  });
});
