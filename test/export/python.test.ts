import { execFile } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { exportFiles } from "../../src/export/formats.ts";
import { openSnapshot } from "../../src/export/snapshot.ts";
import { writeFolder } from "../../src/export/write-folder.ts";
import type { ExportScope } from "../../src/graph/statements/export.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import { openDemonstration } from "../demonstration.ts";
import { installedPython, missingPython } from "../python.ts";

const run = promisify(execFile);
const minutes = 60_000;
const folder = fileURLToPath(new URL(".", import.meta.url));

interface Read {
  readonly nodes: number;
  readonly edges: number;
  readonly ends: readonly string[];
  readonly kinds: Readonly<Record<string, number>>;
  readonly synthetic: number;
  readonly one: Readonly<Record<string, unknown>>;
  readonly directed: boolean;
}
interface ReadBack {
  readonly csv: Read;
  readonly graphml: Read;
  readonly gexf: Read & { readonly started: number; readonly ended: number };
  readonly valid: boolean;
  readonly problems: readonly (readonly [name: string | null, type: string, message: string])[];
}

describe.skipIf(missingPython)("An export in Python", () => {
  let python: string;
  const exported = mkdtempSync(join(tmpdir(), "export-python-"));
  beforeAll(async () => {
    const [installed, graph] = await Promise.all([
      installedPython(join(folder, "requirements.txt"), "exports"),
      openDemonstration(),
    ]);
    python = installed;
    for (const scope of ["day", "recorded"] satisfies ExportScope[]) {
      const snapshot = await openSnapshot(graph, { asOf: "2011-04-01" as IsoDate, scope });
      await writeFolder(graph, snapshot, { folder: join(exported, scope), files: exportFiles, force: false });
    }
    await graph.close();
    return () => rmSync(exported, { recursive: true });
  }, 10 * minutes);

  const readBack = async (scope: string): Promise<ReadBack> => {
    const options = { maxBuffer: 100_000_000 };
    const { stdout } = await run(
      python,
      [join(folder, "read_back.py"), join(exported, scope), "5PP"],
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
      const { csv, graphml, gexf, valid, problems } = await readBack(scope);
      const rows = rowsOf(scope, "edges.csv");
      const codes = new Set(rowsOf(scope, "nodes.csv").map(({ code }) => code));
      const ends = rows.map(({ from, to }) => `${from} ${to}`);
      for (const read of [csv, graphml, gexf]) {
        expect([read.directed, read.nodes, read.edges]).toEqual([true, codes.size, rows.length]);
        expect(read.ends.toSorted()).toEqual(ends.toSorted());
        expect(read.kinds).toEqual(csv.kinds);
        expect(read.synthetic).toBe(rows.filter(({ confidence }) => confidence === "SYNTHETIC").length);
        expect(read.one).toMatchObject({ kind: "PCT", opened: "2006-10-01", confidence: "CONFIRMED" });
      }
      expect([graphml.one.name, gexf.one.label]).toEqual(["Cambridgeshire PCT", "Cambridgeshire PCT"]);
      // A number in the formats that have types.
      expect([csv, graphml, gexf].map(({ one }) => one.statedPopulation)).toEqual(["648787", 648787, 648787]);
      expect([gexf.one.start, gexf.one.end]).toEqual(["2006-10-01", "2013-03-31"]);
      expect(gexf.started).toBe(rows.filter(({ validFrom }) => validFrom !== "").length);
      expect(gexf.ended).toBe(rows.filter(({ validTo }) => validTo !== "").length);
      expect([valid, problems]).toEqual([true, []]);
    },
  );

  test("is found out where a byte was added to it", { timeout: 5 * minutes }, async () => {
    appendFileSync(join(exported, "day", "edges.csv"), "\n");
    const { valid, problems } = await readBack("day");
    expect(valid).toBe(false);
    const types = problems.map(([, type]) => type);
    expect(types).toEqual(expect.arrayContaining(["hash-count", "byte-count", "row-count"]));
  });
});
