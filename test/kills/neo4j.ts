import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { randomFor } from "../../src/demonstration/synthetic/random.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { openNeo4jGraph } from "../../src/graph/neo4j-graph.ts";
import { acquireWriteLock } from "../../src/graph/recorder.ts";
import type { RunningNeo4j } from "../neo4j/start-neo4j.ts";
import { stateOf } from "./announcements.ts";
import { seed, type Tally } from "./embedded.ts";
import { type Kill, killAtWork, type Work } from "./kill.ts";
import { fillFor, folder, materialOf } from "./material.ts";
import { expectWhole } from "./whole.ts";

/** How long a process may take to find out that its database is gone. */
const patienceMs = 20_000;

/**
 * Kills the Neo4j that a process writes to, or that process, until so many kills hit inside a write, and looks at the
 * graph after each: in an empty database, which it fills.
 */
export async function killOnNeo4j(
  neo4j: RunningNeo4j,
  victim: "server" | "process",
  kinds: readonly Work["kind"][],
): Promise<Tally> {
  const random = randomFor(`${seed} Neo4j ${victim}`);
  const { uri, user, password } = neo4j;
  const env = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
  const open = () => openNeo4jGraph({ uri, user, password, timeLimitMs: 60_000 });
  const tally: Tally = { begun: 0, committing: 0, acknowledged: 0, "at rest": 0, done: 0 };
  const backup = join(folder, "neo4j.backup.jsonl.gz");
  let before = await within(open(), prepared);
  for (let kill = 0; tally.begun + tally.committing < kinds.length; kill++) {
    if (kill > 10 * kinds.length) throw new Error(`Only ${JSON.stringify(tally)} of ${kill} kills hit.`);
    const kind = kinds[kill % kinds.length] ?? "record";
    const work = { kind, ...(await materialOf(kind)), env };
    const killed = await killAtWork(work, random, victim === "server" ? killServer(neo4j) : undefined);
    if (victim === "server") await neo4j.restart();
    tally[killed.stage ?? "at rest"]++;
    const after = await within(open(), async (graph) => {
      // The server may still be ending the transaction of a process that is gone: this waits for it.
      await graph.write(acquireWriteLock);
      return expectWhole(graph, before, killed, backup);
    });
    if (killed.stage !== null && killed.possible.includes(after)) tally.done++;
    before = after;
  }
  return tally;
}

/** The process is let go on, to see that it takes nothing for written that is not. */
const killServer =
  (neo4j: RunningNeo4j): Kill =>
  async (worker) => {
    await neo4j.kill();
    await Promise.race([new Promise((resolve) => worker.once("exit", resolve)), wait(patienceMs)]);
  };

async function prepared(graph: Graph): Promise<string> {
  const state = await stateOf(graph);
  if (!state.startsWith("no record")) return state;
  await fillFor("record", graph);
  return stateOf(graph);
}

async function within<T>(graph: Graph, work: (graph: Graph) => Promise<T>): Promise<T> {
  try {
    return await work(graph);
  } finally {
    await graph.close();
  }
}
