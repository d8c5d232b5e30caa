import { setTimeout as delay } from "node:timers/promises";
import type { GrafeoDB } from "@grafeo-db/js";
import type { GraphFile } from "./graph-file.ts";

const pollMs = 10;
/** Far more than England takes; past it the log goes on growing, which harms nobody yet. */
const limitMs = 60_000;

/**
 * Has the engine write what is in its log into the graph's file and begin a new log, in a thread of its own: the
 * engine's other way to ask for it holds the event loop meanwhile. Nothing may be written until it resolves.
 * @throws Error where the engine could not do it; its log then holds everything as before
 */
export async function checkpoint(database: GrafeoDB, file: GraphFile): Promise<void> {
  const before = new Set(file.logFiles());
  const { failures } = database.checkpointStatus();
  const until = performance.now() + limitMs;
  database.setCheckpointTriggers({ intervalMs: 1 });
  try {
    // It is done when the old log is gone, and not when the new one is there.
    while (file.logFiles().some((name) => before.has(name))) {
      const status = database.checkpointStatus();
      if (status.failures > failures || status.stopped)
        throw new Error(status.lastError ?? "The engine writes no more checkpoints until it is opened again");
      if (performance.now() > until) throw new Error(`A checkpoint was not done within ${limitMs} ms`);
      await delay(pollMs);
    }
  } finally {
    database.setCheckpointTriggers({});
  }
  file.checkpointed();
}
