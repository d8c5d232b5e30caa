import { readFileSync } from "node:fs";
import { beforeAll } from "vitest";

declare module "vitest" {
  interface TaskMeta {
    /** Seconds of processor time that a suite took: its own process, and the processes that it started and saw end. */
    cpu?: { readonly own: number; readonly children: number };
  }
}

/** Vitest's set-up file of `npm run test:times`: notes what processor time each suite took, hooks included. */
// biome-ignore lint/correctness/noEmptyPattern: Vitest reads which fixtures a hook takes from this pattern.
beforeAll(({}, suite) => {
  const before = cpuTime();
  return () => {
    const after = cpuTime();
    suite.file.meta.cpu = { own: after.own - before.own, children: after.children - before.children };
  };
});

function cpuTime(): { own: number; children: number } {
  const { user, system } = process.cpuUsage();
  return { own: (user + system) / 1e6, children: childrenTime() };
}

/** Linux counts in hundredths of a second; elsewhere it is not known. */
function childrenTime(): number {
  try {
    const [, fields = ""] = readFileSync("/proc/self/stat", "utf8").split(") ");
    const [user = 0, system = 0] = fields.split(" ").slice(13, 15).map(Number);
    return (user + system) / 100;
  } catch {
    return 0;
  }
}
