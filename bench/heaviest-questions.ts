import { setTimeout as after } from "node:timers/promises";
import { application } from "../src/cli/application.ts";
import { readSettings } from "../src/server/settings.ts";
import { startServer } from "../src/server/start-server.ts";
import type { SnapshotGraph } from "../src/snapshot/snapshot-graph.ts";
import { heaviest, kinds } from "../test/server/heaviest.ts";

/**
 * Asks a server with the demonstration graph the heaviest question of each kind that its limits allow, and prints what it
 * took of the processor, for how long it held the event loop, and by how much the memory of the process grew.
 * Run: npx tsx --expose-gc bench/heaviest-questions.ts [part of a kind's name]
 */
const server = await startServer(
  readSettings({
    ...{ PORT: "0", LOG_LEVEL: "silent", GRAPH_FILE: ":memory:", RESPONSE_CACHE_BYTES: "0" },
    ...{ REQUEST_DEADLINE_MS: "120000", STATEMENT_TIME_LIMIT_MS: "120000" },
  }),
  application,
);
await (server.graph as SnapshotGraph).refresh();

/** What happens to the process while some work is done. */
async function watched(work: () => Promise<unknown>) {
  globalThis.gc?.();
  const [bytes, cpu] = [process.memoryUsage.rss(), process.cpuUsage()];
  let [done, longest, highest, last] = [false, 0, bytes, performance.now()];
  const look = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    highest = Math.max(highest, process.memoryUsage.rss());
    if (!done) setImmediate(look);
  };
  setImmediate(look);
  await work();
  // What held the loop last shows when it turns again.
  await after(1);
  done = true;
  const { user, system } = process.cpuUsage(cpu);
  return { milliseconds: (user + system) / 1_000, longest, megabytes: (highest - bytes) / 1e6 };
}

async function ask(query: string): Promise<string> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`${server.url}/graphql`, {
    method: "POST",
    headers,
    body: JSON.stringify({ query }),
  });
  return response.text();
}

const [, , only = ""] = process.argv;
console.log("| kind | times | ms of processor | longest hold, ms | MB grown | answer, MB |");
console.log("|---|--:|--:|--:|--:|--:|");
for (const [name, kind] of Object.entries(kinds).filter(([name]) => name.includes(only))) {
  const question = heaviest(kind);
  let answer = "";
  const { milliseconds, longest, megabytes } = await watched(async () => {
    answer = await ask(question);
  });
  const refused = answer.includes('"QUERY_TOO_COMPLEX"') ? " (refused on the way)" : "";
  const figures = [milliseconds, longest, megabytes].map((value) => value.toFixed(0)).join(" | ");
  const times = question.split(/\bq\d+:/).length - 1;
  console.log(`| ${name}${refused} | ${times} | ${figures} | ${(answer.length / 1e6).toFixed(1)} |`);
}
await server.stop();
