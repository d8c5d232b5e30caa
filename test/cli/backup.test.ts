import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { readSettings } from "../../src/server/settings.ts";
import { startServer } from "../../src/server/start-server.ts";
import { fillRichly } from "../backup/rich-graph.ts";
import { curator } from "../callers.ts";
import { ask, testSettings } from "../server/serving.ts";
import { runOn, stoppedAtProgress } from "./in-process.ts";

const cwd = mkdtempSync(join(tmpdir(), "commissioning-backup-"));
const memory = () => openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
let graph: Graph;
beforeAll(async () => {
  graph = await fillRichly(await memory());
});
afterAll(async () => {
  await graph.close();
  rmSync(cwd, { recursive: true });
});
const run = (...args: string[]) => runOn(graph, args, { cwd });

test("backup tells what it wrote, into a file that is its owner's alone", async () => {
  const { exitCode, out, err } = await run("backup", "a.gz");
  expect([exitCode, err]).toEqual([0, ""]);
  expect(out).toMatch(
    /^7 organisations, 9 facts, 2 sources, 1 count of pathfinders, 3 audit records\.\nDigest: [0-9a-f]{64}\n/,
  );
  expect(out).toMatch(/\nRevision 3 is in a\.gz: [\d,]+ bytes, SHA-256 [0-9a-f]{64} \(\d+\.\d s\)\.\n$/);
  expect(statSync(join(cwd, "a.gz")).mode & 0o777).toBe(0o600);
  expect(readdirSync(cwd)).toEqual(["a.gz"]);
});

