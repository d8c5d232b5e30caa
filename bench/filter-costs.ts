import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import type { Graph } from "../src/graph/graph.ts";
import { openNeo4jGraph } from "../src/graph/neo4j-graph.ts";
import { datasetProperties } from "../src/graph/statements/dataset.ts";
import { weighedGraph } from "../src/graph/weighed-graph.ts";
import type { Where } from "../src/model/filters.ts";
import { everything, planOrganisations } from "../src/query/plan.ts";
import { readSettings } from "../src/server/settings.ts";
import { withSnapshot } from "../src/snapshot/snapshot-graph.ts";
import { startNeo4j } from "../test/neo4j/start-neo4j.ts";
import { fillWithEnglands } from "./many-englands.ts";

/**
 * What filters cost that put links inside links, by the reckoning before and by the clock after, and for how long they
 * hold the event loop. Run: npx tsx bench/filter-costs.ts memory|embedded|neo4j [Englands]
 */
const [, , engine = "memory", englands = "1"] = process.argv;
const max = readSettings({}).limits.filterCost;

type Around = (inner: Where) => Where;
const nested = (levels: number, around: Around): Where =>
  levels === 0 ? { name: { contains: "zzz" } } : around(nested(levels - 1, around));
const pct: Around = (inner) => ({ pct: { practices: { some: inner } } });
const consortium: Around = (inner) => ({ consortium: { practices: { some: inner } } });
const sha: Around = (inner) => ({ NOT: { sha: { practices: { every: inner } } } });
const many = (times: number, each: (n: number) => Where): Where => ({
  OR: Array.from({ length: times }, (_, n) => each(n)),
});
const filters: Readonly<Record<string, Where>> = {
  ...Object.fromEntries([1, 2, 3, 5].map((deep) => [`PCT's practices, ${deep} deep`, nested(deep, pct)])),
  ...Object.fromEntries(
    [1, 2, 3, 5].map((deep) => [`consortium's practices, ${deep} deep`, nested(deep, consortium)]),
  ),
  ...Object.fromEntries([1, 2].map((deep) => [`SHA's practices, ${deep} deep`, nested(deep, sha)])),
  "49 names": many(49, (n) => ({ name: { contains: `zz${n}` } })),
  "8 counts": many(8, (n) => ({ pct: { consortia: { some: { practiceCount: { gt: 500 + n } } } } })),
};

async function open(): Promise<{ graph: Graph; stop: () => Promise<void> }> {
  if (engine !== "neo4j") {
    const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 120_000 });
    return { graph, stop: () => graph.close() };
  }
  const server = await startNeo4j({ heapMb: 1024 });
  const graph = openNeo4jGraph({ ...server, timeLimitMs: 120_000 });
  const stop = async () => {
    await graph.close();
    await server.stop();
  };
  return { graph, stop };
}

let [longest, last] = [0, performance.now()];
const look = () => {
  const now = performance.now();
  longest = Math.max(longest, now - last);
  last = now;
  setImmediate(look);
};
look();

const { graph: opened, stop } = await open();
await fillWithEnglands(opened, Number(englands));
const weighed = weighedGraph(opened);
const replicated = engine === "memory" ? withSnapshot(weighed) : null;
longest = 0;
await replicated?.refresh();
console.log(`Filling the memory held the loop for ${longest.toFixed(0)} ms at most.\n`);
const graph = replicated ?? weighed;
const revision = (await opened.read(datasetProperties, {}))[0]?.revision ?? null;

console.log("| filter | cost | ms | µs a unit | longest hold, ms |\n|---|--:|--:|--:|--:|");
for (const [name, where] of Object.entries(filters)) {
  const plan = planOrganisations({
    ...{ entity: "Practice", link: null, parents: [everything], where, order: [], totals: true },
  });
  const read = async () => {
    let cost = 0;
    const pay = (asked: number) => {
      cost = asked;
      if (cost > max) throw new Error("refused");
    };
    longest = 0;
    const started = performance.now();
    const clocks = { asOf: "2011-08-01", knownAt: "2026-01-01T00:00:00.000Z" };
    const answered = await graph
      .ask(plan, { ...clocks, atRevision: replicated ? revision : null } as never, { pay })
      .then(
        () => true,
        (error: unknown) => {
          if (String(error) !== "Error: refused") throw error;
          return false;
        },
      );
    return { cost, answered, milliseconds: performance.now() - started };
  };
  await read();
  const { cost, answered, milliseconds } = await read();
  const figures = answered
    ? `${milliseconds.toFixed(0)} | ${((milliseconds * 1_000) / cost).toFixed(2)} | ${longest.toFixed(0)}`
    : "refused | | ";
  console.log(`| ${name} | ${Math.round(cost).toLocaleString("en-GB")} | ${figures} |`);
}
await stop();
process.exit();
