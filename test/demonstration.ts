import { randomUUID } from "node:crypto";
import { copyFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inject } from "vitest";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import type { Graph } from "../src/graph/graph.ts";

/** A graph file of its own that holds the demonstration: a copy, as seeding costs ten times as much. It goes with the run. */
export function demonstrationFile(): string {
  const seeded = inject("demonstration");
  const file = join(dirname(seeded), `${randomUUID()}.grafeo`);
  copyFileSync(seeded, file);
  return file;
}

/** The demonstration graph, in a file of its own. Whoever opens it closes it. */
export function openDemonstration(): Promise<Graph> {
  return openEmbeddedGraph({ file: demonstrationFile(), timeLimitMs: 60_000 });
}
