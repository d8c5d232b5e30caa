import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GrafeoDB } from "@grafeo-db/js";
import { afterEach, describe, expect, test, vi } from "vitest";
import { verifyLog } from "../../src/graph/audit-log.ts";
import { checkpoint } from "../../src/graph/embedded/checkpoint.ts";
import { GraphFile } from "../../src/graph/embedded/graph-file.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph, Transaction } from "../../src/graph/graph.ts";
import { acquireWriteLock, nextInstant, record } from "../../src/graph/recorder.ts";
import { countOrganisations, recordOrganisations } from "../../src/graph/statements/recording.ts";
import { source } from "../contract/small-graph.ts";

const opened: Graph[] = [];
afterEach(async () => {
  for (const graph of opened.splice(0)) await graph.close().catch(() => {});
});

async function open(file: string, logBytes?: number): Promise<Graph> {
  const graph = await openEmbeddedGraph({ file, timeLimitMs: 10_000, ...(logBytes && { logBytes }) });
  opened.push(graph);
  return graph;
}

const newFile = () => join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");
const pct =
  (code: string, name = code) =>
  (transaction: Transaction) =>
    transaction.run(recordOrganisations("PCT"), { rows: [{ code, kind: "PCT", name }] });
const count = async (graph: Graph) => (await graph.read(countOrganisations, {}))[0];

/** A closed graph that holds two organisations. */
async function another(): Promise<string> {
  const file = newFile();
  const graph = await open(file);
  await graph.write(pct("5PN"));
  await graph.write(pct("5QD"));
  await graph.close();
  return file;
}

const [lostFile, lostLog] = [
  /^Nothing was written: graph\.grafeo was /,
  /^Nothing was written: graph\.grafeo\.wal, the engine's log/,
];
const harms: [
  what: string,
  harm: (file: string) => unknown,
  refusal: RegExp,
  mend?: (file: string) => void,
][] = [
  ["moved", (file) => renameSync(file, `${file}.away`), lostFile, (file) => renameSync(`${file}.away`, file)],
  ["deleted", (file) => rmSync(file), lostFile],
  ["replaced by another", async (file) => renameSync(await another(), file), lostFile],
  ["written over", async (file) => copyFileSync(await another(), file), lostFile],
  [
    "left without its log",
    (file) => renameSync(`${file}.wal`, `${file}.wal.away`),
    lostLog,
    (file) => renameSync(`${file}.wal.away`, `${file}.wal`),
  ],
  [
    "given another log",
    (file) => {
      rmSync(`${file}.wal`, { recursive: true });
      mkdirSync(`${file}.wal`);
    },
    lostLog,
  ],
  [
    "left with an empty log folder",
    (file) => readdirSync(`${file}.wal`).map((name) => rmSync(join(`${file}.wal`, name))),
    lostLog,
  ],
];

describe("A graph whose file under it is", () => {
  test.each(harms)("%s takes no more writes, and says why", async (_, harm, refusal, mend) => {
    const file = newFile();
    const graph = await open(file);
    await graph.write(pct("5PP"));
    await graph.checkHealth();
    await harm(file);
    await expect(graph.write(pct("5PQ"))).rejects.toThrow(refusal);
    await expect(graph.write(pct("5PQ"))).rejects.toThrow(/commissioning backup/);
    await expect(graph.checkHealth()).rejects.toThrow(refusal);
    expect(await count(graph)).toBe(1);
    mend?.(file);
    if (mend) expect(await graph.write(pct("5PQ"))).toEqual([1]);
  });

  test("moved while somebody writes does not take that either", async () => {
    const file = newFile();
    const graph = await open(file);
    const moving = graph.write(async (transaction) => {
      await pct("5PP")(transaction);
      renameSync(file, `${file}.away`);
    });
    await expect(moving).rejects.toThrow(lostFile);
    expect(await count(graph)).toBe(0);
  });

  test("written over keeps what was put there when it is closed, and says where", async () => {
    const file = newFile();
    const graph = await open(file);
    await graph.write(pct("5PP"));
    copyFileSync(await another(), file);
    await expect(graph.close()).rejects.toThrow(/is kept as .*graph\.grafeo\.written-over-\d+/);
    const kept = readdirSync(join(file, "..")).find((name) => name.includes("written-over")) ?? "";
    expect(await count(await open(file))).toBe(1);
    expect(await count(await open(join(file, "..", kept)))).toBe(2);
  });
});

