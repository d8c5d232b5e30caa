import { readXlsx } from "hucre/xlsx";
import { parquetMetadata } from "hyparquet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Extract, openExtract, type TableReader } from "../../src/export/extract.ts";
import { exportFiles } from "../../src/export/formats.ts";
import type { Cell, ExportedRow, Table } from "../../src/export/table.ts";
import { edges, nodes, tables } from "../../src/export/tables.ts";
import { type SheetColumn, xlsxOf } from "../../src/export/xlsx.ts";
import type { Graph } from "../../src/graph/graph.ts";
import type { Code } from "../../src/model/code.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import { openDemonstration } from "../demonstration.ts";

/** What readers of other people make of the files, as far as their bytes say: test/export/python.test.ts asks them. */

let graph: Graph;
let snapshot: Extract;
beforeAll(async () => {
  graph = await openDemonstration();
  const asOf = "2011-04-01" as IsoDate;
  snapshot = await openExtract(graph, { asOf, scope: "day", within: "Q38" as Code });
});
afterAll(() => graph.close());

async function bytesOf(name: string, of = snapshot, read: TableReader = of.read): Promise<Buffer> {
  const file = exportFiles.find((known) => known.name === name);
  const chunks: Buffer[] = [];
  for await (const chunk of file?.chunks(of, read) ?? []) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function rowsOf(table: Table): Promise<ExportedRow[]> {
  const rows: ExportedRow[] = [];
  for await (const batch of snapshot.read(table)) rows.push(...batch.rows);
  return rows;
}

const captured = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found);

test.each(["graph.graphml", "graph.gexf"])(
  "%s has an edge for each fact that ties, and what denies a tie at the node",
  async (name) => {
    const text = (await bytesOf(name)).toString();
    const facts = (await rowsOf(edges)).filter((row) => "factId" in row);
    const outside = facts.filter(({ kind }) => kind === "OUTSIDE");
    const kept = facts.filter(({ kind }) => kind !== "OUTSIDE").map(({ factId }) => factId);
    expect(captured(text, /<edge id="([^"]+)"/g).toSorted()).toEqual(kept.toSorted());
    const practices = text.split("<node ").filter((node) => /standing"( value="|>)OUTSIDE/.test(node));
    const codes = practices.map((node) => /^id="([^"]+)"/.exec(node)?.[1]);
    expect(codes.toSorted()).toEqual(outside.map(({ from }) => from).toSorted());
    expect(codes.length).toBeGreaterThan(5);
    for (const node of practices) {
      expect(node).toMatch(/outsideReason"( value="|>)[A-Z_]+/);
      expect(node).toMatch(/standingConfidence"( value="|>)SYNTHETIC/);
    }
  },
);

test("a standing is that of the graph, whatever kinds the export holds", async () => {
  const asOf = "2011-04-01" as IsoDate;
  const part = await openExtract(graph, { asOf, scope: "day", within: "Q38" as Code, kinds: ["PRACTICE"] });
  const standings = (text: string) => captured(text, /<data key="node.standing">(\w+)/g);
  const alone = standings((await bytesOf("graph.graphml", part)).toString());
  expect(alone).toEqual(standings((await bytesOf("graph.graphml")).toString()));
  expect(new Set(alone)).toEqual(new Set(["MEMBER", "OUTSIDE", "UNCLEAR"]));
});

test("GraphML names a node by its id and calls it by its label", async () => {
  const text = (await bytesOf("graph.graphml")).toString();
  const keys = captured(text, /<key id="node\.\w+" for="node" attr\.name="(\w+)"/g);
  expect(keys).toContain("label");
  expect(keys).not.toContain("name");
  expect(text).toContain('<data key="node.label">South Central</data>');
});

