import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import type { Random } from "../../src/demonstration/synthetic/random.ts";
import { programAt } from "../program.ts";
import { type Announcement, readAnnouncements, type Stage } from "./announcements.ts";

export interface Work {
  readonly kind: "record" | "import" | "restore" | "seed" | "checkpoint";
  /** A backup to restore, or a folder of files to import. */
  readonly material?: string;
  /** GRAPH_FILE, or where Neo4j is. */
  readonly env: Readonly<Record<string, string>>;
}

/** What a killed process had said. */
export interface Killed {
  /** The state that was acknowledged last; null where none was. */
  readonly acknowledged: string | null;
  /** How far the write was that it died in; null where it died in none, so that nothing can be learnt of it. */
  readonly stage: Stage | null;
  /** The states that this write may have made. */
  readonly possible: readonly string[];
}

/** Ends, without a word, the process that works, unless told what else: it is killed afterwards in any case. */
export type Kill = (worker: ChildProcess) => Promise<unknown>;

/** Lets a process work, and kills it at a random moment of one of its first writes. */
export async function killAtWork(work: Work, random: Random, kill?: Kill): Promise<Killed> {
  const { PATH = "", HOME = "" } = process.env;
  const program = programAt("test/kills/work-until-killed.ts");
  const worker = spawn(process.execPath, [program, work.kind, work.material ?? ""], {
    env: { PATH, HOME, ...work.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const moment = momentOf(work, random);
  const said = { out: "", err: "" };
  const ended = once(worker, "close");
  worker.stderr.on("data", (chunk) => {
    said.err += chunk;
  });
  const come = new Promise<void>((resolve) => {
    worker.stdout.on("data", (chunk) => {
      said.out += chunk;
      if (hasCome(readAnnouncements(said.out), moment)) resolve();
    });
  });
  await Promise.race([come, ended]);
  if (worker.exitCode !== null) throw new Error(`It ended before it was killed: ${said.err}`);
  await waitFor(moment.delayMs);
  await kill?.(worker);
  worker.kill("SIGKILL");
  await ended;
  return stateAtDeath(readAnnouncements(said.out));
}

interface Moment {
  readonly stage: Stage;
  readonly what: Announcement["what"];
  /** Of those of its kind. */
  readonly nth: number;
  /** How long after it. */
  readonly delayMs: number;
}

function momentOf({ kind }: Work, random: Random): Moment {
  // What is written takes from a millisecond to half a second, and its commit a part of that: as often one length as another.
  const upTo = (most: number) => 0.05 * (most / 0.05) ** random.next();
  const nth = kind === "seed" ? 1 : random.integer(1, 3);
  if (kind === "checkpoint") return { stage: "begun", what: "checkpoint", nth, delayMs: upTo(20) };
  return random.chance(0.5)
    ? { stage: "begun", what: "write", nth, delayMs: upTo(50) }
    : { stage: "committing", what: "write", nth, delayMs: upTo(20) };
}

const hasCome = (announcements: readonly Announcement[], { stage, what, nth }: Moment): boolean =>
  announcements.filter((one) => one.stage === stage && one.what === what).length >= nth;

/** A timer is too coarse for what takes less than some milliseconds. */
async function waitFor(milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds;
  if (milliseconds > 4) await wait(milliseconds - 2);
  while (performance.now() < until);
}

function stateAtDeath(announcements: readonly Announcement[]): Killed {
  const acknowledged = announcements.filter(({ stage }) => stage === "acknowledged").at(-1);
  const after = announcements.filter(({ number }) => number > (acknowledged?.number ?? 0));
  const last = after.at(-1) ?? null;
  return {
    acknowledged: acknowledged?.state ?? null,
    stage: last?.stage ?? null,
    possible: after.flatMap(({ state }) => state ?? []),
  };
}
