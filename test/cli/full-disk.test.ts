import { execFileSync, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test as tests } from "vitest";
import { demonstrationFile } from "../demonstration.ts";
import { type Run, readyUrl, run, tinyProgram } from "./running.ts";

// Only Linux has prlimit and /dev/full, and CI runs there.
const test = tests.skipIf(process.platform !== "linux");

// A disk is filled here by a limit on the size of files, for which nobody has to be root: the same refusal of the
// operating system to the same write, by another number.
const newFile = () => join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");
const limitFiles = ({ child }: Run, bytes: number | "unlimited") =>
  execFileSync("prlimit", [`--pid=${child.pid}`, `--fsize=${bytes}:unlimited`]);
const token = ["token", "create", "--name", "Jane", "--role", "reader"];

/** Runs a command in a process of its own, that may write files of so many KB at most. */
function runLimited(
  kilobytes: number | "unlimited",
  args: readonly string[],
  graph: { readonly GRAPH_FILE: string; readonly GRAPH_READ_ONLY?: string },
  stdout?: number,
) {
  const { PATH = "", HOME = "" } = process.env;
  const script = `ulimit -S -f ${kilobytes}; exec "$@"`;
  const command = [process.execPath, tinyProgram(), ...args];
  const {
    status,
    stderr,
    stdout: out,
  } = spawnSync("bash", ["-c", script, "bash", ...command], {
    // What runs TypeScript keeps files of its own, which are not what is tried here.
    env: { PATH, HOME, ...graph, TSX_DISABLE_CACHE: "1" },
    stdio: ["ignore", stdout ?? "pipe", "pipe"],
    encoding: "utf8",
  });
  return { exitCode: status, err: stderr.trim(), out };
}

test("a server whose disk is full says so to whoever writes, is not ready, and is again when there is room", async () => {
  const GRAPH_FILE = newFile();
  const server = run(["serve"], { PORT: "0", GRAPH_FILE });
  const url = await readyUrl(server);
  const ready = async () => {
    const response = await fetch(`${url}/readyz`);
    return { status: response.status, reason: ((await response.json()) as { reason?: string }).reason };
  };
  expect(await ready()).toMatchObject({ status: 200 });
  limitFiles(server, 0);
  const why = "Nothing was written: no space left on the disk of graph.grafeo";
  const refused = run(token, { GRAPH_FILE });
  expect(await refused.exitCode).toBe(2);
  expect(refused.said.err).toContain(why);
  expect(refused.said.out).toBe("");
  expect(await ready()).toEqual({ status: 503, reason: expect.stringContaining(why) });
  // Reading goes on.
  expect((await fetch(`${url}/export`)).status).toBeLessThan(500);
  limitFiles(server, "unlimited");
  for (let tries = 0; (await ready()).status !== 200; tries++) {
    expect(tries).toBeLessThan(100);
    await delay(100);
  }
  expect(await run(token, { GRAPH_FILE }).exitCode).toBe(0);

  // Now the disk fills up again, and the server is stopped.
  limitFiles(server, 0);
  server.child.kill("SIGTERM");
  expect(await server.exitCode).toBe(2);
  expect(server.said.err.trim().split("\n")).toEqual([
    expect.stringMatching(
      /^What was written is kept, but graph.grafeo could not be brought up to date at closing: no space left on the disk of graph.grafeo/,
    ),
  ]);
  expect(server.said.out).toContain("could not be brought up to date at closing");
  const list = run(["token", "list", "--json"], { GRAPH_FILE });
  expect(await list.exitCode).toBe(0);
  expect(JSON.parse(list.said.out)).toMatchObject([{ name: "Jane" }]);
}, 120_000);

test("a command on a full disk says so and nothing else, whether it opens, writes, prints or closes", async () => {
  const GRAPH_FILE = newFile();
  expect(runLimited("unlimited", token, { GRAPH_FILE })).toMatchObject({ exitCode: 0 });
  const opens = runLimited(0, ["audit", "verify"], { GRAPH_FILE });
  expect(opens).toMatchObject({ exitCode: 2, out: "" });
  expect(opens.err).toBe(
    `GRAPH_FILE=${GRAPH_FILE} cannot be opened: no space left on the disk of ${GRAPH_FILE}: a file may not be larger here. Nothing of the graph is lost: mend that, and open it again.`,
  );
  // The log has room for a token, and the graph's file, which is larger, none for what is in the log.
  const closes = runLimited(8, token, { GRAPH_FILE });
  expect(closes.exitCode).toBe(0);
  expect(closes.out).toMatch(/^cg_/);
  expect(closes.err.split("\n").at(-1)).toMatch(
    /^What was written is kept, but graph.grafeo could not be brought/,
  );
  const full = openSync("/dev/full", "w");
  const prints = runLimited("unlimited", ["token", "list"], { GRAPH_FILE }, full);
  closeSync(full);
  expect(prints).toMatchObject({
    exitCode: 2,
    err: "Not done, or not to its end: no space left on the disk of what it writes to. Mend that, and run it again.",
  });
  const list = runLimited("unlimited", ["token", "list", "--json"], { GRAPH_FILE });
  expect(JSON.parse(list.out)).toHaveLength(2);
}, 120_000);

test("a backup that the disk has no room for says so, and leaves nothing", () => {
  const file = join(mkdtempSync(join(tmpdir(), "commissioning-")), "england.backup.jsonl.gz");
  const graph = { GRAPH_FILE: demonstrationFile(), GRAPH_READ_ONLY: "1" };
  const { exitCode, err } = runLimited(0, ["backup", file], graph);
  expect(exitCode).toBe(2);
  expect(err).toMatch(/^No backup was written: no space left on the disk of \S+england\.backup\.jsonl\.gz/);
  expect(readdirSync(join(file, ".."))).toEqual([]);
});

test("a graph that cannot be seeded for want of room ends the server with why", async () => {
  const GRAPH_FILE = newFile();
  const { exitCode, err } = runLimited(8, ["serve"], { GRAPH_FILE });
  expect(exitCode).toBe(2);
  expect(err).toMatch(/no space left on the disk of \S*graph.grafeo/);
  expect(err.trim().split("\n")).toHaveLength(1);
});
