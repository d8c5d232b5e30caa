import { execFileSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { filesIn } from "./damage.ts";
import { lastOf, type Run, runChild } from "./run-child.ts";
import type { StoreName } from "./stores.ts";

/** A small disk of its own, which takes root. */
function withDisk<T>(folder: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(folder, { recursive: true });
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=160m", "tmpfs", folder]);
  return work().finally(() => execFileSync("umount", [folder]));
}

/** Fills the disk while changes are appended; then makes room, goes on, and opens the file again. */
export const weighFullDisk = (store: StoreName, folder: string) =>
  withDisk(folder, async () => {
    const file = join(folder, "graph.db");
    const run = await runChild(store, "fill", { file, leaveFree: 1_500_000 });
    const after = await runChild(store, "examine", { file });
    const { last, missing, half, altered, refused } = after.said[0] ?? {};
    const acknowledged = Number(lastOf(run, "done") ?? 0);
    return {
      acknowledged,
      said: lastOf(run, "full"),
      readsMeanwhile: lastOf(run, "stillReads"),
      goesOnWithRoom: lastOf(run, "goesOn"),
      closes: lastOf(run, "closes"),
      ended: run.end,
      reopened: refused ?? {
        lost: Math.max(0, acknowledged - Number(last)) + Number(missing),
        half,
        altered,
      },
    };
  });

/** Who can read while nobody writes, while somebody writes, and from a disk that is mounted to be read only. */
export const weighReaders = (store: StoreName, folder: string) =>
  withDisk(folder, async () => {
    const file = join(folder, "graph.db");
    await runChild(store, "load", { file, englands: 1 });
    const read = () => runChild(store, "start", { file, options: { readOnly: true } });
    const four = async () => Promise.all([read(), read(), read(), read()]);
    const alone = (await four()).map(couldRead);
    const { answer, acknowledged } = await besideWriter(store, file, four);
    const changes = answer.map((run) => lastOf(run, "changes") ?? null);
    const whileWritten = {
      could: answer.map(couldRead),
      acknowledgedBefore: acknowledged,
      changesSeen: changes,
    };
    execFileSync("mount", ["-o", "remount,ro", folder]);
    const readOnlyDisk = couldRead(await read());
    return { alone, whileWritten, readOnlyDisk };
  });

/** @returns what came of the work, and how many changes were acknowledged before it began */
async function besideWriter<T>(store: StoreName, file: string, work: () => Promise<T>) {
  let acknowledged = 0;
  let kill = () => {};
  const run = runChild(
    store,
    "append",
    { file, pauseMs: 5 },
    {
      onSaid(said, killIt) {
        kill = killIt;
        acknowledged = Number(said.done ?? acknowledged);
      },
    },
  );
  let ended = false;
  void run.then(() => {
    ended = true;
  });
  while (acknowledged < 5 && !ended) await delay(20);
  const before = acknowledged;
  try {
    return { answer: await work(), acknowledged: before };
  } finally {
    kill();
    await run;
  }
}

const couldRead = (run: Run): string | true =>
  Number(lastOf(run, "rows")) > 0
    ? true
    : (run.errors.split("\n").find((line) => /^\[?\w*Error/.test(line)) ?? `no, ${run.end}`).slice(0, 160);

/** How large the file and its log are as changes are appended, how long a change takes, and how often it syncs. */
export async function weighGrowth(store: StoreName, folder: string, changes: number) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "graph.db");
  await runChild(store, "load", { file, englands: 1 });
  const loaded = sizesOf(folder, file);
  let open = loaded;
  const run = await runChild(
    store,
    "append",
    { file, count: changes },
    {
      onSaid(said) {
        if (said.appendMs !== undefined) open = sizesOf(folder, file);
      },
    },
  );
  if (run.end !== 0) throw new Error(`It ended with ${run.end}: ${run.errors.slice(-500)}`);
  const closed = sizesOf(folder, file);
  return {
    loaded,
    open,
    closed,
    appendMs: lastOf(run, "appendMs"),
    syncsPerChange: await syncs(store, file),
  };
}

function sizesOf(folder: string, file: string) {
  const log = filesIn(folder).filter((path) => path !== file);
  return { file: statSync(file).size, log: log.reduce((sum, path) => sum + statSync(path).size, 0) };
}

const traced = [
  "strace",
  "-f",
  "-qq",
  "-e",
  "trace=fsync,fdatasync,msync,sync_file_range",
  "-e",
  "signal=none",
];

/** By a tracer of system calls: with 20 more changes, against none. */
async function syncs(store: StoreName, file: string): Promise<number> {
  const count = async (changes: number) => {
    const { errors } = await runChild(store, "append", { file, count: changes }, { by: traced });
    return errors.split("\n").filter((line) => /(fsync|fdatasync|msync|sync_file_range)\(/.test(line)).length;
  };
  return ((await count(20)) - (await count(0))) / 20;
}

/** Loading, opening, reading all of it, one look-up and two links. */
export async function weighSpeed(store: StoreName, folder: string, englands: number) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "graph.db");
  const loaded = await runChild(store, "load", { file, englands });
  const starts: Record<string, number>[] = [];
  for (let run = 0; run < 3; run++) {
    const started = await runChild(store, "start", { file });
    starts.push(Object.assign({}, ...started.said));
  }
  const median = (name: string) => starts.map((one) => one[name] ?? Number.NaN).sort((a, b) => a - b)[1];
  const names = ["openMs", "pointMs", "allMs", "rss", "point", "nested"];
  return {
    loadMs: lastOf(loaded, "loadMs"),
    loadRss: lastOf(loaded, "rss"),
    bytes: statSync(file).size,
    ...Object.fromEntries(names.map((name) => [name, median(name)])),
  };
}
