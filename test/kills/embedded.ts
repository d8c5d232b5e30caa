import { join } from "node:path";
import { randomFor } from "../../src/demonstration/synthetic/random.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { type Stage, stateOf } from "./announcements.ts";
import { killAtWork, type Work } from "./kill.ts";
import { fillFor, folder, materialOf } from "./material.ts";
import { expectWhole } from "./whole.ts";

/** Set it to kill again at the moments of a failure, as nearly as a machine can. */
export const seed = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** How many kills hit how far a write was, and after how many of them the write was found done. */
export type Tally = Record<Stage | "at rest" | "done", number>;

/** Kills a process that works on one graph file until so many kills hit it inside a write, and looks at the file after each. */
export async function killInsideWrites(kind: Work["kind"], times: number): Promise<Tally> {
  const random = randomFor(`${seed} ${kind}`);
  const material = await materialOf(kind);
  const tally: Tally = { begun: 0, committing: 0, acknowledged: 0, "at rest": 0, done: 0 };
  let file = join(folder, `${kind}-0.grafeo`);
  let before = await within(file, (graph) => fillFor(kind, graph).then(() => stateOf(graph)));
  for (let kill = 1; tally.begun + tally.committing < times; kill++) {
    if (kill > 10 * times) throw new Error(`Only ${JSON.stringify(tally)} of ${kill} kills hit.`);
    const killed = await killAtWork({ kind, ...material, env: { GRAPH_FILE: file } }, random);
    tally[killed.stage ?? "at rest"]++;
    const after = await within(file, (graph) =>
      expectWhole(graph, before, killed, join(folder, `${kind}.backup.jsonl.gz`)),
    );
    if (killed.stage !== null && killed.possible.includes(after)) tally.done++;
    before = after;
    // A graph is seeded once.
    if (kind === "seed") {
      file = join(folder, `${kind}-${kill}.grafeo`);
      before = await within(file, stateOf);
    }
  }
  return tally;
}

async function within<T>(file: string, work: (graph: Graph) => Promise<T>): Promise<T> {
  const graph = await openEmbeddedGraph({ file, timeLimitMs: 30_000 });
  try {
    return await work(graph);
  } finally {
    await graph.close();
  }
}