test("a file that somebody reads or opens to others meanwhile takes writes", async () => {
  const file = newFile();
  const graph = await open(file);
  readFileSync(file);
  cpSync(file, `${file}.copy`);
  chmodSync(file, 0o640);
  expect(await graph.write(pct("5PP"))).toEqual([1]);
});

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const modes = (file: string) => ({
  file: modeOf(file),
  folder: modeOf(`${file}.wal`),
  logs: [...new Set(readdirSync(`${file}.wal`).map((name) => modeOf(join(`${file}.wal`, name))))],
});
const privateModes = { file: "600", folder: "700", logs: ["600"] };

test("the graph and its log are for their owner alone, also those of before, and nothing else is changed", async () => {
  const file = newFile();
  const before = process.umask();
  const graph = await open(file, 10_000);
  expect(process.umask()).toBe(before);
  expect(modes(file)).toEqual(privateModes);
  const [log] = readdirSync(`${file}.wal`);
  await graph.write(pct("5PP", "x".repeat(20_000)));
  // The engine makes a new log at a checkpoint.
  await vi.waitFor(() => expect(readdirSync(`${file}.wal`)).not.toContain(log), 60_000);
  await graph.write(pct("5PQ"));
  expect(modes(file)).toEqual(privateModes);
  cpSync(file, `${file}.old`);
  cpSync(`${file}.wal`, `${file}.old.wal`, { recursive: true });
  for (const path of [
    `${file}.old.wal`,
    ...readdirSync(`${file}.old.wal`).map((name) => join(`${file}.old.wal`, name)),
  ])
    chmodSync(path, 0o755);
  chmodSync(`${file}.old`, 0o644);
  expect(await count(await open(`${file}.old`))).toBe(2);
  expect(modes(`${file}.old`)).toEqual(privateModes);
});

describe("The engine's log", () => {
  const logBytes = 50_000;

  test("is written into the file while the graph is open, and what is on the disk then is all there is", async () => {
    const file = newFile();
    const graph = await open(file, logBytes);
    let largest = 0;
    let checkpoints = 0;
    for (let at = 0; at < 40; at++) {
      const logs = readdirSync(`${file}.wal`).join();
      await graph.write(pct(`5${String(at).padStart(2, "0")}`, "x".repeat(10_000)));
      // The next write waits for a checkpoint that is due.
      await graph.write(async () => {});
      const log = new GraphFile(file);
      largest = Math.max(largest, log.logBytes());
      if (readdirSync(`${file}.wal`).join() === logs) continue;
      checkpoints++;
      // What a process leaves that is killed at this moment.
      const left = `${file}.left-${at}`;
      cpSync(file, left);
      cpSync(`${file}.wal`, `${left}.wal`, { recursive: true });
      const again = await open(left);
      expect(await count(again)).toBe(at + 1);
      await again.close();
    }
    expect(checkpoints).toBeGreaterThan(3);
    expect(largest).toBeLessThan(2 * logBytes);
    expect(existsSync(file)).toBe(true);
  });

  test("stays as it is where the engine cannot write it, with the engine's reason", async () => {
    const file = newFile();
    await open(file);
    const triggers: object[] = [];
    // The engine, as far as a checkpoint knows it, on a disk that fills up.
    const engine = {
      setCheckpointTriggers: (given: object) => triggers.push(given),
      checkpointStatus: () => ({
        failures: triggers.length,
        stopped: false,
        lastError: "No space left (os error 28)",
      }),
    };
    await expect(checkpoint(engine as unknown as GrafeoDB, new GraphFile(file))).rejects.toThrow(
      /os error 28/,
    );
    expect(triggers.at(-1)).toEqual({});
  });
});

