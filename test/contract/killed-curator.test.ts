import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { verifyLog } from "../../src/graph/audit-log.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { auditHead } from "../../src/graph/statements/audit.ts";
import { programAt } from "../program.ts";
import { facts, organisations } from "./curated-graph.ts";
import { write } from "./writing.ts";

const child = programAt("test/contract/killed-curator.ts");
const folder = mkdtempSync(join(tmpdir(), "commissioning-killed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [files, kills] = [4, 6];

it("a curator killed at any of two dozen moments leaves whole changes and a valid log", {
  timeout: 240_000,
}, async () => {
  const written = await Promise.all(
    Array.from({ length: files }, async (_, index) => {
      const file = join(folder, `${index}.graph`);
      const graph = await openEmbeddedGraph({ file, timeLimitMs: 10_000 });
      await write(graph, { organisations, facts });
      await graph.close();
      for (let round = 0; round < kills; round++) await stateOf(file, await killed(file, round));
      return file;
    }),
  );
  expect(written).toHaveLength(files);
});

/** Lets a curator write for a moment, kills it, and answers the last revision that it was told of. */
async function killed(file: string, round: number): Promise<number> {
  const curating = fork(child, [file, String(round)]);
  let last = 0;
  curating.on("message", (revision) => {
    last = Number(revision);
  });
  const exited = once(curating, "exit");
  await Promise.race([once(curating, "message"), exited]);
  await wait(Math.random() * 100);
  curating.kill("SIGKILL");
  const [code, signal] = await exited;
  expect([code, signal]).toEqual([null, "SIGKILL"]);
  return last;
}

/** What was told of is there, at most what was in hand besides; every fact and organisation is accounted for. */
async function stateOf(file: string, acknowledged: number): Promise<void> {
  expect(acknowledged).toBeGreaterThan(1);
  const graph = await openEmbeddedGraph({ file, timeLimitMs: 10_000 });
  const [head] = await graph.read(auditHead, {});
  const report = await verifyLog(graph);
  await graph.close();
  expect(head?.revision).toBeGreaterThanOrEqual(acknowledged);
  expect(report.problems).toEqual([]);
  expect(report.records).toBe(head?.revision);
  // The first change wrote two facts; a practice, then its membership, are a change each.
  const [practices, memberships] = [report.organisations - organisations.length, report.facts - facts.length];
  expect(practices + memberships + 1).toBe(report.records);
  expect(practices - memberships).toBeGreaterThanOrEqual(0);
}
