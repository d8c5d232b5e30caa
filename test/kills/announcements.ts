import type { Graph, Transaction } from "../../src/graph/graph.ts";
import { auditHead } from "../../src/graph/statements/audit.ts";
import { countStored } from "../../src/graph/statements/backup.ts";

/**
 * What a process that works until it is killed says of itself, a line each: that a write has begun, that all of it but
 * the commit is done, and that it is acknowledged. A checkpoint (the log is written into the graph's file) says the same.
 */

export const stages = ["begun", "committing", "acknowledged"] as const;
export type Stage = (typeof stages)[number];

export interface Announcement {
  readonly stage: Stage;
  readonly what: "write" | "checkpoint";
  /** Of this process, from 1. */
  readonly number: number;
  /** The state that the write makes; null where it has only begun. */
  readonly state: string | null;
}

/** The hash of a graph's last audit record, and how many nodes of each kind there are: what tells states apart. */
export async function stateIn(run: Transaction["run"]): Promise<string> {
  const [head] = await run(auditHead, {});
  const counts = await run(countStored, {});
  const held = counts.filter(({ count }) => count > 0).map(({ label, count }) => `${label} ${count}`);
  return [head?.hash ?? "no record", ...held.sort()].join(", ");
}

export const stateOf = (graph: Graph): Promise<string> =>
  stateIn((statement, params) => graph.read(statement, params));

/** The lines that came whole: the last may have been cut off. */
export function readAnnouncements(text: string): Announcement[] {
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Announcement);
}
