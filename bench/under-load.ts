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
  /** Megabytes held by the process, after a collection of garbage: after the first slice, and after the last. */
  readonly memoryEarly: number;
  readonly memoryLate: number;
}

const clients = 64;
const slices = 6;
/** How often each work stands in the mix; fresh shapes stand in it once each. */
const shares: Readonly<Record<string, number>> = { a: 12, b: 8, c: 1, d: 2, f1: 4, f2: 1, g1: 4, h: 3 };

/** Many clients that mix all works, for each contender in turns. @param seconds for each contender in all */
export async function measureLoad(
  contenders: readonly Running[],
  works: readonly Work[],
  seconds: number,
): Promise<Loaded[]> {
  const found = new Map(
    contenders.map((contender) => [
      contender,
      [] as (Awaited<ReturnType<typeof putUnderLoad>> & { memory: number })[],
    ]),
  );
  for (let slice = 0; slice < slices; slice++) {
    for (const contender of contenders) {
      const load = await putUnderLoad(
        contender.url,
        bodiesFor(contender, works),
        clients,
        Math.max(1, Math.round(seconds / slices)),
      );
      found.get(contender)?.push({ ...load, memory: (await contender.memory()).rss / 1e6 });
    }
  }
  return [...found].map(([{ name }, loads]) => {
    const sum = (of: (load: (typeof loads)[number]) => number) =>
      loads.reduce((total, load) => total + of(load), 0);
    const middle = (values: number[]) =>
      values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
    return {
      contender: name,
      requestsPerSecond: sum(({ requests }) => requests) / sum((load) => load.seconds),
      failed: sum(({ failed }) => failed),
      p50: middle(loads.map(({ p50 }) => p50)),
      p99: middle(loads.map(({ p99 }) => p99)),
      memoryEarly: loads[0]?.memory ?? Number.NaN,
      memoryLate: loads.at(-1)?.memory ?? Number.NaN,
    };
  });
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
