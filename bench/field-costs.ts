import { writeFileSync } from "node:fs";
import { complexityFromQuery } from "@pothos/plugin-complexity";
import { graphql, parse } from "graphql";
import { seedGraph } from "../src/demonstration/seed-graph.ts";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import { datasetProperties } from "../src/graph/statements/dataset.ts";
import { parseDate } from "../src/model/dates.ts";
import { createContext } from "../src/resolvers/context.ts";
import { schema } from "../src/schema/schema.ts";
import { withSnapshot } from "../src/snapshot/snapshot-graph.ts";
import { curator } from "../test/callers.ts";
import { spreadOf } from "./statistics.ts";

/**
 * Measures what each field costs that reads more than it answers, in milliseconds of processor on the demonstration
 * graph as the program serves it by itself (embedded, read from memory where that can answer), beside its complexity.
 * Run: npx tsx bench/field-costs.ts [file to write the table to]
 */
const runs = 5;
const days = 'from: "2010-07-31", to: "2012-04-01"';
const questions: Readonly<Record<string, string>> = {
  "1,000 practices of 8 values": `{ practices(first: 1000) { nodes { code name postcode opened closed listSize listSizeOn confidence } } }`,
  "changes: counted": `{ changes(${days}, first: 1) { totalCount } }`,
  "changes: a page of one": `{ changes(${days}, first: 1) { nodes { kind } } }`,
  "changes: a page of 1,000": `{ changes(${days}, first: 1000) { nodes { kind } } }`,
  "changes: a page of 1,000 in words": `{ changes(${days}, first: 1000) { nodes { description } } }`,
  "conflicts: by all rules": `{ conflicts { rule } }`,
  "conflicts: by one rule": `{ conflicts(rules: ["two-consortia"]) { rule } }`,
  "paths: of ten hops": `{ paths(from: "X000001", to: "X008000", maxLength: 10) { facts { factId } } }`,
  "search: of a common word": `{ search(text: "practice surgery health", first: 1) { score } }`,
  "search: 100 hits": `{ search(text: "practice surgery health", first: 100) { organisation { name } score } }`,
  "delegationSummary: England": `{ delegationSummary { pcts } }`,
  "practiceCounts: by consortium": `{ practiceCounts(groupBy: CONSORTIUM) { practices } }`,
  "practiceCounts: by provider": `{ practiceCounts(groupBy: SUPPORT_PROVIDER) { practices } }`,
  "crosswalk: of two days": `{ crosswalk(from: PCT, to: CONSORTIUM, fromAsOf: "2010-10-01", toAsOf: "2011-04-01") { practices } }`,
  "crosswalk: in an SHA": `{ crosswalk(from: PCT, to: CONSORTIUM, fromAsOf: "2010-10-01", toAsOf: "2011-04-01", within: "Q38") { practices } }`,
  "practices: counted": `{ practices(first: 1) { totalCount totalPatients } }`,
  "practices: sorted": `{ practices(first: 1, orderBy: [{field: NAME, direction: DESC}]) { nodes { code } } }`,
  "orphanedPractices: counted": `{ orphanedPractices(first: 1) { totalCount } }`,
  "delegations: counted": `{ delegations(first: 1) { totalCount } }`,
  "dataset: counts": `{ dataset { counts { count } } }`,
  "auditLog: a page of one": `{ auditLog(first: 1) { nodes { hash } } }`,
  "history: of 151 PCTs": `{ pcts(first: 151) { nodes { history { factId } } } }`,
  "suggestedConsortia: of 300 orphans": `{ orphanedPractices(first: 300) { nodes { suggestedConsortia { sharePct } } } }`,
};

const engine = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 60_000 });
await seedGraph(engine, { factsOnly: false });
const graph = withSnapshot(engine);
await graph.refresh();
const revision = (await engine.read(datasetProperties, {}))[0]?.revision ?? null;

function contextOf() {
  return createContext({
    graph,
    caller: curator,
    requestId: "bench",
    defaultAsOf: parseDate("2011-04-01"),
    revision,
  });
}

async function costOf(source: string): Promise<number> {
  const costs: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const before = process.cpuUsage();
    const { errors } = await graphql({ schema, source, contextValue: contextOf() });
    if (errors) throw new Error(`${source}: ${errors[0]?.message}`);
    const { user, system } = process.cpuUsage(before);
    // The first makes what others find.
    if (run > 0) costs.push((user + system) / 1_000);
  }
  return spreadOf(costs).median;
}

const rows: string[] = [];
for (const [name, source] of Object.entries(questions)) {
  const { complexity } = complexityFromQuery(parse(source), { schema, ctx: contextOf() });
  const cost = await costOf(source);
  rows.push(
    `| ${name} | ${cost.toFixed(1)} | ${complexity.toLocaleString("en-GB")} | ${Math.round(complexity / cost).toLocaleString("en-GB")} |`,
  );
}
const table = `| asked | ms of processor | complexity | complexity a ms |\n|---|--:|--:|--:|\n${rows.join("\n")}\n`;
console.log(table);
const [, , file] = process.argv;
if (file) writeFileSync(file, table);
await graph.close();
