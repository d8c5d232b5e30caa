import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { csvLines } from "../../src/export/csv.ts";
import { type Extract, openExtract } from "../../src/export/extract.ts";
import { parseFormat } from "../../src/export/format-names.ts";
import { exportFiles, filesOf } from "../../src/export/formats.ts";
import type { ExportedRow, Table } from "../../src/export/table.ts";
import { edges, figures, nodes } from "../../src/export/tables.ts";
import { type FolderRequest, writeFolder } from "../../src/export/write-folder.ts";
import { xmlText } from "../../src/export/xml.ts";
import type { Graph } from "../../src/graph/graph.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import { openDemonstration } from "../demonstration.ts";

let graph: Graph;
let snapshot: Extract;
const folder = mkdtempSync(join(tmpdir(), "export-test-"));
beforeAll(async () => {
  graph = await openDemonstration();
  snapshot = await openExtract(graph, { asOf: "2011-04-01" as IsoDate, scope: "day" });
});
afterAll(async () => {
  await graph.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, more: Partial<FolderRequest> = {}) =>
  writeFolder(graph, snapshot, {
    folder: join(folder, name),
    files: filesOf(["csv"]),
    force: false,
    ...more,
  });

async function rowsOf(table: Table): Promise<ExportedRow[]> {
  const rows: ExportedRow[] = [];
  for await (const batch of snapshot.read(table)) rows.push(...batch.rows);
  return rows;
}

interface Described {
  readonly sources: readonly { readonly code: string }[];
  readonly resources: readonly { path: string; bytes: number; hash: string; rows: number }[];
}

test("a folder's package tells the state of the graph, and the size and the digest of each file", async () => {
  await write("new/within");
  const content = (path: string) => readFileSync(join(folder, "new/within", path));
  const described = JSON.parse(content("datapackage.json").toString()) as Described;
  const { clocks, revision } = snapshot;
  expect(described).toMatchObject({ asOf: "2011-04-01", knownAt: clocks.knownAt, revision });
  expect(described.resources.map(({ path }) => path)).toEqual(["nodes.csv", "edges.csv", "figures.csv"]);
  for (const { path, bytes, hash, rows } of described.resources) {
    expect(content(path).length).toBe(bytes);
    expect(`sha256:${createHash("sha256").update(content(path)).digest("hex")}`).toBe(hash);
    expect(rows).toBeGreaterThan(200);
  }
  const cited = [nodes, edges, figures].map(async (table) =>
    (await rowsOf(table)).map(({ source }) => source),
  );
  const codes = [...new Set((await Promise.all(cited)).flat())].sort();
  expect(described.sources.map(({ code }) => code).sort()).toEqual(codes);
});

test("the same state of the graph gives the same bytes", async () => {
  const [once, again] = [await write("once"), await write("again")];
  expect(once.map(({ sha256 }) => sha256)).toEqual(again.map(({ sha256 }) => sha256));
});

test("a folder that holds something is refused unless forced, and keeps what is not written over", async () => {
  mkdirSync(join(folder, "held"));
  writeFileSync(join(folder, "held/mine.txt"), "mine");
  await expect(write("held")).rejects.toThrow(
    /held holds 1 file already: expected a new or empty folder, or --force/,
  );
  expect(readdirSync(join(folder, "held"))).toEqual(["mine.txt"]);
  await write("held", { force: true });
  const names = ["datapackage.json", "edges.csv", "figures.csv", "mine.txt", "nodes.csv"];
  expect(readdirSync(join(folder, "held")).sort()).toEqual(names);
});

test("a place that cannot be a folder is refused in words", async () => {
  writeFileSync(join(folder, "file"), "");
  await expect(write("file")).rejects.toThrow(/cannot be written \(.*\): expected a folder, such as/);
  await expect(write("file/below")).rejects.toThrow(/cannot be written \(.*\): expected a folder, such as/);
});

test("what is stopped leaves nothing behind", async () => {
  const before = readdirSync(folder).sort();
  const stopping = new AbortController();
  let told = 0;
  const onProgress = () => {
    if (++told === 20) stopping.abort();
  };
  const writing = write("stopped", { files: exportFiles, signal: stopping.signal, onProgress });
  await expect(writing).rejects.toThrow(/abort/i);
  expect(told).toBeGreaterThanOrEqual(20);
  expect(readdirSync(folder).sort()).toEqual(before);
});

test("progress reaches the whole, and never goes back", async () => {
  const told: [number, number][] = [];
  const onProgress = (done: number, total: number) => void told.push([done, total]);
  await write("told", { files: filesOf(["csv", "graphml"]), onProgress });
  const done = told.map(([now]) => now);
  expect(done).toEqual(done.toSorted((a, b) => a - b));
  expect(told.at(-1)).toEqual([5 * snapshot.organisations, 5 * snapshot.organisations]);
});

test("Parquet holds the same rows, with dates, instants and lists as such", async () => {
  await write("parquet", { files: filesOf(["parquet"]) });
  for (const table of [nodes, edges, figures]) {
    const bytes = readFileSync(join(folder, "parquet", `${table.name}.parquet`));
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const read = await parquetReadObjects({ file });
    expect(read.map(comparable)).toEqual((await rowsOf(table)).map((row) => comparable(picked(row, table))));
  }
});

const picked = (row: ExportedRow, { columns }: Table) => {
  const values = row as unknown as Record<string, unknown>;
  return Object.fromEntries(columns.map(({ name }) => [name, values[name]]));
};

/** Both sides with days and instants as milliseconds, and without what is missing. */
function comparable(row: Record<string, unknown>): Record<string, unknown> {
  const said = Object.entries(row).filter(([, value]) => value != null);
  return Object.fromEntries(
    said.map(([name, value]) => {
      const isDay =
        /(edAt|validFrom|validTo|knownFrom|knownTo|(?:Size|Population)On|pathfinderFrom|ShareFrom|opened|closed)$/.test(
          name,
        );
      return [name, isDay ? new Date(value as string | Date).getTime() : value];
    }),
  );
}

test("a cell that a spreadsheet would run is text there", () => {
  const line = csvLines([["=1+1", "+44", "-1", "@x", "plain", 'a "quoted", cell', null, ["HR", "IT"], true]]);
  expect(line).toBe(`'=1+1,'+44,'-1,'@x,plain,"a ""quoted"", cell",,HR; IT,true\r\n`);
});

test("XML holds any text", () => {
  const text = xmlText(`a<b>&"c"'d'\n\u0000\ud800é😀`);
  expect(text).toBe("a&lt;b&gt;&amp;&quot;c&quot;&apos;d&apos;&#10;\uFFFD\uFFFDé😀");
});

test("a format is known by its name, or refused with those that are", () => {
  expect(parseFormat(" GEXF")).toBe("gexf");
  expect(() => parseFormat("xls")).toThrow(
    '"xls" is not a format: expected one of csv, jsonl, graphml, gexf, parquet, xlsx.',
  );
});
