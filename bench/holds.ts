import { fork } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { setTimeout as after } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { complexityFromQuery } from "@pothos/plugin-complexity";
import { schema } from "../src/schema/schema.ts";
import {
  benchmarksQuestions,
  explorersQuestions,
  heaviestQuestions,
  inputTypes,
  type Question,
} from "./holds/questions.ts";
import { type Hold, startServed } from "./holds/served.ts";

/**
 * Prints for how long the event loop of the built program, served in a process of its own, is held at the size of England,
 * by the explorer's own questions, by those of the benchmark, by a variable of every input type and by the heaviest of each
 * kind that is allowed, five times each; and how long a light question takes alone, and beside a client that asks the
 * heaviest of them again and again. With `--mixed` also how long 64 clients wait that mix questions for a minute, and the
 * memory meanwhile; with `--only-mixed` nothing else. With `--only TEXT` the slices of those questions alone whose name has
 * the text. `npm run build` first.
 */
const times = 5;
const lightAsked = 300;
const countriesAtOnce = 30;
/** What a program does in its first seconds it does slowly: how much of a wait that is, is printed apart. */
const warmUpMs = 10_000;
const light = { name: "light", query: '{ organisation(code: "5PP") { name } }', variables: {} };

const complexityOf = ({ query, variables }: Question): number | string => {
  try {
    return complexityFromQuery(query, { schema, ctx: {} as never, variables }).complexity;
  } catch {
    return "?";
  }
};

const server = await startServed();

function asker() {
  const worker = new Worker(new URL("asker.mjs", import.meta.url));
  const sent = async (asked: object) => {
    worker.postMessage(asked);
    const [answer] = await once(worker, "message");
    return answer as { took: number[]; statuses: string[] };
  };
  return {
    worker,
    ask({ query, variables }: Question, often: number, everyMs = 0, atOnce = 1) {
      const body = JSON.stringify({ query, variables });
      return sent({ url: `${server.url}/graphql`, body, times: often, everyMs, atOnce });
    },
    livez: (often: number, everyMs: number) => sent({ url: `${server.url}/livez`, times: often, everyMs }),
  };
}

interface Row extends Hold {
  readonly slowest: number;
  readonly statuses: readonly string[];
  readonly question: Question;
}

const first = asker();
await first.ask(light, times);
const works = benchmarksQuestions();
if (!process.argv.includes("--only-mixed")) {
  const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : undefined;
  const rows = await measureHolds(only);
  printHolds(rows);
  if (only === undefined) await besideOthers(rows);
}
await first.worker.terminate();
if (process.argv.some((argument) => argument.endsWith("mixed"))) await mix();
await server.stop();

async function measureHolds(only: string | undefined): Promise<Row[]> {
  const questions = [...(await explorersQuestions()), ...works, ...inputTypes(), ...heaviestQuestions()];
  const rows: Row[] = [];
  for (const question of questions) {
    if (only !== undefined && !question.name.includes(only)) continue;
    let answer = { took: [] as number[], statuses: [] as string[] };
    const hold = await server.longestHold(async () => {
      answer = await first.ask(question, times);
    });
    rows.push({ ...hold, slowest: Math.max(...answer.took), statuses: answer.statuses, question });
  }
  return rows.sort((a, b) => b.held - a.held);
}

function printHolds(rows: readonly Row[]): void {
  console.info(
    "held, ms of processor | of which collecting | longest by the clock | slowest answer ms | complexity | status | question",
  );
  for (const { held, collecting, byClock, slowest, statuses, question } of rows.slice(0, 40)) {
    const figures = [held, collecting, byClock, slowest].map((value) => value.toFixed(0)).join(" | ");
    console.info(`${figures} | ${complexityOf(question)} | ${statuses.join(" ")} | ${question.name}`);
  }
  for (const kind of ["explorer", "input", "heaviest"]) {
    const longest = rows.find(({ question }) => question.name.startsWith(kind));
    if (longest)
      console.info(
        `longest hold of ${kind} questions: ${longest.held.toFixed(0)} ms (${longest.question.name})`,
      );
  }
}

function load(): string {
  return `load of the machine ${(loadavg()[0] ?? Number.NaN).toFixed(1)}`;
}

function at(took: readonly number[], share: number): number {
  return [...took].sort((a, b) => a - b)[Math.ceil(took.length * share) - 1] ?? Number.NaN;
}

