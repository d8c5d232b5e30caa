import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, tryAsk } from "./asking.ts";

/** SHA → cluster → PCT → consortium → practice, and back up to the practice's PCT and consortium. */
const nestedView = (top: string, besides = "", below = "") => `{
  shas(${top}) { ${besides} nodes { code clusters(first: 20) { ${besides} nodes { code
    pcts(first: 50) { ${besides} nodes { code consortia(first: 50) { ${besides} nodes { code
      practices(first: 100) { ${besides} ${besides && "totalPatients"} nodes { code pct { code } consortium { code } ${below} } } } } } } } } } } }`;

const relationships = [
  "list SHA",
  "list SHA.clusters",
  "list Cluster.pcts",
  "list PCT.consortia",
  "list Consortium.practices",
  "links above",
];

describeOnEachEngine("Statements of one request", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  const statementsOf = async (source: string): Promise<string[]> => {
    const statements: string[] = [];
    await ask(graph, source, {}, statements);
    return statements.sort();
  };

  describe.each([
    ["one SHA", "first: 1"],
    ["the whole country", "first: 10"],
  ])("for %s", (_, top) => {
    it("are one a list, and one for all links that go up from their rows", async () => {
      expect(await statementsOf(nestedView(top))).toEqual([...relationships].sort());
    });

    it("are no more with totals beside the rows", async () => {
      expect(await statementsOf(nestedView(top, "totalCount pageInfo { endCursor }"))).toEqual(
        [...relationships].sort(),
      );
    });

    it("are one more for standing, reason and first day together", async () => {
      const below = "standing outsideReason orphanedSince";
      expect(await statementsOf(nestedView(top, "", below))).toEqual([...relationships, "standing"].sort());
    });

    it("are no more with loops back up", async () => {
      const below = "pct { code cluster { code sha { code } } sha { code } } sha { code } cluster { code }";
      expect(await statementsOf(nestedView(top, "", below))).toEqual([...relationships].sort());
    });
  });

  it("are one for a chain of links that go up, through fragments, and only for what is included", async () => {
    const source = (included: boolean) => `{ practices(first: 3) { nodes { ...up } } }
      fragment up on Practice { code pct { code ... on PCT { cluster @include(if: ${included}) { sha { code } } } } }`;
    expect(await statementsOf(source(true))).toEqual(["links above", "list Practice"]);
    expect(await statementsOf(source(false))).toEqual(["Practice.pct", "list Practice"]);
  });

  it("are one for a chain of links up from the edges of a list", async () => {
    const source = "{ practices(first: 3) { edges { cursor node { code pct { code sha { code } } } } } }";
    expect(await statementsOf(source)).toEqual(["links above", "list Practice"]);
  });

  it("are none for links of rows that another list had read", async () => {
    const practices = (below: string) => `practices(first: 5) { nodes { pct { code ${below} } } }`;
    const source = `{ pcts(first: 1) { nodes { ${practices(practices(""))} } } }`;
    expect(await statementsOf(source)).toEqual(["Practice.pct", "list PCT", "list PCT.practices"]);
  });

  it("that fail are told of by each row that lacks what they read, and by no other", async () => {
    const failing: Graph = Object.assign(Object.create(graph), {
      read: (statement: Parameters<Graph["read"]>[0], ...asked: [never]) =>
        statement.name === "Practice.pct"
          ? Promise.reject(new Error("There is no such statement."))
          : graph.read(statement, ...asked),
    });
    const { data, errors } = await tryAsk(failing, "{ practices(first: 2) { nodes { name pct { name } } } }");
    expect(data?.practices).toMatchObject({
      nodes: [
        { name: expect.any(String), pct: null },
        { name: expect.any(String), pct: null },
      ],
    });
    expect(errors?.map(({ path }) => path?.join("."))).toEqual([
      "practices.nodes.0.pct",
      "practices.nodes.1.pct",
    ]);
  });

  it("are one for the same lists under two names, of whose rows different links are asked", async () => {
    const pcts = (name: string, link: string) =>
      `${name}: pcts { nodes { code ${link} consortia { nodes { code } } } }`;
    const source = `{ clusters(first: 3) { nodes { ${pcts("one", "")} ${pcts("other", "sha { code }")} } } }`;
    expect(await statementsOf(source)).toEqual([
      "PCT.sha",
      "list Cluster",
      "list Cluster.pcts",
      "list PCT.consortia",
    ]);
  });

  it.each([
    ["a page of it", "orphanedPractices(first: 3) { nodes { ASKED } }"],
    ["a page and totals", "orphanedPractices(first: 3) { totalCount totalPatients nodes { ASKED } }"],
    ["its end in another order", "practices(last: 3, orderBy: [{field: NAME}]) { nodes { ASKED } }"],
    ["its edges", "practices(first: 3) { edges { cursor node { ASKED } } }"],
  ])("are one for a list, one for the standings and one for the PCTs of its rows: %s", async (_, list) => {
    const asked = "code standing outsideReason orphanedSince pct { code name }";
    expect(await statementsOf(`{ ${list.replace("ASKED", asked)} }`)).toEqual([
      "Practice.pct",
      "list Practice",
      "standing",
    ]);
  });

  it("answer links that are read together as they answer each alone", async () => {
    const links = ["consortium", "pct", "cluster", "sha"];
    const reading = async (...some: string[]) => {
      const fields = some.map((link) => `${link} { code name source { code } }`);
      const { practices } = await ask(
        graph,
        `{ practices(first: 1000) { nodes { code ${fields.join(" ")} } } }`,
      );
      return practices.nodes as Record<string, unknown>[];
    };
    const together = await reading(...links);
    for (const link of links) {
      const expected = together.map((practice) => ({ code: practice.code, [link]: practice[link] }));
      expect(await reading(link)).toEqual(expected);
    }
  });

  it("are one for the facts of all rows, and one for whom they name", async () => {
    const source = `{ pcts(first: 151) { nodes { code position budget { amountGbp } delegatedShare
      delegations { recipient { code } delegator { code } } supports { provider { code } recipient { code } }
      memberships { member { code } group { code } } } } }`;
    const names = await statementsOf(source);
    expect(new Set(names)).toEqual(
      new Set(["list PCT", "facts made", "facts received", "organisations by code"]),
    );
    // What is made and what is received answer at different moments, so that whom they name may take two batches.
    expect(names.length).toBeLessThanOrEqual(5);
  });

  it("stay quick where a filter counts what a link reaches, over the whole country", async () => {
    const source = `{
      pcts(where: {practiceCount: {gt: 50}}, orderBy: [{field: CONSORTIUM_COUNT, direction: DESC}]) { totalCount nodes { practices { totalCount } } }
      clusters(where: {practiceCount: {gt: 100}}, orderBy: [{field: PRACTICE_COUNT}]) { totalCount nodes { practices { totalCount } } }
      shas(orderBy: [{field: PRACTICE_COUNT, direction: DESC}]) { nodes { practices { totalCount } } } }`;
    const answer = await ask(graph, source);
    const counts = (nodes: { practices: { totalCount: number } }[]) =>
      nodes.map(({ practices }) => practices.totalCount);
    expect(Math.min(...counts(answer.pcts.nodes))).toBeGreaterThan(50);
    expect(counts(answer.clusters.nodes)).toEqual(counts(answer.clusters.nodes).sort((a, b) => a - b));
    expect(counts(answer.shas.nodes)).toEqual(counts(answer.shas.nodes).sort((a, b) => b - a));
  });
});
