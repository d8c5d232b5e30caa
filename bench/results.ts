import type { ColdStart } from "./cold-start.ts";
import { type ContenderName, contenderTitles } from "./contenders/contender.ts";
import { type Measured, type Mode, modes } from "./measure.ts";
import type { Loaded } from "./under-load.ts";

/** All that one run found: bench/results.json. */
export interface Results {
  /** What a reader has to know of it; empty where that is nothing. */
  readonly caution: string;
  readonly when: string;
  readonly how: string;
  readonly minutes: number;
  /** False while it runs, and for ever in a run that was stopped: results are saved as they are found. */
  readonly finished: boolean;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly measured: readonly Measured[];
  readonly loads: readonly Loaded[];
  readonly coldStarts: readonly ColdStart[];
  /** Seconds to write one England, by engine. */
  readonly fills: readonly {
    readonly contender: ContenderName;
    readonly englands: number;
    readonly seconds: number;
  }[];
}

/** Two medians of one run over each other, and what they must reach. */
export interface Ratio {
  /** Names it in every run. */
  readonly id: string;
  readonly group: "peer" | "replica" | "limit" | "size" | "load" | "start";
  readonly work: string;
  readonly name: string;
  readonly mode: Mode | "";
  readonly value: number;
  readonly better: "higher" | "lower";
  readonly target?: number | undefined;
}

const againstPeer: Readonly<Record<string, number>> = {
  b: 2,
  c: 1.3,
  d: 2,
  e: 8,
  f1: 3,
  f2: 3,
  g1: 3,
  g2: 3,
  h: 3,
};
const againstLimit: Readonly<Record<string, number>> = { b: 3, c: 1.6, d: 3 };
const againstOneEngland = 1.3;

/** Whether a ratio reaches its target; undefined where it has none. */
export function reaches({ value, better, target }: Ratio): boolean | undefined {
  if (target === undefined) return undefined;
  return better === "higher" ? value >= target : value <= target;
}

/** Every ratio of a run. */
export function ratiosOf(results: Results): Ratio[] {
  return [...ratiosOfTimes(results), ...ratiosOfLoads(results), ...ratiosOfStarts(results)].filter(
    ({ value }) => Number.isFinite(value),
  );
}

function ratiosOfTimes({ measured }: Results): Ratio[] {
  const works = [...new Map(measured.map(({ work, name }) => [work, name]))].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const sizes = [...new Set(measured.map(({ englands }) => englands))].sort((a, b) => a - b);
  const median = (work: string, mode: Mode, contender: ContenderName, englands: number) =>
    measured.find(
      (each) =>
        each.work === work &&
        each.mode === mode &&
        each.contender === contender &&
        each.englands === englands,
    )?.median ?? Number.NaN;
  return modes.flatMap((mode) =>
    works.flatMap(([work, name]): Ratio[] => [
      ...sizes.flatMap((size) =>
        (["neo4j", "replica"] as const).map(
          (contender): Ratio => ({
            id: `${work} ${mode} peer/${contender} at ${size}`,
            group: contender === "neo4j" ? "peer" : "replica",
            work,
            name: size === 1 ? name : `${name}, ${size} Englands`,
            mode,
            value: median(work, mode, "peer", size) / median(work, mode, contender, size),
            better: "higher",
            target: size === 1 ? againstPeer[work] : undefined,
          }),
        ),
      ),
      {
        id: `${work} ${mode} embedded/plain`,
        group: "limit",
        work,
        name,
        mode,
        value: median(work, mode, "embedded", 1) / median(work, mode, "plain", 1),
        better: "lower",
        target: againstLimit[work],
      },
      ...sizes.slice(1).flatMap((size) =>
        (["neo4j", "replica", "embedded"] as const).map(
          (contender): Ratio => ({
            id: `${work} ${mode} ${contender} ${size}/1`,
            group: "size",
            work,
            name: `${name}, ${contenderTitles[contender]}, ${size} Englands`,
            mode,
            value: median(work, mode, contender, size) / median(work, mode, contender, 1),
            better: "lower",
            target: work === "e" ? undefined : againstOneEngland,
          }),
        ),
      ),
    ]),
  );
}

function ratiosOfLoads({ loads }: Results): Ratio[] {
  const of = (contender: ContenderName) => loads.find((load) => load.contender === contender);
  const peer = of("peer");
  const ratio = (name: string, value: number, better: Ratio["better"], target: number): Ratio => ({
    ...{ id: `i ${name}`, group: "load", work: "i", name, mode: "over HTTP", value, better, target },
  });
  return [
    ...(["neo4j", "replica"] as const).flatMap((name) => [
      ratio(
        `requests a second, ${contenderTitles[name]}, against the peer`,
        (of(name)?.requestsPerSecond ?? Number.NaN) / (peer?.requestsPerSecond ?? Number.NaN),
        "higher",
        2,
      ),
      ratio(
        `99th percentile, ${contenderTitles[name]}, against the peer`,
        (of(name)?.p99 ?? Number.NaN) / (peer?.p99 ?? Number.NaN),
        "lower",
        1,
      ),
    ]),
    ...(["neo4j", "replica", "embedded"] as const).map((name) =>
      ratio(
        `memory late against early, ${contenderTitles[name]}`,
        (of(name)?.memoryLate ?? Number.NaN) / (of(name)?.memoryEarly ?? Number.NaN),
        "lower",
        1.1,
      ),
    ),
  ];
}

function ratiosOfStarts({ coldStarts }: Results): Ratio[] {
  const of = (contender: ContenderName) =>
    coldStarts.find((each) => each.contender === contender)?.milliseconds ?? Number.NaN;
  return [
    {
      id: "k peer/neo4j",
      group: "start",
      work: "k",
      name: "cold start to the first answer",
      mode: "",
      value: of("peer") / of("neo4j"),
      better: "higher",
    },
  ];
}

/** Against the peer or the limit. */
const compared: readonly Ratio["group"][] = ["peer", "replica", "limit"];

/** A ratio is worse where it is further from its better side by more than a fifth of what it was. */
export function worsened(
  before: readonly Ratio[],
  after: readonly Ratio[],
): { before: Ratio; after: Ratio }[] {
  const earlier = new Map(before.map((ratio) => [ratio.id, ratio]));
  return after.flatMap((ratio) => {
    const was = earlier.get(ratio.id);
    if (!was || !compared.includes(ratio.group)) return [];
    const worse = ratio.better === "higher" ? ratio.value < was.value / 1.2 : ratio.value > was.value * 1.2;
    return worse ? [{ before: was, after: ratio }] : [];
  });
}
