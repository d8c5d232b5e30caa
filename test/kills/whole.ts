import { rmSync } from "node:fs";
import { expect } from "vitest";
import { checkBackup } from "../../src/backup/restore.ts";
import { writeBackup } from "../../src/backup/write-backup.ts";
import { verifyLog } from "../../src/graph/audit-log.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { storedOrganisations } from "../../src/graph/statements/whole-graph.ts";
import { stateOf } from "./announcements.ts";
import type { Killed } from "./kill.ts";

/**
 * What was acknowledged is there, with all of what was under way or nothing of it; the audit log accounts for every fact
 * and description, organisations are found by their words, and the graph can be backed up. Answers its state.
 */
export async function expectWhole(
  graph: Graph,
  before: string,
  { acknowledged, possible }: Killed,
  backup: string,
): Promise<string> {
  const state = await stateOf(graph);
  expect([acknowledged ?? before, ...possible]).toContain(state);
  const { problems, records } = await verifyLog(graph);
  expect(problems).toEqual([]);
  if (records === 0) return state;
  await expectFoundByText(graph);
  await writeBackup(graph, { file: backup, force: true, programVersion: "0" });
  const { content } = await checkBackup(backup);
  expect(content.counts.audit).toBe(records);
  rmSync(backup);
  return state;
}

/** A restore makes the text index anew, outside its transaction. */
async function expectFoundByText(graph: Graph): Promise<void> {
  const some = await graph.read(storedOrganisations, { after: "", size: 3 });
  expect(some).not.toEqual([]);
  for (const { organisation } of some) {
    const words = organisation.name.toLowerCase().split(/[^a-z0-9]+/);
    expect((await graph.findByText([{ words, kinds: [], limit: 20_000 }]))[0]).toContain(organisation.code);
  }
}
