import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { organisation } from "./small-graph.ts";
import { member, write } from "./writing.ts";

/** P00001 has two PCTs, of which the less trusted is in an SHA and a cluster; P00002 the same the other way round. */
const claims = [
  { ...member("P00001", "5AA"), confidence: "CONFIRMED" as const },
  { ...member("P00001", "5BB"), confidence: "REPORTED" as const },
  { ...member("P00002", "5AA"), confidence: "DERIVED" as const },
  { ...member("P00002", "5BB"), confidence: "REPORTED" as const },
  member("5BB", "Q01"),
  member("5BB", "cluster-one"),
];

describeOnEachEngine("The SHA and the cluster of a practice", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await write(graph, {
      organisations: [
        ...["P00001", "P00002"].map((code) => organisation("PRACTICE", code)),
        ...["5AA", "5BB"].map((code) => organisation("PCT", code)),
        organisation("CLUSTER", "cluster-one"),
        organisation("SHA", "Q01"),
      ],
      facts: claims,
    });
  });

  const practicesWhere = async (where: string): Promise<string[]> => {
    const { practices } = await ask(graph, `{ practices(where: ${where}) { nodes { code } } }`);
    return practices.nodes.map(({ code }: { code: string }) => code);
  };

  it.each([
    "sha { code }",
    "cluster { code } sha { code }",
    "pct { sha { code } cluster { code } } sha { code } cluster { code }",
  ])("are those of the PCT that it answers: %s", async (fields) => {
    const { practices } = await ask(graph, `{ practices { nodes { ${fields} } } }`);
    const [first, second] = practices.nodes;
    expect(first).toMatchObject({ sha: null });
    expect(second).toMatchObject({ sha: { code: "Q01" } });
    if ("cluster" in first) expect([first.cluster, second.cluster]).toEqual([null, { code: "cluster-one" }]);
    if ("pct" in first) expect(first.pct).toEqual({ sha: null, cluster: null });
  });

  it.each(["sha", "cluster"])("are what filters by %s follow, wherever they stand", async (link) => {
    const code = link === "sha" ? "Q01" : "cluster-one";
    expect(await practicesWhere(`{ ${link}: { code: { eq: "${code}" } } }`)).toEqual(["P00002"]);
    expect(await practicesWhere(`{ ${link}: { name: { contains: "${code}" } } }`)).toEqual(["P00002"]);
    expect(await practicesWhere(`{ ${link}: {} }`)).toEqual(["P00002"]);
    expect(await practicesWhere(`{ ${link}: { exists: false } }`)).toEqual(["P00001"]);
    expect(await practicesWhere(`{ NOT: { ${link}: { code: { eq: "${code}" } } } }`)).toEqual(["P00001"]);
    const { pcts } = await ask(
      graph,
      `{ pcts(where: { practices: { some: { ${link}: { exists: false } } } }) { nodes { code } } }`,
    );
    expect(pcts.nodes).toEqual([{ code: "5AA" }, { code: "5BB" }]);
  });

  it("are what practices are counted by", async () => {
    const { practiceCounts } = await ask(
      graph,
      "{ practiceCounts(groupBy: SHA) { group { code } practices } }",
    );
    expect(practiceCounts).toHaveLength(2);
    expect(practiceCounts).toEqual(
      expect.arrayContaining([
        { group: null, practices: 1 },
        { group: { code: "Q01" }, practices: 1 },
      ]),
    );
  });

  it("do not decide what lies in an area: that does any membership, in lists and sums alike", async () => {
    const { orphanedPractices, delegationSummary } = await ask(
      graph,
      '{ orphanedPractices(within: "Q01") { totalCount } delegationSummary(within: "Q01") { practicesUnclear } }',
    );
    expect([orphanedPractices.totalCount, delegationSummary.practicesUnclear]).toEqual([2, 2]);
  });
});
