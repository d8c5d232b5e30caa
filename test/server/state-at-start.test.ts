import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import type { Code } from "../../src/model/code.ts";
import { toInstant } from "../../src/model/dates.ts";
import { type OrganisationRecord, undescribed } from "../../src/model/organisation.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { author } from "../callers.ts";
import * as serve from "./serving.ts";

interface Told {
  readonly data?: {
    readonly organisation?: object | null;
    readonly pcts?: { readonly nodes: readonly object[] };
    readonly dataset?: { readonly revision: number };
  };
  readonly errors?: readonly { readonly message: string }[];
  readonly extensions?: { readonly dataset: object };
}

const ask = async (server: RunningServer, question: string): Promise<Told> =>
  (await serve.ask(server, question)).body as Told;

/** A server without a snapshot, so that every request asks its graph. */
async function serving(env: Record<string, string> = {}) {
  return serve.stoppedAtEnd(
    await startServer(serve.demonstrationSettings({ SNAPSHOT_MAX_FACTS: "0", ...env }), application),
  );
}

/** A change of the graph that the server is not told of, as another process makes it. */
async function register(graph: Graph, code: string): Promise<void> {
  const organisation: OrganisationRecord = {
    ...undescribed,
    kind: "PRACTICE",
    code: code as Code,
    name: `Practice ${code}`,
    confidence: "SYNTHETIC",
    source: "SYNTHETIC",
  };
  await graph.write((transaction) =>
    record(transaction, { organisations: [organisation] }, toInstant(new Date()), author),
  );
}

test.each([
  ["kept answers", {}],
  ["none kept", { RESPONSE_CACHE_BYTES: "0" }],
])("what another process wrote is in the next answer, with %s", async (_, env) => {
  const server = await serving(env);
  const question = '{ organisation(code: "A99998") { name } dataset { revision } }';
  // Often enough that it is compiled.
  for (let times = 0; times < 4; times++) {
    const { data, extensions } = await ask(server, question);
    expect(data?.organisation).toBeNull();
    expect(extensions?.dataset).toMatchObject({ revision: data?.dataset?.revision });
  }
  await register(server.graph, "A99998");
  const { data, extensions } = await ask(server, question);
  expect(data?.organisation).toEqual({ name: "Practice A99998" });
  expect(extensions?.dataset).toMatchObject({ revision: data?.dataset?.revision });
  for (let number = 0; number < 3; number++) {
    await register(server.graph, `A9999${number}`);
    const { data } = await ask(server, `{ organisation(code: "A9999${number}") { name } }`);
    expect(data?.organisation).toEqual({ name: `Practice A9999${number}` });
  }
});

test("a graph that fails while it is asked for its state is said to be unavailable, not answered for", async () => {
  const server = await serving({ RESPONSE_CACHE_BYTES: "0" });
  const question = "{ pcts(first: 2) { nodes { code } } }";
  for (let times = 0; times < 3; times++) await ask(server, question);
  const { graph } = server;
  const read = graph.read.bind(graph);
  graph.read = (statement, params, options) =>
    statement.name === "dataset"
      ? Promise.reject(new Error("password=hunter2"))
      : read(statement, params, options);
  const { data, errors } = await ask(server, question);
  expect(data).toBeUndefined();
  expect(errors?.[0]?.message).toMatch(/^Something went wrong on our side/);
  graph.read = read;
  expect((await ask(server, question)).data?.pcts?.nodes).toHaveLength(2);
});
