import { graphql } from "graphql";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import type { Graph } from "../src/graph/graph.ts";
import { openNeo4jGraph } from "../src/graph/neo4j-graph.ts";
import { parseDate } from "../src/model/dates.ts";
import { createContext } from "../src/resolvers/context.ts";
import { schema } from "../src/schema/schema.ts";
import { reader } from "../test/callers.ts";
import { startNeo4j } from "../test/neo4j/start-neo4j.ts";
import { fillWithEnglands } from "./many-englands.ts";

/**
 * Measures what each statement costs at England's size and at ten times it, for the same answer, on both engines, and
 * prints the ratio: a cost that follows what is returned has a ratio near 1. Run: npx tsx bench/statement-costs.ts
 */
const questions: Record<string, string> = {
  "one organisation": `{ organisation(code: "5PP") { name memberships { group { code } } supports { factId } history { factId } successors { code } predecessors { code } } }`,
  "one cluster, 4 levels": `{ organisation(code: "sussex-cluster") { ... on Cluster { patients hasDelegatedBudget crossesShaBoundary pcts { nodes { position delegatedShare consortia { nodes { isPathfinder practices { totalCount nodes { standing pct { code } consortium { code } } } } } } } } } }`,
  "practices of a cluster, filtered": `{ practices(where: {hasDelegatedBudget: false, cluster: {code: {eq: "sussex-cluster"}}}, first: 20) { totalCount totalPatients nodes { code name } } }`,
  "orphans of an SHA": `{ orphanedPractices(within: "Q37", first: 20) { totalCount totalPatients nodes { code outsideReason orphanedSince } } }`,
  "summary of an SHA": `{ delegationSummary(within: "Q37") { pcts delegatedGbp practicesOutside patientsUnclear } }`,
  "counts within a PCT": `{ practiceCounts(groupBy: CONSORTIUM, where: {pct: {code: {eq: "5PP"}}}) { group { code } practices } }`,
  "delegations of one PCT": `{ organisation(code: "5NE") { ... on PCT { delegations { amountGbp recipient { code } } } } }`,
  "members at depth 3": `{ organisation(code: "sussex-cluster") { members(depth: 3, kind: PRACTICE, first: 20) { totalCount nodes { code } } } }`,
  "path between two practices' PCTs": `{ paths(from: "5PP", to: "5PN") { organisations { code } } }`,
  "search by name": `{ search(text: "hunts health", first: 5) { organisation { code } score } }`,
  "conflicts of a cluster": `{ conflicts(within: "black-country-cluster") { rule subject { code } } }`,
  "changes of a PCT": `{ changes(from: "2011-04-01", to: "2011-10-01", within: "5D7", first: 20) { totalCount nodes { kind } } }`,
  "first page of all practices": `{ practices(first: 50) { nodes { code name } } }`,
  "practices of England by standing": `{ practices(where: {standing: {eq: OUTSIDE}}, first: 50) { totalCount } }`,
};

async function medians(graph: Graph, runs = 15): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const [name, source] of Object.entries(questions)) {
    const times: number[] = [];
    for (let run = 0; run < runs + 3; run++) {
      const contextValue = createContext({
        graph,
        caller: reader,
        requestId: "test",
        defaultAsOf: parseDate("2011-04-01"),
      });
      const started = performance.now();
      const { errors } = await graphql({ schema, source, contextValue });
      if (errors) throw new Error(`${name}: ${errors[0]?.message}`, { cause: errors[0]?.originalError });
      if (run >= 3) times.push(performance.now() - started);
    }
    found.set(name, times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0);
  }
  return found;
}

async function measure(engine: string, open: () => Promise<{ graph: Graph; close: () => Promise<void> }>) {
  const bySize: Map<string, number>[] = [];
  for (const englands of [1, 10]) {
    const { graph, close } = await open();
    await fillWithEnglands(graph, englands);
    bySize.push(await medians(graph));
    await close();
  }
  const [one, ten] = bySize;
  console.log(`\n| ${engine} | 1 England, ms | 10 Englands, ms | ratio |\n|---|--:|--:|--:|`);
  for (const name of Object.keys(questions)) {
    const [small = 0, large = 0] = [one?.get(name), ten?.get(name)];
    console.log(`| ${name} | ${small.toFixed(1)} | ${large.toFixed(1)} | ${(large / small).toFixed(1)} |`);
  }
}

await measure("embedded", async () => {
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 60_000 });
  return { graph, close: () => graph.close() };
});
await measure("neo4j", async () => {
  const server = await startNeo4j({ heapMb: 1024 });
  const graph = openNeo4jGraph({ ...server, timeLimitMs: 60_000 });
  const close = async () => {
    await graph.close();
    await server.stop();
  };
  return { graph, close };
});
