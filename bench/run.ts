import neo4j, { type Driver } from "neo4j-driver";
import { openEmbeddedGraph } from "../src/graph/embedded-graph.ts";
import type { Graph } from "../src/graph/graph.ts";
import { openNeo4jGraph } from "../src/graph/neo4j-graph.ts";
import type { Neo4jAddress } from "../test/neo4j/locate.ts";
import { startNeo4j } from "../test/neo4j/start-neo4j.ts";
import { checkAgreement } from "./agree.ts";
import { measureColdStarts } from "./cold-start.ts";
import type { ContenderName } from "./contenders/contender.ts";
import { type Running, startContender } from "./contenders/process.ts";
import type { RunEffort } from "./efforts.ts";
import { machine, versions } from "./machine.ts";
import { fillWithEnglands } from "./many-englands.ts";
import { type Measured, type Mode, measureFresh, measureWarm, warmAll } from "./measure.ts";
import type { Results } from "./results.ts";
import { measureLoad } from "./under-load.ts";
import type { Work } from "./works/work.ts";
import { freshWork, warmWorks } from "./works/works.ts";

type Fill = Results["fills"][number];
type Cleanup = () => Promise<void>;

const say = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);

/** Tells of what a run found, whenever there is more of it. */
type Save = (results: Results) => void;

/**
 * Starts everything, checks that all answer the same, measures, and stops everything again.
 * @param only the letters of the works to measure; all of them where it is undefined
 * @param save is told what was found so far, so that a run which is stopped leaves that
 */
export async function runBenchmark(
  effort: RunEffort,
  { how, only, save }: { how: string; only: readonly string[] | undefined; save: Save },
): Promise<Results> {
  const started = performance.now();
  const before = machine();
  const cleanups: Cleanup[] = [];
  const { without, caution } = effort;
  const wanted = (id: string) => only?.includes(id) ?? !without.includes(id);
  try {
    const { contenders, fills, addresses } = await startAll(effort, cleanups);
    const [address] = addresses;
    if (!address) throw new Error("No Neo4j was started");
    const named = { when: new Date().toISOString().slice(0, 10), how, caution, machine: before };
    let results: Results = {
      ...{ ...named, minutes: 0, finished: false, versions: versions(await versionOf(address)) },
      ...{ measured: [], loads: [], coldStarts: [], fills },
    };
    const found = (more: Partial<Results>) => {
      results = { ...results, ...more, minutes: (performance.now() - started) / 60_000 };
      save(results);
    };
    const small = contenders.filter(({ englands }) => englands === 1);
    for await (const measured of measureAll(contenders, effort, wanted)) {
      found({ measured: [...results.measured, ...measured] });
    }
    if (wanted("i")) {
      say("i: 64 clients at once");
      const mixed = [...warmWorks, freshWork(30, "load")].filter(({ id }) => !without.includes(id));
      found({ loads: await measureLoad(small, mixed, effort.loadSeconds) });
    }
    if (wanted("k")) {
      say("k: cold starts");
      found({ coldStarts: await measureColdStarts(address) });
    }
    found({ finished: true });
    return results;
  } finally {
    // One that cannot be ended must not keep the others alive.
    for (const cleanup of cleanups.reverse()) await cleanup().catch((error) => say(String(error)));
  }
}

async function startAll(effort: RunEffort, cleanups: Cleanup[]) {
  const contenders: Running[] = [];
  const fills: Fill[] = [];
  const addresses: Neo4jAddress[] = [];
  const start = async (names: readonly ContenderName[], englands: number, address: Neo4jAddress | null) => {
    say(`starting ${names.join(", ")} with ${englands} Englands`);
    const started = names.map((name) => startContender({ name, englands, address }));
    // Also where another of them does not start.
    for (const contender of started) cleanups.push(async () => (await contender).stop());
    contenders.push(...(await Promise.all(started)));
  };
  for (const englands of effort.neo4jSizes) {
    say(`starting a Neo4j for ${englands} Englands`);
    const server = await startNeo4j({ heapMb: 2048 });
    cleanups.push(() => server.stop());
    const address = { uri: server.uri, user: server.user, password: server.password };
    addresses.push(address);
    fills.push(await fill("neo4j", englands, openNeo4jGraph({ ...address, timeLimitMs: 60_000 })));
    await sampleIndexes(address);
    await start(effort.onNeo4j, englands, address);
  }
  fills.push(await fill("embedded", 1, await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 60_000 })));
  for (const englands of effort.embeddedSizes) {
    await start(englands === 1 ? ["plain", "embedded"] : ["embedded"], englands, null);
  }
  return { contenders, fills, addresses };
}

async function fill(contender: Fill["contender"], englands: number, graph: Graph): Promise<Fill> {
  const started = performance.now();
  await fillWithEnglands(graph, englands);
  const seconds = (performance.now() - started) / 1000;
  await graph.close();
  return { contender, englands, seconds };
}

/** Work by work. */
async function* measureAll(
  contenders: readonly Running[],
  effort: RunEffort,
  wanted: (id: string) => boolean,
): AsyncGenerator<Measured[]> {
  const small = contenders.filter(({ englands }) => englands === 1);
  const contendersOf = ({ fixedSize }: Work) => (fixedSize ? contenders : small);
  const asGiven = warmWorks.filter(({ id }) => wanted(id));
  const works = effort.lastFirst ? asGiven.toReversed() : asGiven;
  say("warming up");
  await warmAll(contendersOf, works, effort);
  for (const work of works) {
    const asked = contendersOf(work);
    say(`${work.id}: ${work.name}`);
    await checkAgreement(asked, work);
    for (const mode of effort.modes) yield measureWarm(asked, work, mode, effort);
  }
  if (!wanted("e")) return;
  for (const mode of effort.modes) yield measureFreshShapes(small, mode, effort);
}

/** Compared afterwards: asking for the comparison would make them no longer fresh. */
async function measureFreshShapes(
  contenders: readonly Running[],
  mode: Mode,
  { freshShapes }: RunEffort,
): Promise<Measured[]> {
  const work = freshWork(freshShapes, mode);
  say(`e: ${work.name}, ${mode}`);
  const measured = await measureFresh(contenders, work, mode);
  await checkAgreement(contenders, work);
  return measured;
}

/** The planner goes by samples of the indexes, which it takes some time after so much was written. */
const sampleIndexes = (address: Neo4jAddress) =>
  withDriver(address, (driver) => driver.executeQuery("CALL db.prepareForReplanning(300)"));

function versionOf(address: Neo4jAddress): Promise<string> {
  return withDriver(address, async (driver) => {
    const { records } = await driver.executeQuery(
      "CALL dbms.components() YIELD versions RETURN versions[0] AS version",
    );
    return `${records[0]?.get("version")} Community`;
  });
}

async function withDriver<T>(
  { uri, user, password }: Neo4jAddress,
  work: (driver: Driver) => Promise<T>,
): Promise<T> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { telemetryDisabled: true });
  try {
    return await work(driver);
  } finally {
    await driver.close();
  }
}
