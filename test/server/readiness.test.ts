import { afterEach, expect, test, vi } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { Unavailable } from "../../src/model/errors.ts";
import { createReadiness } from "../../src/server/readiness.ts";
import { tinyApplication } from "./tiny-application.ts";

afterEach(() => vi.useRealTimers());

const options = { factsOnly: false, onProgress: () => {} };
const memory = () => openEmbeddedGraph({ file: ":memory:", timeLimitMs: 1_000 });

/** A graph that is away for the first attempts to reach it. */
async function late(attempts: number): Promise<Graph> {
  const graph = await memory();
  const reach = vi.spyOn(graph, "checkHealth");
  for (let attempt = 1; attempt <= attempts; attempt++) {
    reach.mockRejectedValueOnce(new Unavailable("The graph is away."));
  }
  return graph;
}

function watch(graph: Graph, seed = () => tinyApplication.seedGraph(graph, options)) {
  const heard: string[] = [];
  const readiness = createReadiness(graph, {
    seed: () => {
      heard.push("seed");
      return seed();
    },
    mayComeUp: (reason) => reason instanceof Unavailable,
    onWaiting: (_reason, attempts) => heard.push(`waiting ${attempts}`),
    onEmpty: (sentence) => heard.push(sentence),
    onReady: (organisations) => heard.push(`ready with ${organisations}`),
  });
  return { readiness, heard };
}

test("an empty graph is seeded before it is ready", async () => {
  const { readiness, heard } = watch(await memory());
  expect(readiness.notReady()).toBeDefined();
  await readiness.prepare();
  expect(readiness.notReady()).toBeUndefined();
  expect(heard).toEqual(["seed", "ready with 1"]);
});

test("a graph that holds anything is never seeded", async () => {
  const graph = await memory();
  await tinyApplication.seedGraph(graph, options);
  const { readiness, heard } = watch(graph);
  await readiness.prepare();
  expect(heard).toEqual(["ready with 1"]);
});

test("a graph that is away is tried again until it is there", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { readiness, heard } = watch(await late(2));
  await readiness.prepare();
  expect(readiness.notReady()).toMatch("The graph is away.");
  await vi.advanceTimersByTimeAsync(2_000);
  await vi.advanceTimersByTimeAsync(2_000);
  vi.useRealTimers();
  await vi.waitFor(() => expect(heard).toEqual(["waiting 1", "waiting 2", "seed", "ready with 1"]), 60_000);
  expect(readiness.notReady()).toBeUndefined();
});

test("once stopped it is not tried again", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const { readiness, heard } = watch(await late(2));
  await readiness.prepare();
  await readiness.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(heard).toEqual(["waiting 1"]);
});

test("a seed that cannot be written is a fault, not a wait", async () => {
  const { readiness } = watch(await memory(), async () => {
    throw new Error("disk full");
  });
  await expect(readiness.prepare()).rejects.toThrow("disk full");
  expect(readiness.notReady()).toBeDefined();
});

test("a seed that another server wrote first will do", async () => {
  const graph = await memory();
  const { readiness, heard } = watch(graph, async () => {
    await tinyApplication.seedGraph(graph, options);
    throw new Error("already exists with label Organisation and property code");
  });
  await readiness.prepare();
  expect(heard).toEqual(["seed", "ready with 1"]);
});
