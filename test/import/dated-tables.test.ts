import { expect, it } from "vitest";
import { verifyLog } from "../../src/graph/audit-log.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { importTables } from "../../src/import/tables/import-tables.ts";
import { ask } from "../contract/asking.ts";
import { describeOnEachEngine } from "../engines.ts";
import { file, lines, recordParents, rejectsFile } from "./ods-files.ts";

/** Editions of one table: the CCG 00K, which the graph describes before any of them, and 99Z, which it does not hold. */
const header = "kind,code,name,opened,closed,confidence,source,sourceTitle,publisher,published";
const row = (code: string, name: string, closed = "") =>
  `CONSORTIUM,${code},${name},2013-04-01,${closed},CONFIRMED,GROUPS,Groups,ODS,2016`;
const edition = (published: string, ...rows: readonly string[]) => ({
  published,
  files: [file(`dated-${published}.csv`, lines(header, ...rows))],
  rejectsFile,
});
const editions = [
  edition("2016-02", row("00K", "First of 00K"), row("99Z", "First of 99Z")),
  edition("2018-11", row("00K", "Second of 00K"), row("99Z", "First of 99Z", "2018-03-31")),
  edition("2026-01", row("00K", "Third of 00K", "2022-06-30"), row("99Z", "Third of 99Z", "2018-03-31")),
];
const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
];
const days = [
  "2014-06-01",
  "2016-01-31",
  "2016-02-01",
  "2018-10-31",
  "2018-11-01",
  "2022-01-01",
  "2026-01-01",
];
const instants = [
  "2011-01-01",
  "2016-02-01",
  "2017-06-01",
  "2018-11-01",
  "2020-01-01",
  "2026-01-01",
  "2026-10-01",
];

describeOnEachEngine("Editions of a table of organisations", (engine) => {
  const described = async (graph: Graph) => {
    const found: Record<string, unknown> = {};
    for (const day of days) {
      for (const instant of instants) {
        const clocks = `asOf: "${day}", knownAt: "${instant}T00:00:00Z"`;
        const fields = "{ name closed describedOn }";
        const text = `{ a: organisation(code: "00K", ${clocks}) ${fields} b: organisation(code: "99Z", ${clocks}) ${fields} }`;
        found[`${day} ${instant}`] = await ask(graph, text);
      }
    }
    return found;
  };
  const graphOf = async (order: readonly number[]) => {
    const graph = await recordParents(await engine.empty(), "2010-01-01T00:00:00.000Z");
    for (const at of order) {
      const given = editions[at];
      if (given) expect((await importTables(graph, given)).outcome).toBe("written");
    }
    return graph;
  };

  it("answer the same in whatever order they are imported, at any day, as known at any time", async () => {
    const [first, ...others] = orders;
    const graph = await graphOf(first ?? []);
    const answers = await described(graph);
    expect(answers["2014-06-01 2026-10-01"]).toMatchObject({ a: { name: "00K", describedOn: null } });
    expect(answers["2016-02-01 2026-10-01"]).toMatchObject({ a: { name: "First of 00K" } });
    expect(answers["2022-01-01 2026-10-01"]).toMatchObject({
      a: { name: "Second of 00K", closed: "2022-06-30", describedOn: "2018-11-01" },
    });
    // As had been said by then: of later days too, and nothing of 99Z before anybody spoke of it.
    expect(answers["2022-01-01 2017-06-01"]).toMatchObject({ a: { name: "First of 00K", closed: null } });
    expect(answers["2014-06-01 2011-01-01"]).toMatchObject({ b: null });
    expect(answers["2014-06-01 2026-10-01"]).toMatchObject({
      b: { name: "First of 99Z", describedOn: "2016-02-01" },
    });
    expect((await verifyLog(graph)).problems).toEqual([]);
    for (const order of others) expect(await described(await graphOf(order)), order.join()).toEqual(answers);
  });

  it("change nothing when they come again", async () => {
    const graph = await graphOf([2, 0, 1]);
    for (const each of editions) expect((await importTables(graph, each)).outcome).toBe("no change");
  });

  it("are refused where they are to come, and where no table tells of organisations", async () => {
    const graph = await recordParents(await engine.empty());
    const [first] = editions;
    if (!first) return;
    await expect(importTables(graph, { ...first, published: "2999-01" })).rejects.toThrow(
      "2999-01 is to come",
    );
    await expect(importTables(graph, { ...first, published: "soon" })).rejects.toThrow('"soon" is no date');
    const both = editions.slice(0, 2).flatMap(({ files }) => files);
    await expect(importTables(graph, { ...first, files: both })).rejects.toThrow("one after the other");
    const sources = file("dated-sources.csv", "code,title,publisher,published\nS1,One,Nobody,2011\n");
    await expect(importTables(graph, { ...first, files: [sources] })).rejects.toThrow(
      "facts are known from when their source was published",
    );
  });
});
