/**
 * Loaded into the served program before it starts: tells its parent, when asked, for how long its event loop was held, and
 * what it has in memory.
 */
import { openSync, readSync } from "node:fs";
import { PerformanceObserver } from "node:perf_hooks";

const schedule = openSync("/proc/thread-self/schedstat", "r");
const buffer = Buffer.alloc(64);

/** How many milliseconds of a processor this thread has had. */
function worked() {
  const read = readSync(schedule, buffer, 0, buffer.length, 0);
  return Number(buffer.toString("latin1", 0, read).split(" ")[0]) / 1e6;
}

/** The round of the event loop since the watch began that took most of the processor. */
let longest;
let collected = [];
let isWatching = false;
new PerformanceObserver((list) => {
  if (isWatching) collected.push(...list.getEntries());
}).observe({ entryTypes: ["gc"] });

function watch() {
  longest = { held: 0, byClock: 0, from: 0, to: 0 };
  collected = [];
  isWatching = true;
  let [from, before] = [performance.now(), worked()];
  const look = () => {
    const [to, after] = [performance.now(), worked()];
    const byClock = Math.max(longest.byClock, to - from);
    longest =
      after - before > longest.held ? { held: after - before, from, to, byClock } : { ...longest, byClock };
    [from, before] = [to, after];
    if (isWatching) setImmediate(look);
  };
  setImmediate(look);
}

async function told() {
  // What held the loop last shows when it has turned once more, and what was collected comes in a turn of its own.
  await new Promise((resolve) => setTimeout(resolve, 5));
  isWatching = false;
  const { held, byClock, from, to } = longest;
  const within = collected.filter(({ startTime }) => startTime >= from && startTime <= to);
  return { held, byClock, collecting: within.reduce((sum, { duration }) => sum + duration, 0) };
}

function memory() {
  globalThis.gc();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss: rss / 1e6, held: (heapUsed + external) / 1e6 };
}

process.on("message", async (asked) => {
  if (asked === "watch") {
    watch();
    process.send("watching");
  }
  if (asked === "told") process.send(await told());
  if (asked === "memory") process.send(memory());
});
// The channel does not keep the program from ending.
process.channel.unref();
