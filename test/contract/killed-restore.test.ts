import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { contentOf, readOf, stateOf } from "../../src/backup/read-graph.ts";
import { writeBackup } from "../../src/backup/write-backup.ts";
import { verifyLog } from "../../src/graph/audit-log.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { auditHead } from "../../src/graph/statements/audit.ts";
import { seedGraph } from "../../src/import/seed/seed-graph.ts";
import { fillRichly } from "../backup/rich-graph.ts";

const child = new URL("./killed-restore.ts", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "commissioning-killed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [old, backup] = [join(folder, "old.grafeo"), join(folder, "new.jsonl.gz")];
const open = (file: string) => openEmbeddedGraph({ file, timeLimitMs: 30_000 });

/** How far it has come, and how many milliseconds later it is killed: most of them about when all is written. */
const moments: readonly (readonly [share: number, delay: number])[] = [
  [0, 0],
  ...[0.2, 0.34, 0.4, 0.5, 0.6, 0.67, 0.8, 0.9].map((share) => [share, 0] as const),
  ...[0, 10, 25, 50, 75, 100, 150, 250].map((delay) => [1, delay] as const),
];

it("a restore killed at any of many moments leaves the old graph or the new one, each whole", {
  timeout: 400_000,
}, async () => {
  const before = await written();
  const found = new Map<string, number>();
  for (const [at, moment] of moments.entries()) {
    const file = join(folder, `${at}.grafeo`);
    copyFileSync(old, file);
    await killed(file, moment);
    const which = await graphIn(file, before);
    found.set(which, (found.get(which) ?? 0) + 1);
    rmSync(file, { force: true });
    rmSync(`${file}.wal`, { force: true });
  }
  expect((found.get("old") ?? 0) + (found.get("new") ?? 0)).toBe(moments.length);
  expect(found.get("old")).toBeGreaterThanOrEqual(9);
});

async function digestOf(graph: Graph): Promise<string> {
  const state = await stateOf(readOf(graph));
  if (state === null) throw new Error("The graph is empty");
  return (await contentOf(readOf(graph), state)).digest;
}

/** The old graph's file, and the backup of the new one. */
async function written(): Promise<string> {
  const [graph, other] = [await open(old), await open(":memory:")];
  await seedGraph(graph, { factsOnly: true });
  const digest = await digestOf(graph);
  await graph.close();
  await fillRichly(other);
  await backUp(other);
  await other.close();
  return digest;
}

const backUp = (graph: Graph) => writeBackup(graph, { file: backup, force: false, programVersion: "0" });

async function killed(file: string, [share, delay]: readonly [number, number]): Promise<void> {
  const restoring = fork(child, [file, backup], { execArgv: ["--import", "tsx"] });
  const exited = once(restoring, "exit");
  await new Promise<void>((resolve) => {
    restoring.on("message", (done) => (Number(done) >= share ? resolve() : undefined));
    restoring.on("exit", () => resolve());
  });
  await wait(delay);
  restoring.kill("SIGKILL");
  await exited;
}

/** Which graph the file holds; whichever it is, it is whole. */
async function graphIn(file: string, before: string): Promise<"old" | "new"> {
  const graph = await open(file);
  const report = await verifyLog(graph);
  const [head] = await graph.read(auditHead, {});
  const isOld = (await digestOf(graph)) === before;
  const [found = []] = await graph.findByText([{ words: ["meadow"], kinds: [], limit: 5 }]);
  await graph.close();
  expect(report.problems).toEqual([]);
  if (isOld) expect(found).not.toContain("A81001");
  else {
    expect(head).toMatchObject({ sequence: 4 });
    expect([report.facts, report.organisations, found]).toEqual([9, 7, ["A81001"]]);
  }
  return isOld ? "old" : "new";
}
