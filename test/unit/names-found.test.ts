import { setTimeout as delay } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { findAlsoBy, recordOrganisations } from "../../src/graph/statements/recording.ts";

const opened: Graph[] = [];
afterEach(async () => {
  for (const graph of opened.splice(0)) await graph.close();
});

const codes = Array.from({ length: 60 }, (_, at) => `P${at}`);

async function sixtyPcts(): Promise<Graph> {
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
  opened.push(graph);
  const rows = codes.map((code) => ({ code, kind: "PCT", name: code, searchText: `old ${code}` }));
  await graph.write((transaction) => transaction.run(recordOrganisations("PCT"), { rows }));
  return graph;
}

const renamed = { rows: codes.map((code) => ({ code, searchText: "new" })) };
const foundBy = async (graph: Graph, word: string) =>
  (await graph.findByText([{ words: [word], kinds: [], limit: 100 }]))[0]?.length;

test("Many that are named anew are found by both names once that is written, for which a search waits", async () => {
  const graph = await sixtyPcts();
  let searched: Promise<unknown> | undefined;
  await graph.write(async (transaction) => {
    await transaction.run(findAlsoBy, renamed);
    searched = foundBy(graph, "new");
    expect(await Promise.race([searched, delay(50, "waits")])).toBe("waits");
  });
  expect(await searched).toBe(60);
  expect(await foundBy(graph, "old")).toBe(60);
});

test("Many that were to be named anew are found by the old name alone where that is given up", async () => {
  const graph = await sixtyPcts();
  let searched: Promise<unknown> | undefined;
  const givenUp = graph.write(async (transaction) => {
    await transaction.run(findAlsoBy, renamed);
    searched = foundBy(graph, "new");
    throw new Error("no more");
  });
  await expect(givenUp).rejects.toThrow("no more");
  expect(await searched).toBe(0);
  expect(await foundBy(graph, "old")).toBe(60);
});
