import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, inject } from "vitest";
import { seedGraph } from "../src/demonstration/seed-graph.ts";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import type { Graph, Statement } from "../src/graph/graph.ts";
import { openNeo4jGraph } from "../src/graph/neo4j-graph.ts";
import { datasetProperties } from "../src/graph/statements/dataset.ts";
import { latestRevision } from "../src/model/dates.ts";
import { Unavailable } from "../src/model/errors.ts";
import { answerTo } from "../src/snapshot/answers.ts";
import { withSnapshot } from "../src/snapshot/snapshot-graph.ts";
import { openDemonstration } from "./demonstration.ts";
import type { Neo4jAddress } from "./neo4j/locate.ts";
import { ownNeo4j } from "./neo4j/own.ts";
import { takeTurn } from "./neo4j/turn.ts";

/** What a suite that runs on each engine opens. Whatever is opened is closed when the suite ends. */
export interface Engine {
  readonly name: "embedded" | "neo4j";
  /** An empty graph to write in. */
  empty(): Promise<Graph>;
  /** The demonstration graph, to be read only. */
  demonstration(): Promise<Graph>;
}

/**
 * Runs one suite on each engine: on Neo4j where the machine has one (the global set-up says so where it has not), and on
 * a snapshot of the embedded one, unless told otherwise.
 */
export function describeOnEachEngine(
  name: string,
  suite: (engine: Engine) => void,
  { snapshot = true }: { snapshot?: boolean } = {},
): void {
  const address = ownNeo4j();
  describe(`${name} (embedded)`, () => suite(embeddedEngine()));
  if (snapshot) describe(`${name} (snapshot)`, () => suite(snapshotEngine()));
  describe.skipIf(address === null)(`${name} (neo4j)`, () => suite(neo4jEngine()));
}

export function embeddedEngine(): Engine {
  const opened: Graph[] = [];
  const folder = mkdtempSync(join(tmpdir(), "commissioning-test-"));
  const open = async () => {
    const graph = await openEmbeddedGraph({
      file: join(folder, `${opened.length}.grafeo`),
      timeLimitMs: 120_000,
    });
    opened.push(graph);
    return graph;
  };
  afterAll(async () => {
    await Promise.all(opened.map((graph) => graph.close()));
    rmSync(folder, { recursive: true, force: true });
  });
  const demonstration = async () => {
    const graph = await openDemonstration();
    opened.push(graph);
    return graph;
  };
  return { name: "embedded", empty: open, demonstration };
}

/** The snapshot of the demonstration that the suites of a worker read: to fill one takes seconds. It ends with the worker. */
const ofThisWorker: { snapshot?: Promise<Graph> } = {};

function snapshotToRead(): Promise<Graph> {
  ofThisWorker.snapshot ??= openDemonstration().then(withSnapshotOf);
  return ofThisWorker.snapshot;
}

/** The embedded engine behind a snapshot, which is brought up to date before it is asked: all that it can answer comes from it. */
export function snapshotEngine(): Engine {
  const { name, empty } = embeddedEngine();
  return { name, empty: async () => withSnapshotOf(await empty()), demonstration: snapshotToRead };
}

function withSnapshotOf(graph: Graph): Graph {
  const snapshot = withSnapshot(graph, {
    onFailed: (error) => {
      if (!(error instanceof Unavailable)) throw error;
    },
  });
  /** What is asked at no revision, or at any, is asked at the present one, as a server does. */
  const current = async ({ atRevision = latestRevision }: { readonly atRevision?: number }) => {
    const [dataset] = await graph.read(datasetProperties, {});
    await snapshot.refresh();
    return { atRevision: Math.min(atRevision, dataset?.revision ?? 0) };
  };
  return {
    ...snapshot,
    async read(statement, params, options) {
      if (!answerTo(statement)) return graph.read(statement, params, options);
      return snapshot.read(statement, { ...params, ...(await current(params)) }, options);
    },
    ask: async (plan, at, options) => snapshot.ask(plan, { ...at, ...(await current(at)) }, options),
  };
}

