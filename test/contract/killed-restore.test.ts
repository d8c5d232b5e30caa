import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, inject, it } from "vitest";
import { contentOf, readOf, stateOf } from "../../src/backup/read-graph.ts";
import { writeBackup } from "../../src/backup/write-backup.ts";
import { verifyLog } from "../../src/graph/audit-log.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { hold } from "../../src/graph/recorder.ts";
import { auditHead } from "../../src/graph/statements/audit.ts";
import { seedGraph } from "../../src/import/seed/seed-graph.ts";
import { fillRichly } from "../backup/rich-graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { programAt } from "../program.ts";
import { organisation, write } from "./small-graph.ts";

const child = programAt("test/contract/killed-restore.ts");
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
    await killed({ GRAPH_FILE: file }, moment);
    const which = await graphIn(file, before);
    found.set(which, (found.get(which) ?? 0) + 1);
    rmSync(file, { force: true });
    rmSync(`${file}.wal`, { force: true });
  }
  expect((found.get("old") ?? 0) + (found.get("new") ?? 0)).toBe(moments.length);
  expect(found.get("old")).toBeGreaterThanOrEqual(9);
});

describeOnEachEngine("a restore that is killed", (engine) => {
  it.skipIf(engine.name === "embedded")("leaves the old graph or the new one on Neo4j too", async () => {
    const address = inject("neo4j");
    if (!address) throw new Error("There is no Neo4j to test on");
    const { uri, user, password } = address;
    const env = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
    if (!existsSync(backup)) await written();
    for (const moment of [moments[0], moments[4], moments[7], moments[9], moments[11], moments[14]]) {
      const graph = await engine.empty();
      await write(graph, { organisations: [organisation("PCT", "5QQ")] });
      const before = await digestOf(graph);
      await killed(env, moment ?? [0, 0]);
      // The server may still be ending the transaction: this waits for it.
      await graph.write(hold);
      expect(["old", "new"]).toContain(await wholeIn(graph, before));
    }
  });
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

async function killed(
  settings: Record<string, string>,
  [share, delay]: readonly [number, number],
): Promise<void> {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, ...settings };
  const restoring = fork(child, [backup], { env });
  const exited = once(restoring, "exit");
  await new Promise<void>((resolve) => {
    restoring.on("message", (done) => (Number(done) >= share ? resolve() : undefined));
    restoring.on("exit", () => resolve());
  });
  await wait(delay);
  restoring.kill("SIGKILL");
  await exited;
}

/** Which graph the file holds. */
async function graphIn(file: string, before: string): Promise<"old" | "new"> {
  const graph = await open(file);
  try {
    return await wholeIn(graph, before);
  } finally {
    await graph.close();
  }
}

/** Which graph it is; whichever it is, it is whole. */
async function wholeIn(graph: Graph, before: string): Promise<"old" | "new"> {
  const report = await verifyLog(graph);
  const [head] = await graph.read(auditHead, {});
  const isOld = (await digestOf(graph)) === before;
  const [found = []] = await graph.findByText([{ words: ["meadow"], kinds: [], limit: 5 }]);
  expect(report.problems).toEqual([]);
  if (isOld) expect(found).not.toContain("A81001");
  else {
    expect(head).toMatchObject({ sequence: 4 });
    expect([report.facts, report.organisations, found]).toEqual([9, 7, ["A81001"]]);
  }
  return isOld ? "old" : "new";
}