test("formats of graphs hold each organisation once, by its last description", async () => {
  const twice: TableReader = async function* (table) {
    for await (const batch of snapshot.read(table)) {
      const again = batch.rows.map((row) => ("factId" in row ? [row] : [row, { ...row, name: "Renamed" }]));
      yield { ...batch, rows: again.flat() };
    }
  };
  const codes = (await rowsOf(nodes)).map((row) => ("code" in row ? row.code : ""));
  for (const name of ["graph.graphml", "graph.gexf"]) {
    const text = (await bytesOf(name, snapshot, twice)).toString();
    expect(captured(text, /<node id="([^"]+)"/g)).toEqual(codes);
    expect(captured(text, /label"?[=>]"?(Renamed)/g)).toHaveLength(codes.length);
  }
});

test("GEXF is of the version that readers know, and each edge weighs 1", async () => {
  const text = (await bytesOf("graph.gexf")).toString();
  expect(text).toContain('<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">');
  const count = (pattern: RegExp) => text.match(pattern)?.length;
  expect(count(/<edge [^>]*weight="1" kind="[A-Z]+"/g)).toBe(count(/<edge /g));
});

test("Parquet says in both forms that an instant is UTC", async () => {
  for (const { name, columns } of tables) {
    const bytes = await bytesOf(`${name}.parquet`);
    const { schema } = parquetMetadata(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer,
    );
    const instants = columns.filter(({ type }) => type === "datetime").map((column) => column.name);
    expect(instants.length).toBeGreaterThan(0);
    for (const instant of instants) {
      expect(schema.find((element) => element.name === instant)).toMatchObject({
        converted_type: "TIMESTAMP_MILLIS",
        logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MILLIS" },
      });
    }
  }
});

async function sheetOf(columns: readonly SheetColumn[], rows: readonly (readonly Cell[])[]) {
  const chunks: Uint8Array[] = [];
  async function* batches() {
    yield rows;
  }
  for await (const chunk of xlsxOf("sheet", columns, batches())) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test("a cell of a workbook is what its column is", async () => {
  const columns: SheetColumn[] = [
    { name: "code", type: "string" },
    { name: "opened", type: "date" },
    { name: "recordedAt", type: "datetime" },
    { name: "amountGbp", type: "number" },
    { name: "statutory", type: "boolean" },
    { name: "services", type: "list" },
  ];
  const instant = "2011-04-20T00:00:00.000Z";
  const bytes = await sheetOf(columns, [
    ["5E1", "2006-10-01", instant, 0.25, true, ["HR", "IT"]],
    ["2010/11", "1899-12-31", null, -7, false, []],
    ["=1+1", null, null, null, null, null],
    ['00123 <&"> _x0041_ é😀', null, null, 1e9, null, null],
  ]);
  const [header, ...rows] = (await readXlsx(bytes)).sheets[0]?.rows ?? [];
  expect(header).toEqual(columns.map(({ name }) => name));
  expect(rows.map((row) => row.slice(0, 6))).toEqual([
    ["5E1", new Date("2006-10-01"), instant, 0.25, true, "HR; IT"],
    ["2010/11", "1899-12-31", null, -7, false, ""],
    ["=1+1", null, null, null, null, null],
    ['00123 <&"> _x0041_ é😀', null, null, 1e9, null, null],
  ]);
  expect(await sheetOf(columns, [])).toEqual(await sheetOf(columns, []));
});

test("a workbook holds the rows of its table, codes and financial years as text", async () => {
  for (const table of tables) {
    const { rows = [] } = (await readXlsx(await bytesOf(`${table.name}.xlsx`))).sheets[0] ?? {};
    const expected = await rowsOf(table);
    expect(rows).toHaveLength(expected.length + 1);
    const [header = [], ...cells] = rows;
    expect(header).toEqual(table.columns.map(({ name }) => name));
    for (const [at, { name, type }] of table.columns.entries()) {
      if (type !== "string") continue;
      const values = expected.map((row) => (row as unknown as Record<string, string | null>)[name] ?? null);
      expect(cells.map((row) => row[at] ?? null)).toEqual(values);
    }
  }
});