export function neo4jEngine(): Engine {
  const opened: Graph[] = [];
  let endTurn: (() => Promise<void>) | undefined;
  const address = ownNeo4j();
  const toRead = inject("neo4jToRead");
  const open = (at: Neo4jAddress | null) => {
    if (!at) throw new Error("There is no Neo4j to test on");
    const graph = openNeo4jGraph({ ...at, timeLimitMs: 120_000 });
    opened.push(graph);
    return graph;
  };
  afterAll(async () => {
    await Promise.all(opened.map((graph) => graph.close()));
    await endTurn?.();
  });
  const takeOurTurn = async () => {
    if (address) endTurn ??= await takeTurn(address.turn);
  };
  return {
    name: "neo4j",
    async empty() {
      await takeOurTurn();
      return emptied(open(address));
    },
    async demonstration() {
      const graph = open(toRead);
      if (toRead?.uri === address?.uri) {
        await takeOurTurn();
        await loadDemonstration(graph);
        return graph;
      }
      // Nobody has to wait for those who read, once it is there.
      const loaded = toRead && (await takeTurn(toRead.turn));
      await loadDemonstration(graph).finally(() => loaded?.());
      return graph;
    },
  };
}

async function loadDemonstration(graph: Graph): Promise<void> {
  const [dataset] = await graph.read(datasetProperties, {});
  const [untouched] = await graph.read(untouchedDemonstration, {});
  if (dataset && untouched?.revision === dataset.revision) return;
  await seedGraph(await emptied(graph), { factsOnly: false });
  // The planner goes by samples of the indexes, which it takes some time after so much was written.
  await graph.read(prepareForReplanning, {});
  await marked(graph);
}

const prepareForReplanning: Statement<object, unknown> = {
  name: "prepare for replanning",
  cypher: "CALL db.prepareForReplanning(120)",
  row: (raw) => raw,
};

/** Told from what a test wrote by the revision that it was marked with. */
const untouchedDemonstration: Statement<object, { revision: number }> = {
  name: "untouched demonstration",
  cypher: "MATCH (t:TestGraph) WHERE t.revision IS NOT NULL RETURN t.revision AS revision",
  row: (raw) => ({ revision: Number(raw.revision) }),
};

async function marked(graph: Graph): Promise<void> {
  const [dataset] = await graph.read(datasetProperties, {});
  const mark: Statement<object, unknown> = {
    name: "mark demonstration",
    cypher: "MERGE (t:TestGraph) SET t.revision = $revision RETURN t.revision AS revision",
    row: (raw) => raw,
  };
  await graph.write((transaction) => transaction.run(mark, { revision: dataset?.revision ?? 0 }));
}

/** Empties the test server, unless it holds a graph that no test wrote: then it is somebody's, and stays. */
async function emptied(graph: Graph): Promise<Graph> {
  const foreign: Statement<object, { nodes: number; ours: number }> = {
    name: "whose graph",
    cypher: "MATCH (n) RETURN count(*) AS nodes, sum(CASE WHEN n:TestGraph THEN 1 ELSE 0 END) AS ours",
    row: (raw) => ({ nodes: Number(raw.nodes), ours: Number(raw.ours) }),
  };
  const [found] = await graph.read(foreign, {});
  if (found && found.nodes > 0 && found.ours === 0) {
    throw new Error(
      "NEO4J_URI leads to a graph that is not a test's. Expected an empty database: tests wipe it.",
    );
  }
  const wipe = (cypher: string): Statement<object, unknown> => ({ name: "wipe", cypher, row: (raw) => raw });
  await graph.write((transaction) => transaction.run(wipe("MATCH (n) DETACH DELETE n"), {}));
  await graph.write((transaction) => transaction.run(wipe("CREATE (:TestGraph)"), {}));
  return graph;
}
