import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { programAt } from "../program.ts";
import {
  allMemberships,
  file,
  folder,
  lines,
  load,
  memberRow,
  practiceRow,
  recordParents,
  revision,
} from "./ods-files.ts";

const count = 4_000;
const codes = Array.from({ length: count }, (_, index) => `B${String(10_000 + index)}`);
const child = programAt("test/import/killed-import.ts");

function files() {
  const members = codes.flatMap((code) => [
    memberRow(code, "5E1", "20010401", "20130331"),
    memberRow(code, "00K", "20130401"),
  ]);
  return {
    practices: file("many.csv", lines(...codes.map((code) => practiceRow({ code })))),
    memberships: file("many-members.csv", lines(...members)),
  };
}

describe("an import that is killed", () => {
  it("leaves the graph as it was, or complete, at whatever moment it dies", {
    timeout: 120_000,
  }, async () => {
    const { practices, memberships } = files();
    const seeded = join(folder, "seeded.graph");
    const graph = await recordParents(await openEmbeddedGraph({ file: seeded, timeLimitMs: 10_000 }));
    const before = (await revision(graph)) ?? 0;
    await graph.close();

    const seen = new Set<number>();
    for (const [stage, delay] of moments()) {
      const copy = join(folder, `killed-${stage}-${delay}.graph`);
      copyFileSync(seeded, copy);
      const importing = fork(child, [copy, practices, memberships]);
      await untilStage(importing, stage);
      await wait(delay);
      importing.kill("SIGKILL");
      await (importing.exitCode === null && importing.signalCode === null ? once(importing, "exit") : null);
      seen.add(await stateOf(copy, before));
    }
    expect(seen).toContain(0);

    const last = await openEmbeddedGraph({ file: seeded, timeLimitMs: 10_000 });
    expect((await load(last, { practices, memberships })).outcome).toBe("written");
    await last.close();
    expect(await stateOf(seeded, before)).toBe(count);
  });
});

function moments(): [stage: string, delay: number][] {
  const soon = () => Math.floor(Math.random() * 200);
  return [
    ["importing", soon()],
    ["writing", 0],
    ["writing", soon() + 1],
    ["writing", soon() + 201],
    ["all written", 0],
    ["all written", soon() + 1],
    ["done", 0],
  ];
}

/** A stage may be over before it is awaited: the end of the process ends the wait as well. */
function untilStage(process: ChildProcess, stage: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.on("message", (message) => (message === stage ? resolve() : undefined));
    process.on("exit", (code) => (code ? reject(new Error(`The import ended with ${code}.`)) : resolve()));
  });
}

/** Opens what a killed import left, checks that it is whole, and answers how many practices it holds. */
async function stateOf(graphFile: string, before: number): Promise<number> {
  const graph = await openEmbeddedGraph({ file: graphFile, timeLimitMs: 10_000 });
  const [practices = 0] = await graph.read(
    { name: "count", cypher: "MATCH (p:Practice) RETURN count(p) AS n", row: (raw) => Number(raw.n) },
    {},
  );
  const facts = await allMemberships(graph);
  const raised = ((await revision(graph)) ?? 0) - before;
  await graph.close();
  expect([practices, facts.length, raised]).toEqual(practices === 0 ? [0, 0, 0] : [count, 2 * count, 1]);
  return practices;
}