describe("A graph that ends before what was written to it last", () => {
  const author = { who: "Jane", requestId: null, action: "RECORD", reason: "To try it." } as const;
  const change = (graph: Graph) =>
    graph.write(async (transaction) =>
      record(transaction, { sources: [source] }, nextInstant(await acquireWriteLock(transaction)), author),
    );
  /**
   * What a process that was killed left: five changes in the log, none in the file. Now and then the engine notes how far
   * the log is on the disk; damage before such a note is refused at opening, so that here none is behind the last change.
   */
  async function leftByKill(): Promise<string> {
    const file = newFile();
    const graph = await open(file);
    const lengths: number[] = [];
    for (let changes = 0; changes < 5; changes++) {
      await change(graph);
      lengths.push(logLength(file));
    }
    const [third = 0, fourth = 0, fifth = 0] = lengths.slice(2);
    if (fifth - fourth !== fourth - third) return leftByKill();
    cpSync(join(file, ".."), `${join(file, "..")}.killed`, { recursive: true });
    return join(`${join(file, "..")}.killed`, "graph.grafeo");
  }
  const logLength = (file: string) =>
    readdirSync(`${file}.wal`).reduce((sum, name) => sum + statSync(join(`${file}.wal`, name)).size, 0);
  const said = async (file: string) => {
    const faults: unknown[] = [];
    const graph = await openEmbeddedGraph({
      file,
      timeLimitMs: 10_000,
      onFault: (error) => faults.push(error),
    });
    opened.push(graph);
    return { graph, faults, problems: (await verifyLog(graph)).problems };
  };

  test("after a bit of its log was flipped says so where it is opened and verified, until it is replaced", async () => {
    const file = await leftByKill();
    const [name = ""] = readdirSync(`${file}.wal`);
    const log = readFileSync(join(`${file}.wal`, name));
    log[Math.floor(log.length * 0.9)] = (log[Math.floor(log.length * 0.9)] ?? 0) ^ 1;
    writeFileSync(join(`${file}.wal`, name), log);
    const { graph, faults, problems } = await said(file);
    const sentence = /^The graph ends at revision 4, and revision 5 \(hash [0-9a-f]{64}\) was written to it/;
    expect(faults).toEqual([expect.objectContaining({ message: expect.stringMatching(sentence) })]);
    expect(problems).toEqual([expect.stringMatching(sentence)]);
    await graph.write((transaction) => acquireWriteLock(transaction), { replacing: true });
    expect((await verifyLog(graph)).problems).toEqual([]);
  });

  test("is not said of one that was killed, closed, or made before this was noted", async () => {
    const file = await leftByKill();
    const killed = await said(file);
    expect(killed).toMatchObject({ faults: [], problems: [] });
    await killed.graph.close();
    expect(modeOf(`${file}.head.json`)).toBe("600");
    const closed = await said(file);
    expect(closed).toMatchObject({ faults: [], problems: [] });
    await closed.graph.close();
    for (const note of ["", "{", '{"revision":"9"}']) {
      writeFileSync(`${file}.head.json`, note);
      const unnoted = await said(file);
      expect(unnoted).toMatchObject({ faults: [], problems: [] });
      await unnoted.graph.close();
    }
  });
});

describe("A change that is acknowledged", () => {
  test("was brought to the disk before, and one whose disk fails is told as an unknown outcome", async () => {
    const file = newFile();
    const graph = await open(file);
    const order: string[] = [];
    const sync = vi.spyOn(GraphFile.prototype, "syncLog");
    sync.mockImplementationOnce(async function (this: GraphFile) {
      order.push(this.logBytes() > 0 ? "synced" : "there was no log");
    });
    await graph.write(pct("5PN")).then(() => order.push("acknowledged"));
    expect(order).toEqual(["synced", "acknowledged"]);

    sync.mockRejectedValueOnce(Object.assign(new Error("EIO: i/o error, fdatasync"), { code: "EIO" }));
    await expect(graph.write(pct("5QD"))).rejects.toMatchObject({
      code: "OUTCOME_UNKNOWN",
      message: expect.stringMatching(/^The change is in the graph, but graph\.grafeo could not be brought/),
    });
    expect(await count(graph)).toBe(2);
    sync.mockRestore();
    await graph.write(pct("5QE"));
    expect(await count(graph)).toBe(3);
  });
});

test("a folder in the place of the file is told as one, in no word of the engine's", async () => {
  const folder = mkdtempSync(join(tmpdir(), "commissioning-"));
  await expect(open(folder)).rejects.toThrow(
    `GRAPH_FILE=${folder} cannot be opened: it is a folder. Expected a file in it, such as ${join(folder, "commissioning.grafeo")}.`,
  );
});