function spread(took: readonly number[]): string {
  return `p50 ${at(took, 0.5).toFixed(1)} ms, p99 ${at(took, 0.99).toFixed(1)} ms`;
}

/** How long a light question takes, alone and beside the heaviest. */
async function besideOthers(rows: readonly Row[]): Promise<void> {
  const alone = await first.ask(light, lightAsked, 20);
  console.info(`a light question alone: ${spread(alone.took)}, ${load()}`);
  const allowed = rows.filter(({ statuses }) => statuses.join() === "200");
  for (const { question, slowest } of [...allowed].sort((a, b) => b.slowest - a.slowest).slice(0, 3)) {
    const second = asker();
    let over = false;
    const looping = (async () => {
      while (!over) await second.ask(question, 1);
    })();
    const { took, statuses } = await first.ask(light, lightAsked, 20);
    over = true;
    await looping;
    console.info(
      `beside a client that loops "${question.name}" (${slowest.toFixed(0)} ms): ${spread(took)}, status ${statuses.join(" ")}, ${load()}`,
    );
    await second.worker.terminate();
  }
  await besideTheCountry();
}

/** /livez and a light question while 30 at once ask for the whole country, against the same while nobody does. */
async function besideTheCountry(): Promise<void> {
  const country = works.find(({ name }) => name.startsWith("c "));
  if (!country) throw new Error("The benchmark has no work c.");
  const second = asker();
  const both = async () => ({
    livez: await first.livez(lightAsked / 3, 20),
    light: await first.ask(light, lightAsked / 3, 20),
  });
  const idle = await both();
  let over = false;
  let asked = 0;
  const looping = (async () => {
    while (!over) asked += (await second.ask(country, 1, 0, countriesAtOnce)).took.length;
  })();
  const busy = await both();
  over = true;
  await looping;
  await second.worker.terminate();
  for (const what of ["livez", "light"] as const) {
    const [before, beside] = [at(idle[what].took, 0.99), at(busy[what].took, 0.99)];
    console.info(
      `${what} beside ${countriesAtOnce} whole-country questions at once (${asked} answered or refused): ${spread(busy[what].took)}; alone ${spread(idle[what].took)}; p99 times ${(beside / before).toFixed(1)}, ${load()}`,
    );
  }
}

/** When each question was asked, in ms since the clients began, and how long its answer took. */
type Asked = readonly { readonly since: number; readonly took: number }[];

/** 64 clients that mix what the benchmark asks with light questions, for a minute. */
async function mix(): Promise<void> {
  const mixed = works.flatMap((work) => [work, light]);
  const questions = mixed.map(({ name, query, variables }) => ({
    name,
    body: JSON.stringify({ query, variables }),
  }));
  const clients = fork(new URL("mixed-clients.mjs", import.meta.url));
  const answered = once(clients, "message");
  clients.send({ url: `${server.url}/graphql`, questions, clients: 64, seconds: 60 });
  await after(warmUpMs);
  const early = await server.memory();
  const [{ answers, failed }] = (await answered) as [
    { answers: Record<string, Asked>; failed: Record<string, number> },
  ];
  const late = await server.memory();
  clients.kill();
  console.info(`64 clients, 60 s, ${load()}: of all, and of those asked after the first 10 s`);
  console.info(
    "kind | answered | refused | p50 ms | p99 ms | p99 / p50 | after 10 s: answered | p50 | p99 | p99 / p50",
  );
  for (const [name, asked] of Object.entries(answers)) {
    const warm = asked.filter(({ since }) => since >= warmUpMs);
    console.info(
      `${name} | ${asked.length} | ${failed[name] ?? 0} | ${ofMixed(asked)} | ${warm.length} | ${ofMixed(warm)}`,
    );
  }
  console.info(
    `memory after 10 s and after 60 s, collected: held ${early.held.toFixed(0)} and ${late.held.toFixed(0)} MB (times ${(late.held / early.held).toFixed(2)}), of the machine ${early.rss.toFixed(0)} and ${late.rss.toFixed(0)} MB (times ${(late.rss / early.rss).toFixed(2)})`,
  );
}

function ofMixed(asked: Asked): string {
  const took = asked.map((one) => one.took);
  const [half, p99] = [at(took, 0.5), at(took, 0.99)];
  return `${half.toFixed(0)} | ${p99.toFixed(0)} | ${(p99 / half).toFixed(1)}`;
}
