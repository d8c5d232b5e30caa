import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { application } from "../../src/cli/application.ts";
import type { CommandContext } from "../../src/cli/command-context.ts";
import { organisationsIn } from "../../src/server/readiness.ts";
import { readSettings } from "../../src/server/settings.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { demonstrationFile } from "../demonstration.ts";
import { lines, practiceRow } from "../import/ods-files.ts";
import { keptOutput, runOn } from "./in-process.ts";

const folder = mkdtempSync(join(tmpdir(), "commissioning-"));
const GRAPH_FILE = demonstrationFile();
const doorFile = `${GRAPH_FILE}.server.json`;
let server: RunningServer;

beforeAll(async () => {
  server = await startServer(readSettings({ PORT: "0", GRAPH_FILE, LOG_LEVEL: "silent" }), application);
});
afterAll(() => server.stop());

/** Runs a command whose own process has no graph: only the server can have answered it. */
const send = (
  args: readonly string[],
  given: Partial<CommandContext> = {},
  env: Record<string, string> = {},
) => runOn(undefined as never, args, { env, settings: () => readSettings({ GRAPH_FILE, ...env }), ...given });

/** Practices that the demonstration graph does not hold, of no PCT. */
const practices = (from: number, count: number) =>
  lines(
    ...Array.from({ length: count }, (_, at) => practiceRow({ code: `A${from + at}`, parent: ["", "", ""] })),
  );

const post = (authorization: string, path = "/commands") =>
  new Promise<number | undefined>((resolve, reject) => {
    const { commands } = JSON.parse(readFileSync(doorFile, "utf8"));
    const sent = request(new URL(path, commands), { method: "POST", headers: { authorization } });
    sent.on("response", (response) => resolve(response.statusCode)).on("error", reject);
    sent.end("{}\n");
  });

test("a command reaches the server that holds the file, which prints in its place", async () => {
  const { exitCode, out, err } = await send(["query", '{ organisation(code: "5PP") { name } }']);
  expect(JSON.parse(out).data).toEqual({ organisation: { name: "Cambridgeshire PCT" } });
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
});

test("its exit code, its errors and its settings are those of a command run here", async () => {
  const failed = await send(["query", "{ nothing }"]);
  expect(failed.exitCode).toBe(1);
  const refused = await send(["import", "--practices", "nowhere.csv"], { cwd: folder });
  expect(refused).toMatchObject({
    exitCode: 2,
    err: expect.stringMatching(`^${folder}/nowhere.csv cannot be read`),
  });
  const dated = await send(["query", "{ dataset { revision } }"], {}, { DEFAULT_AS_OF: "2012-02-29" });
  expect(JSON.parse(dated.out).extensions.dataset.asOf).toBe("2012-02-29");
});

test("paths are of the folder where the command was given, and standard input is streamed", async () => {
  writeFileSync(join(folder, "epraccur.csv"), practices(10_000, 3));
  const flags = ["--dry-run", "--json"];
  const fromPath = await send(["import", "--practices", "epraccur.csv", ...flags], { cwd: folder });
  const stdin = Readable.from([Buffer.from(practices(10_000, 2)), Buffer.from(practices(10_002, 1))]);
  const fromInput = await send(["import", "--practices", "-", ...flags], { stdin });
  for (const { out } of [fromPath, fromInput]) {
    expect(JSON.parse(out)).toMatchObject({ outcome: "dry run", parts: [{ read: 3, added: 3 }, {}] });
  }
});

