import { expect, test } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { countOrganisations } from "../../src/graph/statements/recording.ts";
import { keptOutput, runOn } from "./in-process.ts";

test("Ctrl-C during a write undoes all of it, and the exit code is 130", async () => {
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
  const stopping = new AbortController();
  const stderr = keptOutput({ isTerminal: true, columns: 80 });
  const write = stderr.stream.write.bind(stderr.stream);
  // The progress bar is drawn first when the first rows are written.
  stderr.stream.write = (text: string) => {
    stopping.abort();
    return write(text);
  };
  const { exitCode } = await runOn(graph, ["seed"], { stderr, signal: stopping.signal });
  expect(exitCode).toBe(130);
  expect(stderr.text()).toMatch(/Filling the graph[\s\S]*Stopped\.\n$/);
  expect(await graph.read(countOrganisations, {})).toEqual([0]);
  await graph.close();
});
