import type { ContenderName } from "./contenders/contender.ts";
import type { Running } from "./contenders/process.ts";
import { timeOverHttp } from "./over-http.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import type { Question, Work } from "./works/work.ts";

export const modes = ["in process", "over HTTP"] as const;
export type Mode = (typeof modes)[number];

export interface Measured extends Spread {
  readonly work: string;
  readonly name: string;
  readonly mode: Mode;
  readonly contender: ContenderName;
  readonly englands: number;
}

export interface Effort {
  /** How often each contender has its turn at a work. */
  readonly turns: number;
  /** A turn asks again until it took this long; the slowest works are asked once in a turn. */
  readonly turnMs: number;
  /** How long a contender is asked before anything is timed, and again before its turns; or twice where that takes longer. */
  readonly warmMs: number;
  readonly warmAgainMs: number;
  /** No further turns, after the third, for whoever needed this long for a work. */
  readonly workMs: number;
}

const maxInATurn = 25;
const fewestTurns = 3;

/** Asks each work before any of them is timed, or the first would bear what makes a new Neo4j slow. */
export async function warmAll(
  contendersOf: (work: Work) => readonly Running[],
  works: readonly Work[],
  effort: Effort,
): Promise<void> {
  for (const work of works) {
    for (const contender of contendersOf(work)) {
      const { turnMs, warmMs } = effort;
      await warmUp(contender, "over HTTP", questionOf(contender, work), { turnMs, warmMs });
    }
  }
}

/** Measures a work that is asked again and again: the contenders take turns, so that a busy moment strikes all of them. */
export async function measureWarm(
  contenders: readonly Running[],
  work: Work,
  mode: Mode,
  effort: Effort,
): Promise<Measured[]> {
  const times = new Map(contenders.map((contender) => [contender, [] as number[]]));
  const perTurn = new Map<Running, number>();
  for (const contender of contenders) {
    const question = questionOf(contender, work);
    const { turnMs, warmAgainMs: warmMs } = effort;
    perTurn.set(contender, await warmUp(contender, mode, question, { turnMs, warmMs }));
  }
  for (let turn = 0; turn < effort.turns; turn++) {
    for (const contender of rotated(contenders, turn)) {
      const taken = times.get(contender) ?? [];
      if (turn >= fewestTurns && sum(taken) > effort.workMs) continue;
      const questions = Array.from({ length: perTurn.get(contender) ?? 1 }, () =>
        questionOf(contender, work),
      );
      taken.push(...(await timesOf(contender, mode, questions)));
    }
  }
  return contenders.map((contender) => measured(contender, work, mode, times.get(contender) ?? []));
}

/** Measures a work of many matters, each asked once; the contenders take turns of ten. */
export async function measureFresh(
  contenders: readonly Running[],
  work: Work,
  mode: Mode,
): Promise<Measured[]> {
  const times = new Map(contenders.map((contender) => [contender, [] as number[]]));
  for (let start = 0; start < work.subjects.length; start += 10) {
    const subjects = work.subjects.slice(start, start + 10);
    for (const contender of rotated(contenders, start / 10)) {
      const questions = subjects.map((subject) => (contender.name === "peer" ? subject.peer : subject.ours));
      times.get(contender)?.push(...(await timesOf(contender, mode, questions)));
    }
  }
  return contenders.map((contender) => measured(contender, work, mode, times.get(contender) ?? []));
}

/** Asks until it is warm, and answers how many fit in a turn. */
async function warmUp(
  contender: Running,
  mode: Mode,
  question: Question,
  { turnMs, warmMs }: Pick<Effort, "turnMs" | "warmMs">,
): Promise<number> {
  const started = performance.now();
  let last = 0;
  for (let asked = 0; asked < 2 || performance.now() - started < warmMs; asked++) {
    [last = 0] = await timesOf(contender, mode, [question]);
  }
  return Math.max(1, Math.min(maxInATurn, Math.floor(turnMs / last)));
}

async function timesOf(
  contender: Running,
  mode: Mode,
  questions: readonly Question[],
): Promise<readonly number[]> {
  if (mode === "in process") return contender.time(questions);
  const times: number[] = [];
  for (const question of questions) times.push(await timeOverHttp(contender.url, question));
  return times;
}

function questionOf({ name }: Running, { subjects, id }: Work): Question {
  const [subject] = subjects;
  if (!subject) throw new Error(`Work ${id} asks nothing`);
  return name === "peer" ? subject.peer : subject.ours;
}

function measured({ name, englands }: Running, work: Work, mode: Mode, times: readonly number[]): Measured {
  return { work: work.id, name: work.name, mode, contender: name, englands, ...spreadOf(times) };
}

const sum = (times: readonly number[]): number => times.reduce((total, time) => total + time, 0);

const rotated = <T>(items: readonly T[], by: number): T[] =>
  items.map((_, index) => items[(index + by) % items.length] as T);