test("a change is written by the server, which is asked next", async () => {
  const why = ["--source", "A1", "--reason", "To try it."];
  const added = await send(["register", "practice", "a-trial", "--name", "A trial", ...why]);
  expect(added).toMatchObject({ exitCode: 0, err: "" });
  const [member, group] = ["a-trial", "hunts-health"];
  const membership = [
    "--member",
    member,
    "--group",
    group,
    "--status",
    "SHADOW",
    "--valid-from",
    "2011-04-01",
    "--valid-to",
    "2012-03-31",
  ];
  const recorded = await send(["record", "membership", ...membership, ...why, "--json"]);
  const { factId } = JSON.parse(recorded.out).fact;
  expect(await send(["end", factId, "--on", "2011-12-31", ...why])).toMatchObject({ exitCode: 0, err: "" });
  expect(await send(["close", "a-trial", "--on", "2011-12-31", ...why])).toMatchObject({
    exitCode: 0,
    err: "",
  });
  const { out } = await send([
    "query",
    '{ organisation(code: "a-trial") { closed history { validTo retractedAt } } }',
  ]);
  expect(JSON.parse(out).data.organisation).toMatchObject({
    closed: "2011-12-31",
    history: expect.arrayContaining([{ validTo: "2011-12-31", retractedAt: null }]),
  });
  expect((await send(["end", factId, "--on", "2011-06-30", ...why])).exitCode).toBe(3);
});

test("progress is drawn on the terminal of whoever sent the command, and nothing where there is none", async () => {
  writeFileSync(join(folder, "epraccur.csv"), practices(20_000, 2_000));
  const args = ["import", "--practices", "epraccur.csv", "--dry-run"];
  const stderr = keptOutput({ isTerminal: true, columns: 80 });
  await send(args, { cwd: folder, stderr });
  expect(stderr.text()).toMatch(/Reading [█░]+ \d+%/);
  expect((await send(args, { cwd: folder })).err).toBe("");
});

test("Ctrl-C stops the command in the server, and nothing of it is written", async () => {
  const before = await organisationsIn(server.graph);
  writeFileSync(join(folder, "epraccur.csv"), practices(30_000, 20_000));
  const stopping = new AbortController();
  const stderr = keptOutput({ isTerminal: true, columns: 80 });
  const write = stderr.stream.write.bind(stderr.stream);
  stderr.stream.write = (chunk: Buffer) => {
    if (String(chunk).includes("Writing")) stopping.abort();
    return write(chunk);
  };
  const args = ["import", "--practices", "epraccur.csv"];
  const { exitCode } = await send(args, { cwd: folder, stderr, signal: stopping.signal });
  expect(stderr.text()).toContain("Writing");
  expect(exitCode).toBe(130);
  await delay(500);
  expect(await organisationsIn(server.graph)).toBe(before);
  const again = await send(args, { cwd: folder });
  expect(again.exitCode).toBe(0);
  expect(await organisationsIn(server.graph)).toBe(before + 20_000);
});

test("the secret is for the owner alone, and nothing is run without it", async () => {
  expect(statSync(doorFile).mode & 0o777).toBe(0o600);
  const { secret } = JSON.parse(readFileSync(doorFile, "utf8"));
  expect(await post("")).toBe(401);
  expect(await post(`Bearer ${secret.slice(1)}`)).toBe(401);
  expect(await post(`Bearer ${secret}`, "/graphql")).toBe(404);
  expect(await post(`Bearer ${secret}`)).toBe(400);
});

test("what a server left that was killed is not believed, and the command runs in its own process", async () => {
  const graph = leftBehind();
  const { out } = await runOn(server.graph, ["query", "{ dataset { synthetic } }"], {
    settings: () => readSettings({ GRAPH_FILE: graph }),
  });
  expect(JSON.parse(out).data).toEqual({ dataset: { synthetic: true } });
});

/** A file beside a graph's that names a process that runs, and a port where nobody listens. */
function leftBehind(): string {
  const file = join(folder, "other.grafeo");
  const left = JSON.parse(readFileSync(doorFile, "utf8"));
  const nobody = { ...left, commands: "http://127.0.0.1:1/commands" };
  writeFileSync(`${file}.server.json`, JSON.stringify(nobody), { mode: 0o600 });
  return file;
}

test("a server that stops takes its address away", async () => {
  const file = join(folder, "short-lived.grafeo");
  const short = await startServer(readSettings({ PORT: "0", GRAPH_FILE: file, LOG_LEVEL: "silent" }), {
    ...application,
    seedGraph: async () => {},
  });
  expect(statSync(`${file}.server.json`).isFile()).toBe(true);
  await short.stop();
  expect(() => statSync(`${file}.server.json`)).toThrow(/ENOENT/);
});
