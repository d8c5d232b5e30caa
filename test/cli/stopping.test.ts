import { expect, test } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { countOrganisations } from "../../src/graph/statements/recording.ts";
import { runOn, stoppedAtProgress } from "./in-process.ts";

test("Ctrl-C during a write undoes all of it, and the exit code is 130", async () => {
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
  const stopped = stoppedAtProgress();
  const { exitCode } = await runOn(graph, ["seed"], stopped);
  expect(exitCode).toBe(130);
  expect(stopped.stderr.text()).toMatch(/Filling the graph[\s\S]*Stopped\.\n$/);
  expect(await graph.read(countOrganisations, {})).toEqual([0]);
  await graph.close();
});
