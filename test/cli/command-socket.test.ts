import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { application } from "../../src/cli/application.ts";
import type { CommandContext } from "../../src/cli/command-context.ts";
import { newChallenge, proofOf } from "../../src/server/commands/proof.ts";
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

const left = () => JSON.parse(readFileSync(doorFile, "utf8"));

const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
    const sent = request(`${left().commands}${path}`, { method: "POST", headers });
    sent
      .on("response", async (response) =>
        resolve({ status: response.statusCode, body: await text(response) }),
      )
      .on("error", reject);
    sent.end(`${JSON.stringify(body)}\n`);
  });

/** A graph's file beside which lies what this server wrote beside its own, with changes. */
function besideOther(name: string, changed: object = {}): string {
  const file = join(folder, name);
  writeFileSync(`${file}.server.json`, JSON.stringify({ ...left(), ...changed }), { mode: 0o600 });
  return file;
}

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

test("the secret is for the owner alone, is never sent, and nothing is run without it", async () => {
  expect(statSync(doorFile).mode & 0o777).toBe(0o600);
  const { secret, commands } = left();
  const greet = async (ofCommand: string) => {
    const { status, body } = await post("/greeting", { challenge: ofCommand });
    expect(status).toBe(200);
    const { challenge: ofServer, proof } = JSON.parse(body);
    const challenges = { ofCommand, ofServer };
    expect(proof).toBe(proofOf(secret, "server", commands, challenges));
    return {
      ...challenges,
      proofs: (side: "command" | "server") => proofOf(secret, side, commands, challenges),
    };
  };
  const command = (authorization: string) => post("", {}, { authorization });
  const [first, second] = [await greet(newChallenge()), await greet(newChallenge())];
  for (const refused of [
    "",
    `Bearer ${secret}`,
    `Proof ${first.ofServer} ${second.proofs("command")}`,
    // The first challenge is used up by a wrong answer, also for the right one.
    `Proof ${first.ofServer} ${first.proofs("command")}`,
    // The server's own proof given back is none.
    `Proof ${second.ofServer} ${second.proofs("server")}`,
  ]) {
    expect(await command(refused)).toMatchObject({ status: 401 });
  }
  const third = await greet(newChallenge());
  const right = `Proof ${third.ofServer} ${third.proofs("command")}`;
  // Proven, but no command.
  expect(await command(right)).toMatchObject({ status: 400 });
  expect(await command(right)).toMatchObject({ status: 401 });
  expect(await post("/anything")).toMatchObject({ status: 404 });
  expect(await post("/greeting", { challenge: "short" })).toMatchObject({ status: 400 });
});

test("a server that stands in for another is sent its greeting alone", async () => {
  const received: string[] = [];
  const impostor = createServer((request, response) => {
    request.on("data", (chunk) => received.push(String(chunk)));
    request.on("end", () => {
      received.push(JSON.stringify(request.headers));
      // It answers a greeting in the right form, but knows no secret.
      response.end(JSON.stringify({ challenge: newChallenge(), proof: newChallenge() }));
    });
  });
  await once(impostor.listen(0, "127.0.0.1"), "listening");
  const { port } = impostor.address() as AddressInfo;
  const file = besideOther("stood-in.grafeo", { commands: `http://127.0.0.1:${port}/commands` });
  const env = { NEO4J_PASSWORD: "hunter2", LOG_LEVEL: "silent" };
  const { out } = await runOn(server.graph, ["query", "{ dataset { synthetic } }"], {
    env,
    settings: () => readSettings({ GRAPH_FILE: file }),
  });
  impostor.close();
  expect(JSON.parse(out).data).toEqual({ dataset: { synthetic: true } });
  expect(received).toHaveLength(2);
  expect(received.join()).not.toMatch(new RegExp(`hunter2|dataset|${left().secret}`));
});

test("of the environment a server is sent what commands need, and no secret", async () => {
  const env = { NEO4J_PASSWORD: "hunter2", NEO4J_USER: "neo4j", PORT: "4001", HOME: "/root" };
  let head = "";
  const spied = vi.spyOn(application, "runCommand").mockImplementation(async (command) => {
    head = JSON.stringify({ args: command.args, env: command.env, keys: Object.keys(command) });
    return 0;
  });
  await send(["query", "{ dataset { revision } }"], {}, { ...env, DEFAULT_AS_OF: "2012-02-29" });
  spied.mockRestore();
  expect(JSON.parse(head).env).toEqual({ GRAPH_FILE, DEFAULT_AS_OF: "2012-02-29" });
  const moved = await send(["move", "--to", "neo4j://localhost:7687"], {}, env);
  expect(moved).toMatchObject({
    exitCode: 2,
    err: expect.stringMatching(
      /^neo4j:\/\/localhost:7687 needs NEO4J_PASSWORD, and no secret is sent.*commissioning restore/,
    ),
  });
});

describe("What lies beside the graph's file is not believed", () => {
  const own = process.getuid?.() ?? 0;
  const planted: [what: string, plant: (place: string) => unknown, why: RegExp][] = [
    [
      "where others can write it",
      (place) => chmodSync(place, 0o620),
      /others may use it \(its mode is 620\)/,
    ],
    ["where others can read it", (place) => chmodSync(place, 0o604), /others may use it \(its mode is 604\)/],
    [
      "where it is a link",
      (place) => {
        renameSync(place, `${place}.real`);
        symlinkSync(`${place}.real`, place);
      },
      /it is a symbolic link/,
    ],
    [
      "where it is a pipe",
      (place) => {
        rmSync(place);
        execFileSync("mkfifo", ["-m", "600", place]);
      },
      /it is not a file/,
    ],
    [
      "where it is not what a server writes",
      (place) => writeFileSync(place, "{"),
      /it is not what a server writes/,
    ],
    [
      "where it is another user's",
      (place) => {
        if (own === 0) return chownSync(place, 12_345, 12_345);
        return vi.spyOn(process, "getuid").mockReturnValue(own + 1);
      },
      /it belongs to user \d+, and this is user \d+/,
    ],
    ...[
      "http://203.0.113.9:80/commands",
      "http://localhost:80/commands",
      "http://127.0.0.1.example.org:80/commands",
      "https://127.0.0.1:80/commands",
      "http://127.0.0.1:80@203.0.113.9/commands",
      "http://[::ffff:203.0.113.9]:80/commands",
      "http://0.0.0.0:80/commands",
      "http://127.0.0.1:80/other",
    ].map((commands): [string, (place: string) => unknown, RegExp] => [
      `where it names ${commands}`,
      (place) => writeFileSync(place, JSON.stringify({ ...left(), commands })),
      /its address is not one of this machine/,
    ]),
  ];
  let plantedFiles = 0;
  test.each(planted)("%s", async (_, plant, why) => {
    const file = besideOther(`planted-${++plantedFiles}.grafeo`);
    plant(`${file}.server.json`);
    const { exitCode, out, err } = await runOn(undefined as never, ["audit", "verify"], {
      settings: () => readSettings({ GRAPH_FILE: file }),
    });
    vi.restoreAllMocks();
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toMatch(why);
    expect(err).toContain("Nothing was sent.");
  });
});

test("what a server left that was killed is not believed, and the command runs in its own process", async () => {
  const graph = besideOther("other.grafeo", { commands: "http://127.0.0.1:1/commands" });
  const { out } = await runOn(server.graph, ["query", "{ dataset { synthetic } }"], {
    settings: () => readSettings({ GRAPH_FILE: graph }),
  });
  expect(JSON.parse(out).data).toEqual({ dataset: { synthetic: true } });
});

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
