import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSeed } from "../../src/demonstration/build-seed.ts";
import { lackingIn } from "../../src/demonstration/lacking.ts";
import { type SeedReport, seedGraph } from "../../src/demonstration/seed-graph.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { pathfinderCounts } from "../../src/graph/statements/pathfinder-counts.ts";
import { countOrganisations } from "../../src/graph/statements/recording.ts";
import { Conflict } from "../../src/model/errors.ts";

let graph: Graph;
let report: SeedReport;
const progress: [number, number][] = [];

beforeAll(async () => {
  graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
  report = await seedGraph(graph, {
    factsOnly: false,
    onProgress: (done, total) => progress.push([done, total]),
  });
});
afterAll(() => graph.close());

test("the whole seed is in the graph, and the last progress is complete", async () => {
  const seed = buildSeed({ factsOnly: false });
  expect(await graph.read(countOrganisations, {})).toEqual([seed.organisations.length]);
  expect(report.organisations).toBe(seed.organisations.length);
  expect(progress.at(-1)?.[0]).toBe(progress.at(-1)?.[1]);
});

test("the counts of pathfinders are read as they were written", async () => {
  const rows = await graph.read(pathfinderCounts, {});
  expect(rows).toHaveLength(15);
  expect(rows[0]).toMatchObject({ wave: "1", sha: null, pathfinders: 52, population: 12_800_000 });
});

test("of the published layer the graph lacks nothing", async () => {
  const lacking = await lackingIn((statement, params) => graph.read(statement, params));
  expect(lacking).toEqual({ sources: [], organisations: [], facts: [] });
});

test("a graph that holds organisations is refused, and stays as it is", async () => {
  const [before] = await graph.read(countOrganisations, {});
  await expect(seedGraph(graph, { factsOnly: true })).rejects.toThrow(Conflict);
  expect(await graph.read(countOrganisations, {})).toEqual([before]);
});
