import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { writeRandomGraph } from "./plain/random-graph.ts";

/** Lists one below the other, from the top: the name of each, and what is asked of its rows. */
const chains = [
  ["clusters", "pcts", "consortia", "practices"],
  ["clusters", "pcts", "practices"],
  ["pcts", "consortia", "practices"],
  ["pcts", "practices"],
] as const;

const brief = "code name";
const full = "code name kind opened closed confidence note postcode source { code }";

interface Asking {
  readonly row: string;
  readonly first: number;
  /** What is asked of each list beside its rows. */
  readonly beside: string;
}

/** The same lists in the order of codes that they have anyway, which makes each be read alone. */
const alone = "orderBy: [{field: CODE}], ";

function nested(chain: readonly string[], { row, first, beside }: Asking, order: string): string {
  return chain.reduceRight((below, name, level) => {
    const totals = name === "practices" && beside ? "totalPatients" : "";
    return `${name}(${order}first: ${first + level}) { ${beside} ${totals} nodes { ${row} ${below} } }`;
  }, "");
}

describeOnEachEngine("Lists one below the other", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await writeRandomGraph(graph, 7);
  });

  const answers = (list: string, asOf: string, knownAt: string) =>
    ask(graph, `{ shas(first: 20, asOf: "${asOf}", knownAt: "${knownAt}") { nodes { code ${list} } } }`);

  describe.each(chains.map((chain) => ({ chain })))("$chain", ({ chain }) => {
    it("answer together what each answers alone, at any date and belief", async () => {
      const rows = new Set<string>();
      for (const asOf of ["2010-10-01", "2011-04-01", "2012-07-01", "2013-04-01"]) {
        for (const knownAt of ["2011-01-20T00:00:00Z", "2011-03-20T00:00:00Z", "2027-01-01T00:00:00Z"]) {
          for (const asking of [
            { row: brief, first: 50, beside: "" },
            { row: full, first: 1, beside: "totalCount pageInfo { hasNextPage hasPreviousPage }" },
          ]) {
            const together = await answers(nested(chain, asking, ""), asOf, knownAt);
            expect(together).toEqual(await answers(nested(chain, asking, alone), asOf, knownAt));
            for (const [code] of JSON.stringify(together).matchAll(/"code":"[^"]+"/g)) rows.add(code);
          }
        }
      }
      expect(rows.size).toBeGreaterThan(15);
    });
  });

  const counted = async (source: string, variables: Record<string, unknown> = {}) => {
    const statements: string[] = [];
    const answer = await ask(graph, source, variables, statements);
    return { answer, statements: statements.sort() };
  };

  it("are one statement through fragments, edges and variables, and answer as alone", async () => {
    const source = (order: string) => `query ($first: Int, $deep: Boolean!) {
      shas { nodes { code clusters(${order}first: $first) { edges { node { ...Cluster } } } } } }
      fragment Cluster on Cluster { code pcts(${order}first: $first, after: null) { nodes { code ... on Organisation { name }
        consortia(${order}first: $first) @include(if: $deep) { edges { cursor node { code } } pageInfo { endCursor } } } } }`;
    const variables = { first: 2, deep: true };
    const { answer, statements } = await counted(source(""), variables);
    expect(statements).toEqual(["list SHA", "lists below"]);
    const cursors = /,?"(cursor|endCursor)":"[^"]+"/g;
    const shown = (value: unknown) => JSON.stringify(value).replaceAll(cursors, "");
    expect(shown(answer)).toEqual(shown(await ask(graph, source(alone), variables)));
    expect((await counted(source(""), { first: 2, deep: false })).statements).toEqual([
      "list SHA",
      "lists below",
    ]);
  });

  it("leave to their own statements what is filtered, sorted, begun at a cursor or counted alone", async () => {
    const below = (pcts: string) => `{ shas { nodes { clusters { nodes { code ${pcts} } } } } }`;
    for (const pcts of [
      'pcts(where: {name: {contains: "a"}}) { nodes { code } }',
      "pcts(orderBy: [{field: NAME}]) { nodes { code } }",
      "pcts(last: 2) { nodes { code } }",
      "practices { nodes { code } }",
      "sha { code }",
    ]) {
      const { statements } = await counted(below(pcts));
      expect(statements.filter((name) => name === "lists below")).toEqual([]);
      expect(statements).toContain("list SHA.clusters");
    }
  });

  it("answer each alias by what it asks, whichever of them was read ahead", async () => {
    const { answer } = await counted(`{ shas { nodes { pcts(first: 50) { nodes { code
      few: practices(first: 1) { nodes { code } pageInfo { hasNextPage } }
      all: practices(first: 1000) { totalCount nodes { code postcode } }
      consortia { nodes { code practices(first: 1000) { nodes { code } } } } } } } } }`);
    const pcts = answer.shas.nodes.flatMap(({ pcts }: { pcts: { nodes: unknown[] } }) => pcts.nodes);
    let several = 0;
    for (const { few, all } of pcts) {
      expect(all.nodes).toHaveLength(all.totalCount);
      expect(few.nodes).toEqual(all.nodes.slice(0, 1).map(({ code }: { code: string }) => ({ code })));
      expect(few.pageInfo.hasNextPage).toBe(all.totalCount > 1);
      if (all.totalCount > 1) several++;
    }
    expect(several).toBeGreaterThan(2);
  });

  it("give cursors by which the list goes on alone", async () => {
    const page = "nodes { code } pageInfo { endCursor hasNextPage }";
    const { shas } = await ask(
      graph,
      `{ shas { nodes { pcts { nodes { code practices(first: 2) { ${page} } } } } } }`,
    );
    const pcts = shas.nodes.flatMap(({ pcts }: { pcts: { nodes: unknown[] } }) => pcts.nodes);
    const { code, practices } = pcts.find(
      (pct: { practices: { pageInfo: { hasNextPage: boolean } } }) => pct.practices.pageInfo.hasNextPage,
    );
    const { organisation } = await ask(
      graph,
      `query ($code: String!, $after: String) { organisation(code: $code) { ... on PCT { all: practices { nodes { code } } rest: practices(after: $after) { nodes { code } } } } }`,
      { code, after: practices.pageInfo.endCursor },
    );
    expect([...practices.nodes, ...organisation.rest.nodes]).toEqual(organisation.all.nodes);
  });
});
