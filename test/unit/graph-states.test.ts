import { expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { type Coverage, coveredMatters } from "../../src/model/coverage.ts";
import { Unavailable } from "../../src/model/errors.ts";
import { GraphStates } from "../../src/server/graph-state.ts";

const coverageOf = (source: string) => [{ source, matter: coveredMatters[0] }] as unknown as Coverage[];

function graphThatTells() {
  const told = { revision: 7, graphId: "abc", coverage: coverageOf("EPR14"), asked: [] as string[] };
  const graph = {
    async read({ name }: { readonly name: string }) {
      told.asked.push(name);
      return name === "coverage" ? [told.coverage] : [{ revision: told.revision, graphId: told.graphId }];
    },
  } as unknown as Graph;
  return { graph, told };
}

it("What the sources cover is read again where the revision or the graph is another, and only there", async () => {
  const { graph, told } = graphThatTells();
  const states = new GraphStates(undefined);
  expect(await states.read(graph)).toMatchObject({ revision: 7, coverage: coverageOf("EPR14") });
  expect(await states.read(graph)).toMatchObject({ revision: 7, coverage: coverageOf("EPR14") });
  expect(told.asked).toEqual(["dataset", "coverage", "dataset"]);
  told.coverage = coverageOf("MEM19");
  told.revision = 8;
  expect(await states.read(graph)).toMatchObject({ revision: 8, coverage: coverageOf("MEM19") });
  told.coverage = coverageOf("ECCG");
  told.graphId = "def";
  expect(await states.read(graph)).toMatchObject({ graphId: "def", coverage: coverageOf("ECCG") });
});

it("Of a graph that does not answer nothing is known, and all of it once it does", async () => {
  const { graph } = graphThatTells();
  const read = graph.read.bind(graph);
  const states = new GraphStates(undefined);
  for (const silent of ["dataset", "coverage"]) {
    graph.read = (statement, params) =>
      statement.name === silent ? Promise.reject(new Unavailable("Gone.")) : read(statement, params);
    expect(await states.read(graph)).toMatchObject({ revision: null, coverage: [] });
  }
  graph.read = read;
  expect(await states.read(graph)).toMatchObject({ revision: 7, coverage: coverageOf("EPR14") });
});
