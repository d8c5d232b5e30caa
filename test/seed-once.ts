import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {} from "vitest";
import type { TestProject } from "vitest/node";
import { seedGraph } from "../src/demonstration/seed-graph.ts";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A graph file that holds the demonstration: to be copied, never opened. */
    demonstration: string;
  }
}

/** Where the projects of one run tell each other that the file is made. */
const variable = "SEEDED_FOR_THIS_RUN";

/** Vitest's global set-up: seeds the demonstration once a run, and provides the file. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const made = process.env[variable];
  if (made) {
    project.provide("demonstration", made);
    return async () => {};
  }
  const folder = await mkdtemp(join(tmpdir(), "commissioning-seeded-"));
  const file = join(folder, "demonstration.grafeo");
  const graph = await openEmbeddedGraph({ file, timeLimitMs: 60_000 });
  await seedGraph(graph, { factsOnly: false });
  await graph.close();
  process.env[variable] = file;
  project.provide("demonstration", file);
  return async () => {
    delete process.env[variable];
    await rm(folder, { recursive: true, force: true });
  };
}
