import { setTimeout as delay } from "node:timers/promises";
import { putUnderLoad } from "./apart/load.mjs";
import type { ContenderName } from "./contenders/contender.ts";
import type { Running } from "./contenders/process.ts";
import { spreadOf } from "./statistics.ts";
import type { Work } from "./works/work.ts";

export interface Loaded {
  readonly contender: ContenderName;
  readonly requestsPerSecond: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  /** Megabytes that the process has of the machine's memory: early in the load, and late. */
  readonly memoryEarly: number;
  readonly memoryLate: number;
  /** Megabytes of its heap that are in use then. */
  readonly heapEarly: number;
  readonly heapLate: number;
}

const clients = 64;
/** When memory is looked at, as a share of the time under load: after 10 s of 60, and 6 s before the end. */
const early = 1 / 6;
const late = 9 / 10;
/** What the process has of the machine's memory rises and falls by a fifth with every collection of garbage. */
const looks = 5;
/** How often each work stands in the mix; fresh shapes stand in it once each. */
const shares: Readonly<Record<string, number>> = { a: 12, b: 8, c: 1, d: 2, f1: 4, f2: 1, g1: 4, h: 3 };

/** Many clients that mix all works, for each contender after another. @param seconds for each contender */
export async function measureLoad(
  contenders: readonly Running[],
  works: readonly Work[],
  seconds: number,
): Promise<Loaded[]> {
  const found: Loaded[] = [];
  for (const contender of contenders) {
    const started = performance.now();
    const load = putUnderLoad(contender.url, bodiesFor(contender, works), clients, seconds);
    const until = (share: number) =>
      Promise.race([delay(Math.max(0, started + share * seconds * 1000 - performance.now())), load]);
    await until(early);
    const atFirst = await memoryOf(contender, seconds);
    await until(late);
    const atLast = await memoryOf(contender, seconds);
    const { requests, seconds: taken, failed, p50, p99 } = await load;
    found.push({
      contender: contender.name,
      requestsPerSecond: requests / taken,
      ...{ failed, p50, p99 },
      ...{ memoryEarly: atFirst.memory, memoryLate: atLast.memory },
      ...{ heapEarly: atFirst.heap, heapLate: atLast.heap },
    });
  }
  return found;
}

/** The medians of some looks, each after a collection of garbage: a second apart where the load takes a minute. */
async function memoryOf(contender: Running, seconds: number): Promise<{ memory: number; heap: number }> {
  const memories: number[] = [];
  const heaps: number[] = [];
  for (let look = 0; look < looks; look++) {
    await delay(seconds * (1000 / 60));
    const { rss, heapUsed } = await contender.memory();
    memories.push(rss / 1e6);
    heaps.push(heapUsed / 1e6);
  }
  return { memory: spreadOf(memories).median, heap: spreadOf(heaps).median };
}

/** Spread evenly, so that every stretch of the mix holds a bit of everything. */
function bodiesFor({ name }: Running, works: readonly Work[]): string[] {
  const placed = works.flatMap(({ id, subjects }) => {
    const questions = subjects.flatMap((subject) =>
      Array.from({ length: subjects.length > 1 ? 1 : (shares[id] ?? 0) }, () =>
        name === "peer" ? subject.peer : subject.ours,
      ),
    );
    return questions.map(({ query, variables }, index) => ({
      // Of what is paged, the first page.
      body: JSON.stringify({ query, variables: { ...variables, counted: true, offset: 0, after: null } }),
      place: (index + 0.5) / questions.length,
    }));
  });
  return placed.sort((a, b) => a.place - b.place).map(({ body }) => body);
}
