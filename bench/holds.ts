import { fork } from "node:child_process";
import { once } from "node:events";
import { loadavg } from "node:os";
import { setTimeout as after } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { complexityFromQuery } from "@pothos/plugin-complexity";
import { type DocumentNode, print } from "graphql";
import { createServer } from "vite";
import { schema as ownSchema } from "../src/schema/schema.ts";
import type { SnapshotGraph } from "../src/snapshot/snapshot-graph.ts";
import { questionsOfInputTypes } from "../test/fuzz/input-types.ts";
import { longestHold } from "../test/longest-hold.ts";
import { heaviest as heaviestOf, kinds } from "../test/server/heaviest.ts";
import { application, readSettings, startServer } from "./contenders/built.ts";
import { clocks } from "./works/work.ts";
import { warmWorks } from "./works/works.ts";

/**
 * Prints for how long the event loop is held at the size of England, by the explorer's own questions, by those of the
 * benchmark, by a variable of every input type and by the heaviest of each kind that is allowed, five times each; and how
 * long a light question takes alone, and beside a client that asks the heaviest of them again and again. With `--mixed`
 * also how long 64 clients wait that mix questions for a minute, and the memory meanwhile. With `--only TEXT` the slices of
 * those questions alone whose name has the text. `npm run build` first.
 */
interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const times = 5;
const lightAsked = 300;
const countriesAtOnce = 30;
const light = { name: "light", query: '{ organisation(code: "5PP") { name } }', variables: {} };

async function explorersQuestions(): Promise<Question[]> {
  const vite = await createServer({
    configFile: false,
    optimizeDeps: { noDiscovery: true },
    appType: "custom",
    server: { middlewareMode: true, hmr: false },
  });
  const load = async (path: string) =>
    Object.values(await vite.ssrLoadModule(path)).flatMap((held): DocumentNode[] => {
      const document = held?.document ?? held;
      return document?.kind === "Document" && print(document).startsWith("query") ? [document] : [];
    });
  const views = [
    "compare/compare",
    "conflicts/conflicts",
    "england/england",
    "organisation/organisation",
    "orphans/orphans",
    "orphans/download",
    "orphans/suggestions",
    "search/search",
    "curate/curate",
  ];
  const paths = [...views.map((view) => `/web/views/${view}-query.ts`), "/web/app/suggest-query.ts"];
  const documents = (await Promise.all(paths.map(load))).flat();
  await vite.close();
  return documents.flatMap((document) => {
    const query = print(document).replaceAll(" @_required", "");
    const name = /query (\w+)/.exec(query)?.[1] ?? "?";
    return variablesOf(query).map((variables, at) => ({
      name: `explorer ${name} ${at + 1}`,
      query,
      variables,
    }));
  });
}

/** What the explorer sends: of England, and of one area. */
function variablesOf(query: string): Record<string, unknown>[] {
  const has = (name: string) => query.includes(`$${name}:`);
  const usual = {
    ...(has("asOf") && { asOf: clocks.asOf }),
    ...(has("from") && { from: "2010-07-31", to: "2013-04-01" }),
    ...(has("text") && { text: "cambridgeshire health" }),
  };
  const where = { pct: { code: { eq: "5PP" } } };
  if (has("where"))
    return [
      { ...usual, where: {} },
      { ...usual, where },
    ];
  if (has("within")) return [usual, { ...usual, within: "Q38" }];
  if (has("code")) return ["5PP", "Q36", "X006883"].map((code) => ({ ...usual, code }));
  if (has("of")) return [{ ...usual, of: "5PP", withFacts: true }];
  return [usual];
}

const complexityOf = ({ query, variables }: Question): number | string => {
  try {
    return complexityFromQuery(query, { schema: ownSchema, ctx: {} as never, variables }).complexity;
  } catch {
    return "?";
  }
};

process.setSourceMapsEnabled(false);
const explorer = await explorersQuestions();
const server = await startServer(
  readSettings({ PORT: "0", LOG_LEVEL: "silent", GRAPH_FILE: ":memory:", RESPONSE_CACHE_BYTES: "0" }),
  application,
);
await (server.graph as SnapshotGraph).refresh();

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

