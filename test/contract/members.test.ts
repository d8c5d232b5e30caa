import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, tryAsk } from "./asking.ts";

const codesOf = (list: { nodes: { code: string }[] }) => list.nodes.map(({ code }) => code);

describeOnEachEngine("Members at any depth", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  it("are the direct ones where no depth is asked for", async () => {
    const { organisation } = await ask(
      graph,
      `{ organisation(code: "5PP") { plain: members(first: 1000) { totalCount nodes { code } }
         one: members(depth: 1, first: 1000) { totalCount nodes { code } } ... on PCT {
         practices(first: 1000) { totalCount } consortia { totalCount } } } }`,
    );
    expect(organisation.one).toEqual(organisation.plain);
    expect(organisation.plain.totalCount).toBe(
      organisation.practices.totalCount + organisation.consortia.totalCount,
    );
  });

  it("are each listed once, however many memberships lead to them", async () => {
    const { organisation } = await ask(
      graph,
      `{ organisation(code: "Q38") {
           two: members(depth: 2, first: 1000) { totalCount nodes { code } }
           four: members(depth: 4, first: 1000) { totalCount nodes { code } }
           practices: members(depth: 4, kind: PRACTICE, first: 1000) { totalCount nodes { code kind } }
           consortia: members(depth: 4, kind: CONSORTIUM) { totalCount }
           pcts: members(depth: 4, kind: PCT) { totalCount }
           ... on SHA { direct: practices { totalCount } } } }`,
    );
    const codes = codesOf(organisation.four);
    expect(new Set(codes).size).toBe(codes.length);
    expect(organisation.four.totalCount).toBe(codes.length);
    expect(codes).toEqual([...codes].sort());
    expect(codesOf(organisation.two).every((code) => codes.includes(code))).toBe(true);
    expect(organisation.practices.totalCount).toBeGreaterThanOrEqual(organisation.direct.totalCount);
    expect(organisation.consortia.totalCount).toBeGreaterThan(10);
    expect(organisation.pcts.totalCount).toBeGreaterThanOrEqual(9);
  });

  it("follow only memberships that are live on the day and were believed at the instant", async () => {
    const source = `query ($asOf: Date, $knownAt: DateTime) { organisation(code: "east-london-and-the-city-cluster", asOf: $asOf, knownAt: $knownAt) {
      members(depth: 3) { totalCount } } }`;
    const inside = await ask(graph, source, { asOf: "2011-04-01" });
    const merged = await ask(graph, source, { asOf: "2012-04-01" });
    expect(inside.organisation.members.totalCount).toBeGreaterThan(50);
    expect(merged.organisation.members.totalCount).toBe(0);
    const unheard = await ask(graph, source, { asOf: "2011-04-01", knownAt: "2009-01-01T00:00:00Z" });
    expect(unheard.organisation).toBeNull();
  });

  it("are the same a page at a time", async () => {
    const source = `query ($after: String) { organisation(code: "sussex-cluster") {
      all: members(depth: 3, first: 1000) { nodes { code } }
      page: members(depth: 3, first: 90, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } } }`;
    const walked: string[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const { organisation } = await ask(graph, source, { after });
      walked.push(...codesOf(organisation.page));
      ({ hasNextPage: more, endCursor: after } = organisation.page.pageInfo);
      if (!more) expect(walked).toEqual(codesOf(organisation.all));
    }
  });

  it("refuse a cursor of another depth, and a depth out of bounds", async () => {
    const { organisation } = await ask(
      graph,
      `{ organisation(code: "sussex-cluster") { members(depth: 2, first: 1) { pageInfo { endCursor } } } }`,
    );
    const foreign = await tryAsk(
      graph,
      `query ($after: String) { organisation(code: "sussex-cluster") { members(depth: 3, after: $after) { nodes { code } } } }`,
      { after: organisation.members.pageInfo.endCursor },
    );
    expect(foreign.errors?.[0]?.originalError).toMatchObject({ code: "BAD_USER_INPUT" });
    for (const depth of [0, 5, -1]) {
      const { errors } = await tryAsk(
        graph,
        `query ($depth: Int) { organisation(code: "Q38") { members(depth: $depth) { totalCount } } }`,
        { depth },
      );
      expect(errors?.[0]?.originalError).toMatchObject({ code: "BAD_USER_INPUT" });
      expect(errors?.[0]?.message).toContain(`depth: ${depth} is out of range`);
    }
  });

  it("are one statement for all parents", async () => {
    const statements: string[] = [];
    await ask(
      graph,
      `{ clusters { nodes { members(depth: 3, first: 5) { totalCount nodes { code } } } } }`,
      {},
      statements,
    );
    expect(statements).toEqual(["list Cluster", "list Organisation.membersUpTo3"]);
  });

  describe("Successions", () => {
    it("are told for merger and split, and end where they began", async () => {
      const answer = await ask(
        graph,
        `{ merged: organisation(code: "5QV") { predecessors { code } successors { code } }
           into: organisation(code: "5P3") { successors { code } predecessors { code } }
           cluster: organisation(code: "north-east-london-and-the-city-cluster", asOf: "2012-04-01") { predecessors { code } } }`,
      );
      const groups = [{ code: "06H" }, { code: "06K" }, { code: "06N" }];
      expect(answer.merged).toEqual({ predecessors: [{ code: "5P3" }, { code: "5P4" }], successors: groups });
      // The whole chain, the nearest first.
      expect(answer.into).toEqual({ successors: [{ code: "5QV" }, ...groups], predecessors: [] });
      expect(answer.cluster.predecessors).toEqual([
        { code: "east-london-and-the-city-cluster" },
        { code: "outer-north-east-london-cluster" },
      ]);
    });
  });
});
