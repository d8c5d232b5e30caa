import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../../src/demonstration/synthetic/random.ts";
import { lastOf, runChild } from "./run-child.ts";
import { type StoreName, unlock } from "./stores.ts";

/** Kills a process that appends changes, again and again on one file, each time inside a write. */
export async function weighKills(store: StoreName, folder: string, random: Random, kills: number) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "graph.db");
  await runChild(store, "load", { file });
  const found = { inside: 0, atRest: 0, lost: 0, half: 0, done: 0, lockedOut: 0, notOpened: 0 };
  let acknowledged = 0;
  for (let kill = 0; found.inside < kills && kill < 3 * kills; kill++) {
    const killAt = random.integer(1, 15);
    let begun = 0;
    if (unlock(store, file)) found.lockedOut++;
    const run = await runChild(
      store,
      "append",
      { file },
      {
        onSaid(said, killIt) {
          if (said.begun !== undefined && ++begun === killAt) killIt();
        },
      },
    );
    const first = run.said[0];
    if (first?.last === undefined) {
      found.notOpened++;
      return { ...found, why: run.errors.slice(-500) };
    }
    found.lost += Math.max(0, acknowledged - Number(first.last)) + Number(first.missing);
    found.half += Number(first.half);
    if (Number(first.last) > acknowledged && kill > 0) found.done++;
    acknowledged = Number(lastOf(run, "done") ?? first.last);
    if (run.said.at(-1)?.begun === undefined) found.atRest++;
    else found.inside++;
  }
  return found;
}
