import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { smallGraph } from "./curated-graph.ts";

/** Fields that read more than they answer. */
const fields = {
  changes: `changes(from: "2010-07-31", to: "2011-04-01", first: 1) { totalCount nodes { kind } }`,
  conflicts: `conflicts(asOf: "2011-06-01") { rule }`,
  paths: `paths(from: "A81001", to: "5PP", asOf: "2011-06-01") { facts { factId } }`,
  search: `search(text: "a81001") { score }`,
  delegationSummary: `delegationSummary(asOf: "2011-06-01") { pcts }`,
  practiceCounts: `practiceCounts(groupBy: PCT, asOf: "2011-06-01", where: {code: {not: "x"}}) { practices }`,
  crosswalk: `crosswalk(from: PCT, to: CONSORTIUM, fromAsOf: "2011-06-01", toAsOf: "2011-07-01") { practices }`,
  practices: `practices(asOf: "2011-06-01", where: {pct: {code: {eq: "5PP"}}}) { totalCount }`,
};

describeOnEachEngine("A question that one request asks twice", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await smallGraph(engine);
  });

  it.each(Object.entries(fields))("is worked out once: %s", async (name, field) => {
    const [once, thrice]: [string[], string[]] = [[], []];
    const one = await ask(graph, `{ ${field} }`, {}, once);
    const three = await ask(graph, `{ a: ${field} b: ${field} c: ${field} }`, {}, thrice);
    expect(three).toEqual({ a: one[name], b: one[name], c: one[name] });
    expect(once.length).toBeGreaterThan(0);
    expect(thrice.sort()).toEqual(once.sort());
  });
});
