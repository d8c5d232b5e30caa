import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { recordPathfinderCounts } from "../../src/graph/statements/pathfinder-counts.ts";
import { publishedMeasures } from "../../src/model/published-figure.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, refusal } from "./asking.ts";
import { organisation, source, write } from "./small-graph.ts";

interface Figure {
  readonly measure: string;
  readonly value: number;
  readonly reckoned: number | null;
  readonly approximate: boolean;
  readonly atLeast: boolean;
}

describeOnEachEngine("Published figures of the demonstration", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  it("are A1's, beside what the made-up layer was built to add up to", async () => {
    const { publishedFigures } = await ask(
      graph,
      `{ publishedFigures(source: "A1") { about { code } measure value atLeast approximate on reckoned source { code } } }`,
    );
    expect(publishedFigures).toHaveLength(8);
    for (const { value, reckoned, approximate, measure } of publishedFigures as Figure[]) {
      if (approximate) expect(Math.abs((reckoned ?? 0) - value), measure).toBeLessThan(1_000);
      else expect(reckoned, measure).toBe(value);
    }
    const [pounds] = publishedFigures.filter(({ measure }: Figure) => measure === "DELEGATED_GBP");
    expect(pounds).toMatchObject({ about: null, value: 7_600_000_000, atLeast: true, on: "2011-04-01" });
  });

  it("are of every measure, of England and of SHAs, and null where nothing can be held against them", async () => {
    const { all, south, clusters, early } = await ask(
      graph,
      `{ all: publishedFigures { measure reckoned on }
         south: publishedFigures(about: "Q38") { about { code } measure value on fact source { code } reckoned }
         clusters: publishedFigures(measure: CLUSTERS) { value on reckoned source { code } }
         early: publishedFigures(measure: PCTS_REPORTING, asOf: "1999-01-01") { on reckoned } }`,
    );
    expect(new Set(all.map(({ measure }: Figure) => measure))).toEqual(
      new Set(Object.keys(publishedMeasures)),
    );
    expect(
      all.every(
        ({ on, reckoned }: { on: string | null; reckoned: unknown }) => on !== null || reckoned === null,
      ),
    ).toBe(true);
    expect(south).toMatchObject([
      {
        about: { code: "Q38" },
        measure: "PATHFINDERS",
        value: 12,
        on: "2011-01-01",
        source: { code: "HSJ-5024128" },
      },
    ]);
    expect(south[0].reckoned).toBeLessThan(12);
    expect(clusters).toEqual([
      { value: 50, on: "2012-03-31", reckoned: 50, source: { code: "KIRKLEES-2011-12" } },
      { value: 52, on: null, reckoned: null, source: { code: "HFMA-CLUSTERS" } },
    ]);
    expect(early).toEqual([{ on: "2011-04-01", reckoned: null }]);
  });

  it("are held against another day where one is asked, and are not there before they were known", async () => {
    const { later, before } = await ask(
      graph,
      `{ later: publishedFigures(measure: CLUSTERS, asOf: "2012-04-01") { value reckoned }
         before: publishedFigures(knownAt: "2011-03-15T00:00:00Z") { source { code } } }`,
    );
    expect(later).toEqual([
      { value: 50, reckoned: 49 },
      { value: 52, reckoned: 49 },
    ]);
    const codes = new Set(before.map((figure: { source: { code: string } }) => figure.source.code));
    expect([codes.has("A1"), codes.has("A2")]).toEqual([false, true]);
  });
});

describeOnEachEngine("Published figures of any graph", (engine) => {
  it("are those whose source it holds, and of areas that it holds", async () => {
    const graph = await engine.empty();
    await write(graph, {
      sources: [source, { ...source, code: "A2" }],
      organisations: [organisation("SHA", "Q99")],
    });
    const count = {
      wave: "1-2",
      sha: "Q99",
      pathfinders: 0,
      runningTotal: null,
      practices: null,
      population: null,
    };
    await graph.write(async (transaction) => {
      const said = { announced: null, source: source.code, confidence: "REPORTED", note: null };
      await transaction.run(recordPathfinderCounts, { rows: [{ ...count, ...said } as never] });
      return {};
    });
    const { publishedFigures } = await ask(
      graph,
      `{ publishedFigures { about { code } measure value source { code } reckoned } }`,
    );
    expect(publishedFigures).toEqual([
      { about: null, measure: "TRUSTS_ANSWERING", value: 29, source: { code: "A2" }, reckoned: 0 },
      { about: null, measure: "TRUSTS_HANDING_OVER", value: 23, source: { code: "A2" }, reckoned: 0 },
      { about: { code: "Q99" }, measure: "PATHFINDERS", value: 0, source: { code: "TEST" }, reckoned: null },
    ]);
    expect(await refusal(graph, `{ publishedFigures(about: "ZZZ") { value } }`)).toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
