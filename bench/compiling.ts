import { execute, getOperationAST, type OperationDefinitionNode, parse } from "graphql";
import { parseDate } from "../src/model/dates.ts";
import type { SnapshotGraph } from "../src/snapshot/snapshot-graph.ts";
import { reader } from "../test/callers.ts";
import {
  application,
  compiledQueries,
  createContext,
  datasetProperties,
  readSettings,
  schema,
  startServer,
} from "./contenders/built.ts";
import { askAll } from "./contenders/contender.ts";
import { clocks, type JsonObject } from "./works/work.ts";
import { warmWorks } from "./works/works.ts";

/**
 * Prints what compiling queries brings (decision 28): each work of the benchmark on England in a snapshot, by graphql-js
 * and compiled, in turns; and how long the largest query that is compiled takes to compile. `npm run build` first.
 */
const rounds = 7;
const roundMs = 400;

// tsx turns them on, and they slow every stack that is taken.
process.setSourceMapsEnabled(false);
const server = await startServer(
  readSettings({ PORT: "0", LOG_LEVEL: "silent", GRAPH_FILE: ":memory:", DEFAULT_AS_OF: clocks.asOf }),
  application,
);
await (server.graph as SnapshotGraph).refresh();

const compiled = compiledQueries(schema);
const documents = new Map<string, ReturnType<typeof parse>>();

async function contextValue() {
  const { graph } = server;
  const revision = (await graph.read(datasetProperties, {}))[0]?.revision ?? null;
  const defaultAsOf = parseDate(clocks.asOf);
  return createContext({ graph, caller: reader, requestId: "bench", defaultAsOf, revision });
}

async function answer(how: "graphql-js" | "compiled", query: string, variables: JsonObject) {
  const document = documents.get(query) ?? parse(query);
  documents.set(query, document);
  const operation = getOperationAST(document) as OperationDefinitionNode;
  const question = { document, operation, contextValue: await contextValue(), variables };
  const data = how === "compiled" ? await compiled(question) : undefined;
  const result = data ? { data } : await execute({ schema, ...question, variableValues: { ...variables } });
  JSON.stringify(result);
  return result.data as JsonObject;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

for (const { id, name, subjects } of warmWorks) {
  const [subject] = subjects;
  if (!subject) continue;
  const ask = (how: "graphql-js" | "compiled") =>
    askAll(subject.ours, (query, variables) => answer(how, query, variables));
  for (let times = 0; times < 4; times++)
    for (const how of ["graphql-js", "compiled"] as const) await ask(how);
  const times = { "graphql-js": [] as number[], compiled: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const turns = ["graphql-js", "compiled"] as const;
    for (const how of round % 2 ? turns : turns.toReversed()) {
      const started = performance.now();
      let asked = 0;
      for (; performance.now() - started < roundMs || asked < 3; asked++) await ask(how);
      times[how].push((performance.now() - started) / asked);
    }
  }
  const ratio = median(
    times.compiled.map((took, round) => took / (times["graphql-js"][round] ?? Number.NaN)),
  );
  const [js, fast] = [median(times["graphql-js"]), median(times.compiled)].map((ms) => ms.toFixed(2));
  console.info(`${id} ${name}: graphql-js ${js} ms, compiled ${fast} ms, times ${ratio.toFixed(2)}`);
}

const largest = `{ ${Array.from({ length: 25 }, (_, at) => `a${at}: dataset { revision }`).join(" ")} }`;
const compiling: number[] = [];
for (let times = 0; times < 9; times++) {
  const query = `query Q${times} ${largest}`;
  for (let asked = 0; asked < 2; asked++) await answer("compiled", query, {});
  const started = performance.now();
  await answer("compiled", query, {});
  compiling.push(performance.now() - started);
}
console.info(
  `the largest that is compiled, asked for the third time: ${median(compiling).toFixed(0)} ms, at most ${Math.max(...compiling).toFixed(0)} ms`,
);
await server.stop();
