import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { parseInstant } from "../../src/model/dates.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { organisation } from "./small-graph.ts";
import { write } from "./writing.ts";

const codesKnownAt = async (graph: Graph, knownAt: string | null): Promise<string[]> => {
  const { practices } = await ask(
    graph,
    "query ($knownAt: DateTime) { practices(knownAt: $knownAt) { nodes { code } } }",
    { knownAt },
  );
  return practices.nodes.map(({ code }: { code: string }) => code);
};

describeOnEachEngine("The dataset", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await write(graph, { organisations: [organisation("PRACTICE", "P01")] });
  });

  it("names by knownAt the state that it is in, which what is recorded later is no part of", async () => {
    const { dataset } = await ask(graph, "{ dataset { knownAt } }");
    await write(
      graph,
      { organisations: [organisation("PRACTICE", "P02")] },
      parseInstant("2010-01-01T00:00:00.001Z"),
    );
    expect(await codesKnownAt(graph, null)).toEqual(["P01", "P02"]);
    expect(await codesKnownAt(graph, dataset.knownAt)).toEqual(["P01"]);
  });

  it("reads its sources and counts only where they are asked for", async () => {
    const statements: string[] = [];
    await ask(graph, "{ dataset { revision synthetic knownAt } }", {}, statements);
    expect(statements).toEqual(["dataset"]);
    await ask(graph, "{ dataset { counts { kind count } sources { code } } }", {}, statements);
    expect(statements.slice(1).sort()).toEqual(["counts by kind", "dataset", "sources"]);
  });
});