const first = asker();
const rows: {
  name: string;
  held: number;
  slowest: number;
  complexity: number | string;
  statuses: string;
  question: Question;
}[] = [];
const measure = async (question: Question) => {
  let answer = { took: [] as number[], statuses: [] as string[] };
  const held = await longestHold(async () => {
    answer = await first.ask(question, times);
  });
  const { took, statuses } = answer;
  const slowest = Math.round(Math.max(...took));
  rows.push({
    name: question.name,
    held,
    slowest,
    complexity: complexityOf(question),
    statuses: statuses.join(" "),
    question,
  });
};
const works = warmWorks.flatMap(({ id, name, matters }) =>
  matters.slice(0, 1).map(({ ours }) => ({
    name: `${id} ${name}`,
    query: ours.query,
    variables: { counted: true, ...ours.variables },
  })),
);
const inputs = questionsOfInputTypes(ownSchema).map((question) => ({
  ...question,
  name: `input ${question.type}`,
}));
const limits = Object.entries(kinds).map(([name, kind]) => ({
  name: `heaviest ${name}`,
  query: heaviestOf(kind),
  variables: {},
}));
await first.ask(light, times);
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : undefined;
for (const question of [...explorer, ...works, ...inputs, ...limits])
  if (only === undefined || question.name.includes(only)) await measure(question);

const shown = [...rows].sort((a, b) => b.held - a.held);
console.info("held ms | slowest answer ms | complexity | status | question");
for (const { name, held, slowest, complexity, statuses } of shown.slice(0, 40))
  console.info(`${held} | ${slowest} | ${complexity} | ${statuses} | ${name}`);
const of = (kind: string) => shown.find(({ name }) => name.startsWith(kind));
if (only !== undefined) {
  await first.worker.terminate();
  await server.stop();
  process.exit();
}
for (const kind of ["explorer", "input", "heaviest"])
  console.info(`longest hold of ${kind} questions: ${of(kind)?.held} ms (${of(kind)?.name})`);

const load = () => `load of the machine ${(loadavg()[0] ?? Number.NaN).toFixed(1)}`;
const at = (took: readonly number[], share: number) =>
  [...took].sort((a, b) => a - b)[Math.ceil(took.length * share) - 1] ?? Number.NaN;
const spread = (took: readonly number[]) =>
  `p50 ${at(took, 0.5).toFixed(1)} ms, p99 ${at(took, 0.99).toFixed(1)} ms`;

const alone = await first.ask(light, lightAsked, 20);
console.info(`a light question alone: ${spread(alone.took)}, ${load()}`);
const allowed = rows.filter(({ statuses }) => statuses === "200");
for (const heavy of allowed.sort((a, b) => b.slowest - a.slowest).slice(0, 3)) {
  const second = asker();
  let over = false;
  const looping = (async () => {
    while (!over) await second.ask(heavy.question, 1);
  })();
  const { took, statuses } = await first.ask(light, lightAsked, 20);
  over = true;
  await looping;
  console.info(
    `beside a client that loops "${heavy.name}" (${heavy.slowest} ms): ${spread(took)}, status ${statuses.join(" ")}, ${load()}`,
  );
  await second.worker.terminate();
}
await besideTheCountry();
await first.worker.terminate();
if (process.argv.includes("--mixed")) await mix();
await server.stop();

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

/** 64 clients that mix what the benchmark asks with light questions, for a minute. */
async function mix(): Promise<void> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const memory = () => {
    collect();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss: rss / 1e6, held: (heapUsed + external) / 1e6 };
  };
  const mixed = works.flatMap((work) => [work, { ...light, name: "light" }]);
  const questions = mixed.map(({ name, query, variables }) => ({
    name,
    body: JSON.stringify({ query, variables }),
  }));
  const clients = fork(new URL("mixed-clients.mjs", import.meta.url));
  const answered = once(clients, "message");
  clients.send({ url: `${server.url}/graphql`, questions, clients: 64, seconds: 60 });
  await after(10_000);
  const early = memory();
  const [{ took, failed }] = (await answered) as [
    { took: Record<string, number[]>; failed: Record<string, number> },
  ];
  const late = memory();
  clients.kill();
  console.info(`64 clients, 60 s, ${load()}: kind | answered | refused | p50 ms | p99 ms | p99 / p50`);
  for (const [name, times] of Object.entries(took)) {
    const [half, most] = [at(times, 0.5), at(times, 0.99)];
    console.info(
      `${name} | ${times.length} | ${failed[name] ?? 0} | ${half.toFixed(0)} | ${most.toFixed(0)} | ${(most / half).toFixed(1)}`,
    );
  }
  console.info(
    `memory after 10 s and after 60 s, collected: held ${early.held.toFixed(0)} and ${late.held.toFixed(0)} MB (times ${(late.held / early.held).toFixed(2)}), of the machine ${early.rss.toFixed(0)} and ${late.rss.toFixed(0)} MB (times ${(late.rss / early.rss).toFixed(2)})`,
  );
}
