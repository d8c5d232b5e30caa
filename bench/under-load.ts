import { setTimeout as delay } from "node:timers/promises";
import { putUnderLoad } from "./apart/load.mjs";
import type { ContenderName } from "./contenders/contender.ts";
import type { Running } from "./contenders/process.ts";
import type { Work } from "./works/work.ts";

export interface Loaded {
  readonly contender: ContenderName;
  readonly requestsPerSecond: number;
  readonly failed: number;
  readonly p50: number;
  readonly p99: number;
  /** Megabytes held by the process, after a collection of garbage: early in the load, and at its end. */
  readonly memoryEarly: number;
  readonly memoryLate: number;
}

const clients = 64;
/** When the early memory is looked at, as a share of the time under load: after 10 s of 60. */
const early = 1 / 6;
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
    const megabytes = async () => (await contender.memory()).rss / 1e6;
    const load = putUnderLoad(contender.url, bodiesFor(contender, works), clients, seconds);
    await Promise.race([delay(seconds * early * 1000), load]);
    const memoryEarly = await megabytes();
    const { requests, seconds: taken, failed, p50, p99 } = await load;
    found.push({
      contender: contender.name,
      requestsPerSecond: requests / taken,
      ...{ failed, p50, p99, memoryEarly },
      memoryLate: await megabytes(),
    });
  }
  return found;
}

/** Spread evenly, so that every stretch of the mix holds a bit of everything. */
function bodiesFor({ name }: Running, works: readonly Work[]): string[] {
  const placed = works.flatMap(({ id, matters }) => {
    const questions = matters.flatMap((matter) =>
      Array.from({ length: matters.length > 1 ? 1 : (shares[id] ?? 0) }, () =>
        name === "peer" ? matter.peer : matter.ours,
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
