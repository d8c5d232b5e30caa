import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { writeRandomGraph } from "./plain/random-graph.ts";

const reached = "{ code name kind opened closed confidence note source { code } }";

/** Lists, what their rows are, and what is asked of each. */
const asking = [
  ["practices", "Practice", "standing outsideReason orphanedSince"],
  ["practices", "Practice", `standing pct ${reached}`],
  ...["consortium", "cluster", "sha"].map((link) => ["practices", "Practice", `${link} ${reached}`]),
  ["consortia", "Consortium", `pcts ${reached}`],
  ...["cluster", "sha"].map((link) => ["pcts", "PCT", `${link} ${reached}`]),
  ["clusters", "Cluster", `sha ${reached}`],
  ["supportProviders", "SupportProvider", `hostedBy ${reached}`],
].map(([list = "", type = "", asked = ""]) => ({ list, type, asked }));

/** From the first on, from the last on in another order, and each of several parents. */
const pages = ["first: 60", "last: 5, orderBy: [{field: NAME, direction: DESC}]"];

const moments = ["2010-10-01", "2011-04-01", "2012-07-01", "2013-04-01"].flatMap((asOf) =>
  ["2011-01-20T00:00:00Z", "2011-03-20T00:00:00Z", "2027-01-01T00:00:00Z"].map(
    (knownAt) => `asOf: "${asOf}", knownAt: "${knownAt}"`,
  ),
);

interface Row {
  readonly code: string;
}

describeOnEachEngine("What a list answers of its rows", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await writeRandomGraph(graph, 7);
  });

  /** The rows one by one, each asked by its code. */
  const alone = async (rows: readonly Row[], type: string, asked: string, clocks: string): Promise<Row[]> => {
    if (rows.length === 0) return [];
    const each = rows.map(
      ({ code }, index) =>
        `row${index}: organisation(code: "${code}", ${clocks}) { ... on ${type} { code ${asked} } }`,
    );
    return Object.values(await ask(graph, `{ ${each.join("\n")} }`));
  };

  describe.each(asking)("$list { $asked }", ({ list, type, asked }) => {
    it.each(pages)("is what each row answers by itself, at any date and belief: %s", async (page) => {
      const found = new Set<string>();
      for (const clocks of moments) {
        const source = `{ ${list}(${clocks}, ${page}) { totalCount nodes { code ${asked} } } }`;
        const { nodes } = (await ask(graph, source))[list];
        expect(nodes).toEqual(await alone(nodes, type, asked, clocks));
        for (const { code: _code, ...rest } of nodes) found.add(JSON.stringify(rest));
      }
      expect(found.size).toBeGreaterThan(1);
    });
  });

  it("is of the rows of each parent", async () => {
    const asked = `standing orphanedSince pct ${reached}`;
    const rows = new Set<string>();
    for (const clocks of moments) {
      const source = `{ clusters(${clocks}) { nodes { practices(first: 4) { totalCount nodes { code ${asked} } } } } }`;
      const { clusters } = await ask(graph, source);
      for (const { practices } of clusters.nodes) {
        expect(practices.nodes).toEqual(await alone(practices.nodes, "Practice", asked, clocks));
        for (const { code } of practices.nodes) rows.add(code);
      }
    }
    expect(rows.size).toBeGreaterThan(5);
  });
});
