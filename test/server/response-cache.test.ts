import { expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { DaysBeyond } from "../../src/model/coverage.ts";
import type { Clocks, Instant, IsoDate } from "../../src/model/dates.ts";
import { JsonText } from "../../src/server/json-text.ts";
import { createResponseCache } from "../../src/server/response-cache.ts";
import { startServer } from "../../src/server/start-server.ts";
import { tokensOfEachKind } from "./callers-of-each-kind.ts";
import { demonstrationSettings, post, stoppedAtEnd } from "./serving.ts";

async function serving(env: Record<string, string> = {}) {
  const server = stoppedAtEnd(await startServer(demonstrationSettings(env), application));
  const statements: string[] = [];
  const { graph } = server;
  const read = graph.read.bind(graph);
  graph.read = (statement, params, options) => {
    statements.push(statement.name);
    return read(statement, params, options);
  };
  const askPlan = graph.ask.bind(graph);
  graph.ask = (plan, at, options) => {
    statements.push(plan.name);
    return askPlan(plan, at, options);
  };
  /** The answer, and the statements that it took beside the one that tells the graph's revision. */
  const ask = async (query: string, variables: object = {}, authorization = "") => {
    statements.length = 0;
    const headers = { "content-type": "application/json", ...(authorization ? { authorization } : {}) };
    const { body } = await post(server, JSON.stringify({ query, variables }), headers);
    return { body, took: statements.filter((name) => !/^(dataset|access token)/.test(name)) };
  };
  return { server, ask };
}

const pcts = "query ($first: Int, $asOf: Date) { pcts(first: $first, asOf: $asOf) { nodes { code } } }";

test("the same question has its answer at once, with all that is said of it, until another is asked", async () => {
  const { ask } = await serving();
  const first = await ask(pcts, { first: 3 });
  expect(first.took).not.toEqual([]);
  const again = await ask(pcts, { first: 3 });
  expect(again).toEqual({ body: first.body, took: [] });
  expect((await ask(pcts, { first: 2 })).took).not.toEqual([]);
  expect((await ask(pcts, { first: 3, asOf: "2012-01-01" })).took).not.toEqual([]);
});

test("an answer that is kept still says that it rests on something made up", async () => {
  const { ask } = await serving();
  const madeUp = async (query: string) => {
    const { body, took } = await ask(query);
    const { synthetic } =
      (body as { extensions?: { dataset: { synthetic?: true } } }).extensions?.dataset ?? {};
    return { synthetic, kept: took.length === 0 };
  };
  const practices = "{ practices(first: 2) { nodes { name } } }";
  expect(await madeUp(practices)).toEqual({ synthetic: true, kept: false });
  expect(await madeUp(practices)).toEqual({ synthetic: true, kept: true });
  expect(await madeUp('{ organisation(code: "5PP") { name } }')).toMatchObject({ synthetic: undefined });
});

test("an answer that is kept still says which days no source tells of, and which it was read at", () => {
  const kept = createResponseCache(1_000);
  const day = "2009-05-01" as IsoDate;
  const context = () => ({
    caller: { name: "Ada", role: "reader" as const, advice: "" },
    state: { now: "2011-06-01T00:00:00.000Z" as Instant, revision: 2, defaultAsOf: day },
    readAt: new Set<Clocks>(),
    madeUp: { found: false },
    beyond: new DaysBeyond(),
  });
  const asked = context();
  const clocks = {
    asOf: day,
    knownAt: asked.state.now,
    atRevision: 2,
    pinned: true,
    revisionPinned: true,
  };
  asked.beyond.add("standings", clocks);
  asked.beyond.add("patients", clocks);
  asked.readAt.add(clocks);
  asked.madeUp.found = true;
  kept.store(asked, ["a question"], new JsonText("{}"));
  const later = context();
  expect(kept.find(later, ["a question"])?.text).toBe("{}");
  expect(later).toEqual(asked);
  expect(later.beyond.among([])).toEqual([
    { asked: "patients", asOf: day, known: [] },
    { asked: "standings", asOf: day, known: [] },
  ]);
});

test("what is changed is answered as it is from then on", async () => {
  const { server, ask } = await serving();
  const curator = (await tokensOfEachKind(server.graph))["token of a curator"] ?? "";
  const name = `{ organisation(code: "A99999") { name } }`;
  expect((await ask(name)).body.data).toEqual({ organisation: null });
  const written = await ask(
    `mutation { registerOrganisation(input: { kind: PRACTICE, code: "A99999", name: "New", reason: "It opened.",
      source: { code: "L", title: "Letter", publisher: "It", published: "2011" } }) { __typename ... on InvalidInput { problems { message } } } }`,
    {},
    curator,
  );
  expect(written.body.data).toEqual({ registerOrganisation: { __typename: "OrganisationRegistered" } });
  expect((await ask(name)).body.data).toEqual({ organisation: { name: "New" } });
});

test("a caller is not answered what another was", async () => {
  const { server, ask } = await serving();
  const { "token of a curator": curator, "token of a reader": reader } = await tokensOfEachKind(server.graph);
  const log = "{ auditLog(first: 1) { pageInfo { hasNextPage } } }";
  expect((await ask(log, {}, curator)).body.data).toMatchObject({ auditLog: {} });
  expect((await ask(log, {}, reader)).body.errors?.[0]?.extensions.code).toBe("FORBIDDEN");
});

test("errors are not kept, and nothing is where no memory is given for it", async () => {
  const { ask } = await serving();
  const unknown = `{ delegationSummary(within: "5ZZ") { pcts } }`;
  await ask(unknown);
  expect((await ask(unknown)).took).not.toEqual([]);
  const { ask: askAnew } = await serving({ RESPONSE_CACHE_BYTES: "0" });
  await askAnew(pcts);
  expect((await askAnew(pcts)).took).not.toEqual([]);
});

test("a heavy question whose answer is kept waits for no place", async () => {
  const { server, ask } = await serving({ HEAVY_COMPLEXITY: "1", MAX_HEAVY_AT_ONCE: "1", MAX_WAITING: "0" });
  const first = await ask(pcts, { first: 1 });
  const { graph } = server;
  const askPlan = graph.ask.bind(graph);
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const begun = new Promise<void>((resolve) => {
    graph.ask = async (plan, at, options) => {
      resolve();
      await held;
      return askPlan(plan, at, options);
    };
  });
  const heavy = ask(pcts, { first: 2 });
  await begun;
  expect((await ask(pcts, { first: 3 })).body.errors?.[0]?.extensions.code).toBe("OVERLOADED");
  expect((await ask(pcts, { first: 1 })).body).toEqual(first.body);
  goOn();
  expect((await heavy).body.data).toBeDefined();
});
