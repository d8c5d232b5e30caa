// Run by run-child.ts: one command on one store, in a process of its own, which may be killed or crash.
import { statfsSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sayLine as say } from "../../test/kills/say-line.ts";
import { examine } from "./examine.ts";
import { changeOf, englandRows, smallRows } from "./rows.ts";
import type { OpenOptions, Store } from "./store.ts";
import { type StoreName, stores } from "./stores.ts";

interface Given {
  readonly file: string;
  readonly files?: readonly string[];
  readonly englands?: number;
  readonly count?: number;
  readonly pauseMs?: number;
  readonly options?: OpenOptions;
  readonly leaveFree?: number;
}

const [name = "", command = "", text = "{}"] = process.argv.slice(2);
const given = JSON.parse(text) as Given;
const open = (file = given.file) => stores[name as StoreName].open(file, given.options);
const messageOf = (error: unknown) => String(error instanceof Error ? error.message : error).slice(0, 300);

const commands: Record<string, () => Promise<void>> = {
  /** Loads Englands; none is the small graph. */
  async load() {
    const rows = given.englands ? englandRows(given.englands) : smallRows;
    const started = performance.now();
    const store = await open();
    await store.load(rows);
    say({ loadMs: performance.now() - started, rss: process.memoryUsage().rss });
    await store.close();
    say({ loadAndCloseMs: performance.now() - started });
  },

  /** Says what is there, and appends changes until there are so many, or for ever. */
  async append() {
    const store = await open();
    const { last, missing, half } = await examine(store);
    say({ last, missing, half });
    const times: number[] = [];
    for (let number = last + 1; number <= last + (given.count ?? Number.POSITIVE_INFINITY); number++) {
      say({ begun: number });
      const started = performance.now();
      await store.append(changeOf(number));
      times.push(performance.now() - started);
      say({ done: number });
      if (given.pauseMs !== undefined) await wait(given.pauseMs);
    }
    say({ appendMs: middle(times) });
    // Whoever asked for this looks at the files before and after.
    await wait(given.count === undefined ? 0 : 500);
    await store.close();
    say({ closed: true });
  },

  async examine() {
    for (const file of given.files ?? [given.file]) say({ file, ...(await examined(file)) });
  },

  /** From nothing to the first answer, and to all of it in memory. */
  async start() {
    const started = performance.now();
    const store = await open();
    const openMs = performance.now() - started;
    await store.point("5PP");
    const pointMs = performance.now() - started;
    const { organisations, facts, changes } = await store.contents();
    const allMs = performance.now() - started;
    const rows = organisations.length + facts.length;
    say({ openMs, pointMs, allMs, rss: process.memoryUsage().rss, rows, changes: changes.length });
    say({
      point: await timed(() => store.point("5PP")),
      nested: await timed(() => store.nested("tees-cluster")),
    });
    await store.close();
  },

  /** Fills the disk, makes room, and goes on. */
  async fill() {
    const store = await open();
    await store.load(englandRows(1));
    const ballast = join(dirname(given.file), "ballast");
    const { bavail, bsize } = statfsSync(dirname(given.file));
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - (given.leaveFree ?? 0))));
    let number = 1;
    try {
      for (; ; number++) await appended(store, number);
    } catch (error) {
      say({ full: messageOf(error), at: number });
    }
    await tried("stillReads", () => store.point("5PP"));
    unlinkSync(ballast);
    await tried("goesOn", () => appended(store, number));
    await tried("closes", () => store.close());
  },
};

async function appended(store: Store, number: number): Promise<void> {
  await store.append(changeOf(number));
  say({ done: number });
}

async function tried(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    say({ [what]: true });
  } catch (error) {
    say({ [what]: messageOf(error) });
  }
}

async function examined(file: string): Promise<object> {
  let store: Store | null = null;
  try {
    store = await open(file);
    return await examine(store);
  } catch (error) {
    return { refused: messageOf(error), at: store === null ? "opening" : "reading" };
  } finally {
    await store?.close().catch(() => {});
  }
}

async function timed(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 200; run++) {
    const started = performance.now();
    await ask();
    times.push(performance.now() - started);
  }
  return middle(times);
}

const middle = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

await commands[command]?.();
