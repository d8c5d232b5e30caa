import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { Random } from "../../src/demonstration/synthetic/random.ts";
import type { Examined } from "./examine.ts";
import { runChild, type Said } from "./run-child.ts";
import { type StoreName, unlock } from "./stores.ts";

const changes = 200;

/** Flips one bit of the file, or of its log, and asks for everything. */
export async function weighDamage(store: StoreName, folder: string, random: Random, times: number) {
  const whole = join(folder, "whole");
  mkdirSync(whole, { recursive: true });
  const file = join(whole, "graph.db");
  await runChild(store, "load", { file, englands: 1 });
  await runChild(
    store,
    "append",
    { file },
    { onSaid: (said, kill) => (said.done === changes ? kill() : undefined) },
  );
  unlock(store, file);
  // A copy, as opening it changes it.
  const reference = await examinedAll(store, [copyOf(whole, join(folder, "reference"))]);
  const [right] = reference as unknown as Examined[];
  const log = largestOf(whole, (path) => path !== file);
  const places = { file, ...(log !== null && statSync(log).size > 1_000 ? { log } : {}) };
  const found: Record<string, unknown> = { changes: right?.last };
  for (const [place, damaged] of Object.entries(places)) {
    const copies = Array.from({ length: times }, (_, at) => {
      const into = join(folder, `${place}-${at}`);
      const copy = copyOf(whole, into);
      flipBit(damaged.replace(whole, into), random);
      return copy;
    });
    found[place] = { bytes: statSync(damaged).size, ...tallied(await examinedAll(store, copies), right) };
    for (let at = 0; at < times; at++) rmSync(join(folder, `${place}-${at}`), { recursive: true });
    if (place === "log")
      found.salvaged = await salvaged(store, { folder, whole, damaged, right }, random, times);
  }
  return found;
}

interface Weighed {
  readonly folder: string;
  readonly whole: string;
  readonly damaged: string;
  readonly right: Examined | undefined;
}

/** The same for the store's own way to open a file whose log is damaged, where it has one. */
async function salvaged(
  store: StoreName,
  { folder, whole, damaged, right }: Weighed,
  random: Random,
  times: number,
) {
  if (store.startsWith("sqlite")) return null;
  const copies = Array.from({ length: times }, (_, at) => {
    const into = join(folder, `salvaged-${at}`);
    const copy = copyOf(whole, into);
    flipBit(damaged.replace(whole, into), random);
    return copy;
  });
  const answers = await examinedAll(store, copies, { salvage: true });
  for (let at = 0; at < times; at++) rmSync(join(folder, `salvaged-${at}`), { recursive: true });
  return tallied(answers, right);
}

function copyOf(whole: string, into: string): string {
  cpSync(whole, into, { recursive: true });
  return join(into, "graph.db");
}

/** One after the other in one process; where that crashes, the rest in another. */
async function examinedAll(store: StoreName, files: readonly string[], options = {}): Promise<Said[]> {
  const answers: Said[] = [];
  while (answers.length < files.length) {
    const rest = files.slice(answers.length);
    const { said, end } = await runChild(store, "examine", { file: rest[0], files: rest, options });
    answers.push(...said);
    if (said.length < rest.length) answers.push({ crashed: end });
  }
  return answers;
}

function tallied(answers: readonly Said[], right: Examined | undefined) {
  const tally = { right: 0, older: 0, wrong: 0, wrongSeenByChecksum: 0, refused: 0, crashed: 0 };
  const words = new Set<string>();
  const lost: number[] = [];
  for (const answer of answers) {
    if (answer.crashed !== undefined) tally.crashed++;
    else if (answer.refused !== undefined) {
      tally.refused++;
      words.add(`${answer.at}: ${String(answer.refused).slice(0, 120)}`);
    } else if (answer.digest === right?.digest) tally.right++;
    else if (isOlder(answer, right)) {
      tally.older++;
      lost.push((right?.last ?? 0) - Number(answer.last));
    } else {
      tally.wrong++;
      if (Number(answer.altered) > 0 || Number(answer.half) > 0) tally.wrongSeenByChecksum++;
    }
  }
  const changesLost = lost.sort((a, b) => a - b);
  return { ...tally, changesLost, words: [...words].slice(0, 4) };
}

/** Whole, but without its last changes: no error says that they are gone. */
const isOlder = (answer: Said, right: Examined | undefined): boolean =>
  Number(answer.last) < (right?.last ?? 0) &&
  [answer.missing, answer.half, answer.altered].every((count) => Number(count) === 0);

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function largestOf(folder: string, isOne: (path: string) => boolean): string | null {
  const sizes = filesIn(folder)
    .filter(isOne)
    .filter((path) => !path.endsWith("-shm"));
  return sizes.sort((a, b) => statSync(b).size - statSync(a).size)[0] ?? null;
}

function flipBit(path: string, random: Random): void {
  const handle = openSync(path, "r+");
  const at = random.integer(0, statSync(path).size - 1);
  const byte = Buffer.alloc(1);
  readSync(handle, byte, 0, 1, at);
  byte[0] = (byte[0] ?? 0) ^ (1 << random.integer(0, 7));
  writeSync(handle, byte, 0, 1, at);
  closeSync(handle);
}
