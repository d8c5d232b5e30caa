import { beforeAll, describe, expect, it } from "vitest";
import { type ExportRequest, openExtract } from "../../src/export/extract.ts";
import { exportFiles } from "../../src/export/formats.ts";
import type { ExportedRow, Table } from "../../src/export/table.ts";
import { edges, figures, nodes, tables } from "../../src/export/tables.ts";
import type { Graph, Statement } from "../../src/graph/graph.ts";
import { factIdOf } from "../../src/graph/recorder.ts";
import type { Code } from "../../src/model/code.ts";
import { type Instant, type IsoDate, parseInstant } from "../../src/model/dates.ts";
import { describeOnEachEngine } from "../engines.ts";
import { fact, member, organisation, outside, source, write } from "./small-graph.ts";

const [learned, corrected] = ["2011-01-01T00:00:00Z", "2011-02-01T00:00:00Z"].map(parseInstant) as [
  Instant,
  Instant,
];
const asOf = "2011-04-01" as IsoDate;
const former = member("A81001", "north-health");

const budget = fact({ kind: "BUDGET", from: "5AA", financialYear: "2011/12", amountGbp: 100 });

async function tell(graph: Graph): Promise<void> {
  const first = organisation("PRACTICE", "A81001", { name: "Old Surgery", listSize: 1000 });
  await write(
    graph,
    {
      sources: [source],
      organisations: [
        first,
        organisation("PRACTICE", "A81002", { closed: "2011-03-31" as IsoDate, confidence: "SYNTHETIC" }),
        organisation("CONSORTIUM", "north-health"),
        organisation("PCT", "5AA"),
        organisation("PCT", "5BB"),
      ],
      facts: [
        former,
        member("A81001", "5AA"),
        member("A81002", "5AA", { to: "2011-03-31" }),
        outside("A81002", "5AA", { from: "2010-06-01", to: "2010-12-31" }),
        member("north-health", "5AA"),
        // Live, though the practice is closed by then.
        fact({
          kind: "SUPPORT",
          from: "5BB",
          to: "A81002",
          services: ["HR", "IT"],
          model: "HOSTED",
          valueGbp: 5,
        }),
        budget,
      ],
    },
    learned,
  );
  const factId = factIdOf(former, learned);
  await write(
    graph,
    {
      redescribed: [{ ...first, name: "New Surgery" }],
      retracted: [{ ...former, factId, recordedAt: learned, retractedAt: null }],
    },
    corrected,
  );
}

async function rowsOf(
  graph: Graph,
  table: Table,
  request: Partial<ExportRequest> = {},
): Promise<ExportedRow[]> {
  const snapshot = await openExtract(graph, { asOf, scope: "day", ...request });
  const rows: ExportedRow[] = [];
  for await (const batch of snapshot.read(table)) rows.push(...batch.rows);
  return rows;
}

const ends = (row: ExportedRow) =>
  "factId" in row ? `${row.kind} ${row.from}${"to" in row ? ` ${row.to}` : ""}` : row.code;