test("backup writes over a file only where it is asked to, and into no folder that is not there", async () => {
  writeFileSync(join(cwd, "taken.gz"), "something");
  const refused = await run("backup", "taken.gz");
  expect(refused.exitCode).toBe(2);
  expect(refused.err).toMatch(
    /taken\.gz is there already: expected a new file, .*or --force to write over it/,
  );
  expect(readFileSync(join(cwd, "taken.gz"), "utf8")).toBe("something");
  const { exitCode, out } = await run("backup", "taken.gz", "--force", "--json");
  expect(exitCode).toBe(0);
  const whole = { file: "taken.gz", revision: 3, sequence: 3, bytes: statSync(join(cwd, "taken.gz")).size };
  expect(JSON.parse(out)).toMatchObject({
    ...whole,
    counts: { organisation: 7 },
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect((await run("backup", "nowhere/a.gz")).err).toMatch(
    /nowhere\/a\.gz cannot be written \(there is no such folder\)/,
  );
});

test("restore checks without writing, and tells what a backup is", async () => {
  await run("backup", "checked.gz");
  const empty = await memory();
  const { exitCode, out } = await runOn(empty, ["restore", "checked.gz", "--dry-run"], { cwd });
  expect(exitCode).toBe(0);
  expect(out).toMatch(
    /The backup of revision 3 of \S+ in checked\.gz is whole\. A dry run: nothing was written\.\n$/,
  );
  const json = await runOn(empty, ["restore", "checked.gz", "--dry-run", "--json"], { cwd });
  expect(JSON.parse(json.out)).toMatchObject({
    outcome: "dry run",
    header: { revision: 3, formatVersion: 2 },
  });
  expect((await runOn(empty, ["backup", "none.gz"], { cwd })).err).toMatch(
    /^The graph at :memory: holds nothing/,
  );
  expect(existsSync(join(cwd, "none.gz"))).toBe(false);
  await empty.close();
});

test("restore puts it into an empty graph, in the name of the user, and into another only with --replace", async () => {
  await run("backup", "moved.gz");
  const other = await memory();
  const first = await runOn(other, ["restore", "moved.gz"], { cwd });
  expect(first).toMatchObject({ exitCode: 0, err: "" });
  expect(first.out).toMatch(/in moved\.gz was restored: the graph is at revision 4, and reads back the same/);
  const again = await runOn(other, ["restore", "moved.gz"], { cwd });
  expect(again.exitCode).toBe(2);
  expect(again.err).toMatch(/^The graph is not empty: it holds 7 organisations, at revision 4\./);
  const replaced = await runOn(other, ["restore", "moved.gz", "--replace", "--json"], { cwd });
  expect(JSON.parse(replaced.out)).toMatchObject({
    ...{ outcome: "restored", revision: 5, sequence: 4, replaced: { revision: 4 }, counts: { fact: 9 } },
  });
  const log = await runOn(other, ["audit", "list", "--json", "--first", "1"], { cwd });
  expect(JSON.parse(log.out)).toMatchObject([{ who: "tester", action: "RESTORE", revision: 5 }]);
  expect((await runOn(other, ["audit", "verify"], { cwd })).exitCode).toBe(0);
  await other.close();
});

test("a damaged file is refused with exit code 3, in words and as JSON", async () => {
  writeFileSync(join(cwd, "damaged.gz"), "no backup");
  const refused = await run("restore", "damaged.gz", "--replace");
  expect(refused).toMatchObject({ exitCode: 3, out: "" });
  expect(refused.err).toMatch(
    /damaged\.gz: found a file that begins with the bytes 6e6f; expected a gzip file/,
  );
  const json = await run("restore", "damaged.gz", "--replace", "--json");
  expect(json).toMatchObject({ exitCode: 3, err: "" });
  expect(JSON.parse(json.out)).toMatchObject({
    outcome: "refused",
    file: expect.any(String),
    line: null,
    found: expect.any(String),
    expected: expect.any(String),
  });
  expect((await run("restore", "nowhere.gz")).exitCode).toBe(2);
});

test("only an administrator restores", async () => {
  await run("backup", "role.gz");
  const ran = await runOn(graph, ["restore", "role.gz", "--replace"], { cwd, caller: curator });
  expect(ran.exitCode).toBe(2);
  expect(ran.err).toMatch(
    /^Restoring a backup needs the role "administrator"; curator has the role "curator"\./,
  );
});

test("Ctrl-C while a graph is replaced leaves the old one, and the exit code is 130", async () => {
  await run("backup", "stopped.gz");
  const other = await memory();
  await runOn(other, ["seed", "--facts-only"]);
  const before = (await runOn(other, ["backup", "before.gz", "--json"], { cwd })).out;
  const stopped = stoppedAtProgress();
  const args = ["restore", "stopped.gz", "--replace"];
  const { exitCode } = await runOn(other, args, { cwd, ...stopped });
  expect(exitCode).toBe(130);
  expect(stopped.stderr.text()).toMatch(/Restoring[\s\S]*Stopped\.\n$/);
  const after = (await runOn(other, ["backup", "after.gz", "--json"], { cwd })).out;
  expect(JSON.parse(after).digest).toBe(JSON.parse(before).digest);
  await other.close();
});

test("a server that holds the graph backs it up, copies it and is restored to, and serves the new graph at once", async () => {
  const GRAPH_FILE = join(cwd, "served.grafeo");
  const own = { ...application, seedGraph: (to: Graph) => fillRichly(to) };
  const server = await startServer(testSettings({ GRAPH_FILE }), own);
  const settings = () => readSettings({ GRAPH_FILE });
  const send = (...args: string[]) => runOn(undefined as never, args, { cwd, settings });
  expect((await send("backup", "served.gz")).out).toMatch(/Revision 3 is in served\.gz/);
  const other = await memory();
  await runOn(other, ["seed", "--facts-only"]);
  await runOn(other, ["backup", "other.gz"], { cwd });
  await other.close();
  const moved = await send("move", "--to", "copy.grafeo");
  expect(moved).toMatchObject({ exitCode: 0, err: "" });
  expect(moved.out).toMatch(/Revision 3 is in copy\.grafeo, and both are the same/);
  expect((await send("move", "--to", "served.grafeo")).err).toMatch(/served\.grafeo is the graph itself/);
  const stranger = await runOn(graph, ["move", "--to", "served.grafeo"], { cwd });
  expect(stranger.err).toMatch(/served\.grafeo is held by the server at http/);
  expect((await send("restore", "other.gz")).err).toMatch(/^The graph is not empty/);
  expect(await send("restore", "other.gz", "--replace")).toMatchObject({ exitCode: 0, err: "" });
  const { body } = await ask(
    server,
    '{ organisation(code: "5PP") { name } search(text: "meadow") { score } }',
  );
  expect(body.errors).toBeUndefined();
  expect(body.data).toMatchObject({ organisation: { name: "Cambridgeshire PCT" }, search: [] });
  await server.stop();
});