describeOnEachEngine("Exports of a small graph", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await tell(graph);
  });
  const ask = async (table: Table, request?: Partial<ExportRequest>) =>
    (await rowsOf(graph, table, request)).map(ends);

  it("hold what exists and holds on the day, in the order of kinds and codes", async () => {
    expect(await ask(nodes)).toEqual(["A81001", "north-health", "5AA", "5BB"]);
    expect(await ask(edges)).toEqual(["MEMBERSHIP A81001 5AA", "MEMBERSHIP north-health 5AA"]);
    expect(await ask(figures)).toEqual(["BUDGET 5AA"]);
    expect(await ask(edges, { asOf: "2010-07-01" as IsoDate })).toEqual([
      "MEMBERSHIP A81001 5AA",
      "MEMBERSHIP A81002 5AA",
      "OUTSIDE A81002 5AA",
      "MEMBERSHIP north-health 5AA",
      "SUPPORT 5BB A81002",
    ]);
  });

  it("count the facts that lead to what is not in them", async () => {
    const snapshot = await openExtract(graph, { asOf, scope: "day" });
    const leftOut: number[] = [];
    for await (const batch of snapshot.read(edges)) leftOut.push(batch.leftOut);
    expect(leftOut).toEqual([1]);
  });

  it("hold what was believed at an instant", async () => {
    const [practice] = await rowsOf(graph, nodes, { knownAt: learned });
    expect(practice).toMatchObject({ name: "Old Surgery", recordedAt: learned, retractedAt: null });
    expect(await ask(edges, { knownAt: learned })).toContain("MEMBERSHIP A81001 north-health");
    const [now] = await rowsOf(graph, nodes);
    expect(now).toMatchObject({ name: "New Surgery", recordedAt: corrected, listSize: 1000 });
  });

  it("hold every believed fact whatever its days, where the day does not matter", async () => {
    expect(await ask(nodes, { scope: "believed" })).toContain("A81002");
    const believed = await ask(edges, { scope: "believed" });
    expect(believed).toContain("OUTSIDE A81002 5AA");
    expect(believed).not.toContain("MEMBERSHIP A81001 north-health");
  });

  it("hold what is no longer believed too, with when that ended", async () => {
    const descriptions = await rowsOf(graph, nodes, { scope: "recorded" });
    const ofPractice = descriptions.filter((row) => ends(row) === "A81001");
    expect(ofPractice).toMatchObject([
      { name: "Old Surgery", recordedAt: learned, retractedAt: corrected },
      { name: "New Surgery", recordedAt: corrected, retractedAt: null },
    ]);
    const facts = await rowsOf(graph, edges, { scope: "recorded" });
    const retracted = facts.filter((row) => row.retractedAt !== null);
    expect(retracted).toMatchObject([{ factId: factIdOf(former, learned), retractedAt: corrected }]);
  });

  it("do not know of a retraction before it was made", async () => {
    const request = { scope: "recorded", knownAt: learned } as const;
    const rows = [...(await rowsOf(graph, nodes, request)), ...(await rowsOf(graph, edges, request))];
    expect(rows.map(({ retractedAt }) => retractedAt).filter(Boolean)).toEqual([]);
    expect(rows.map(ends)).toContain("MEMBERSHIP A81001 north-health");
  });

  it("hold the part that lies within an organisation, and the facts among it", async () => {
    const within = "5BB" as Code;
    expect(await ask(nodes, { within })).toEqual(["5BB"]);
    expect(await ask(nodes, { within: "5AA" as Code })).toEqual(["A81001", "north-health", "5AA"]);
    expect(await ask(figures, { within })).toEqual([]);
    await expect(ask(nodes, { within: "5ZZ" as Code })).rejects.toThrow(
      'within: there is no organisation "5ZZ": expected',
    );
  });

  it("hold the kinds that were asked for, and the facts among them", async () => {
    expect(await ask(nodes, { kinds: ["PRACTICE", "PCT"] })).toEqual(["A81001", "5AA", "5BB"]);
    expect(await ask(edges, { kinds: ["PRACTICE", "PCT"] })).toEqual(["MEMBERSHIP A81001 5AA"]);
  });

  it("stay as they began when the graph changes meanwhile", async () => {
    const snapshot = await openExtract(graph, { asOf, scope: "recorded" });
    await write(
      graph,
      { facts: [member("A81001", "5BB")], organisations: [organisation("PCT", "5CC")] },
      parseInstant("2011-03-01T00:00:00Z"),
    );
    for await (const { rows } of snapshot.read(edges)) {
      expect(rows.map(ends)).not.toContain("MEMBERSHIP A81001 5BB");
    }
    expect(await ask(edges, { scope: "recorded" })).toContain("MEMBERSHIP A81001 5BB");
  });
});

const countOf = (cypher: string): Statement<object, number> => ({
  name: "count",
  cypher: `${cypher} RETURN count(*) AS count`,
  row: (raw) => Number(raw.count),
});

describeOnEachEngine("Exports of the demonstration graph", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  it("hold every organisation and every fact once", async () => {
    const rows = await Promise.all(tables.map((table) => rowsOf(graph, table, { scope: "recorded" })));
    const [organisations, facts] = await Promise.all([
      graph.read(countOf("MATCH (o:Organisation)"), {}),
      graph.read(countOf("MATCH (o:Organisation)-[fact]->() WHERE fact.factId IS NOT NULL"), {}),
    ]);
    const [found = [], joining = [], about = []] = rows;
    expect(new Set(found.map(ends)).size).toBe(organisations[0]);
    const ids = [...joining, ...about].map((row) => ("factId" in row ? row.factId : ""));
    expect(ids).toHaveLength(facts[0] ?? 0);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("say of every made-up row that it is", async () => {
    const made = (await rowsOf(graph, nodes)).filter((row) => /^X\d{6}$/.test(ends(row)));
    expect(made.length).toBeGreaterThan(7_000);
    expect(new Set(made.map(({ confidence }) => confidence))).toEqual(new Set(["SYNTHETIC"]));
  });

  it("read in statements that are bounded by what they return", async () => {
    const snapshot = await openExtract(counted(graph), { asOf, scope: "day" });
    const before = statements;
    let rows = 0;
    for await (const batch of snapshot.read(edges)) rows += batch.rows.length;
    expect(rows).toBeGreaterThan(15_000);
    expect(statements - before).toBe(Math.ceil(snapshot.organisations / 200));
  });

  it("are read no further than somebody takes them", async () => {
    const snapshot = await openExtract(counted(graph), { asOf, scope: "day" });
    const streamed = ["nodes.csv", "edges.csv", "graph.jsonl", "graph.graphml", "graph.gexf"];
    for (const file of exportFiles.filter(({ name }) => streamed.includes(name))) {
      const before = statements;
      for await (const chunk of file.chunks(snapshot, snapshot.read)) if (chunk.length > 10_000) break;
      // A file of nodes that have a standing reads that of each batch of practices too.
      const batch = file.name.endsWith("ml") || file.name.endsWith("gexf") ? 2 : 1;
      expect(statements - before, file.name).toBe(batch);
    }
  });

  let statements = 0;
  const counted = (of: Graph): Graph => ({
    ...of,
    engine: of.engine,
    read(...given) {
      statements++;
      return of.read(...given);
    },
  });
});

describe("The tables of an export", () => {
  it("describe every column once", () => {
    for (const { name, columns } of tables) {
      const names = columns.map((column) => column.name);
      expect(new Set(names).size, name).toBe(names.length);
    }
  });
});
