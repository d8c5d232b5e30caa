import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { settingsFor } from "../../src/cli/graph-use.ts";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { readSettings } from "../../src/server/settings.ts";
import { lines, practiceRow } from "../import/ods-files.ts";
import { refusingBolt } from "../server/refusing-bolt.ts";
import { runOn } from "./in-process.ts";
import { runAsOwn } from "./own-process.ts";

const folder = mkdtempSync(join(tmpdir(), "commissioning-"));
afterEach(() => vi.unstubAllEnvs());

/** Runs a command as a process of its own does, on a graph file that is not there. */
function runWithout(args: readonly string[], GRAPH_FILE = join(folder, "typo", "graph.grafeo")) {
  return runWith(args, { GRAPH_FILE });
}

/** Runs a command as a process of its own does, with these settings. */
const runWith = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  runAsOwn(args, { ...env, cwd: folder });

const reading = [
  [["check"]],
  [["query", "{ dataset { revision } }"]],
  [["orphans", "--as-of", "2011-04-01"]],
  [["show", "5PP"]],
  [["path", "5PP", "Q38"]],
  [["diff", "2011-04-01", "2012-04-01"]],
  [["audit", "verify"]],
  [["audit", "list"]],
  [["audit", "export"]],
  [["token", "list"]],
  [["export", "--out", "out"]],
  [["backup", "graph.backup.gz"]],
  [["move", "--to", "copy.grafeo"]],
];

test.each([...reading, [["retract", "0123456789abcdef0123", "--source", "A1", "--reason", "To try it."]]])(
  "%j says that there is no graph, and makes none",
  async (args) => {
    const { exitCode, out, err } = await runWithout(args);
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toContain(`there is no graph at ${join(folder, "typo", "graph.grafeo")}`);
    expect(readdirSync(folder).filter((name) => name !== "out")).toEqual([]);
  },
);

test("a trial of an import is tried on an empty graph, and makes nothing", async () => {
  const practices = join(mkdtempSync(join(tmpdir(), "commissioning-")), "epraccur.csv");
  writeFileSync(practices, lines(practiceRow({ code: "A10000", parent: ["", "", ""] })));
  const { exitCode, err } = await runWithout(["import", "--practices", practices, "--dry-run"]);
  expect({ exitCode, err }).toEqual({
    exitCode: 2,
    err: expect.stringMatching(/^The graph holds no PCT and no CCG/),
  });
  expect(existsSync(join(folder, "typo"))).toBe(false);
});

describe("On a graph that holds nothing", () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 1_000 });
  });
  afterAll(() => graph.close());

  test.each(reading)("%j says that there is nothing, and makes no file", async (args) => {
    const { exitCode, out, err } = await runOn(graph, args, { cwd: folder });
    expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
    expect(err).toMatch(/^The graph at \S+ holds nothing\. Fill it with "commissioning restore"/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("a command that changes it is not kept from it", async () => {
    const retract = ["retract", "0123456789abcdef0123", "--source", "A1", "--reason", "To try it."];
    const { err } = await runOn(graph, retract);
    expect(err).toMatch(/the graph holds no source A1/);
    const mutation = await runOn(graph, ["query", "mutation { __typename }"]);
    expect(mutation).toMatchObject({ exitCode: 0, err: "" });
  });
});

test.each([
  ["restore", "absent.backup.jsonl.gz"],
  ["import", "absent.csv"],
  ["token", "create", "--name", "Jane", "--role", "nobody"],
])("%s %s that writes nothing leaves no graph that could be taken for one", async (...args) => {
  const GRAPH_FILE = join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");
  expect(await runWith(args, { GRAPH_FILE })).toMatchObject({ exitCode: 2, out: "" });
  expect(readdirSync(join(GRAPH_FILE, ".."))).toEqual([]);
});

test("the tokens of a graph that holds nothing else are listed", async () => {
  const GRAPH_FILE = join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");
  const create = ["token", "create", "--name", "Jane", "--role", "reader"];
  expect(await runWith(create, { GRAPH_FILE })).toMatchObject({ exitCode: 0 });
  const { exitCode, out } = await runWith(["token", "list", "--json"], { GRAPH_FILE });
  expect({ exitCode, tokens: JSON.parse(out) }).toMatchObject({ exitCode: 0, tokens: [{ name: "Jane" }] });
  expect(await runWith(["audit", "verify"], { GRAPH_FILE })).toMatchObject({ exitCode: 2, out: "" });
});

describe("A graph to which something was written", () => {
  const newFile = () => join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");
  const noteChange = (file: string) => writeFileSync(`${file}.head.json`, '{"revision":5,"hash":"ab"}\n');

  test.each([
    ["check"],
    ["import", "--practices", "epraccur.csv", "--published", "2014-10"],
    ["token", "create", "--name", "Jane", "--role", "reader"],
  ])("is not made anew by %s where its file is missing", async (...args) => {
    const file = newFile();
    noteChange(file);
    const { exitCode, err } = await runWith(args, { GRAPH_FILE: file });
    expect({ exitCode, err }).toEqual({
      exitCode: 2,
      err: expect.stringContaining(`there is no graph at ${file}, and something was written to it before`),
    });
    expect(readdirSync(join(file, ".."))).toEqual(["graph.grafeo.head.json"]);
    // Restoring is what mends it.
    expect(settingsFor("begin", readSettings({ GRAPH_FILE: file })).graph).toMatchObject({ file });
  });

  test("and that is empty now is told as changed where it is looked for, and as empty where it is asked", async () => {
    const file = newFile();
    await (await openEmbeddedGraph({ file, timeLimitMs: 1_000 })).close();
    noteChange(file);
    const verified = await runWith(["audit", "verify"], { GRAPH_FILE: file });
    expect(verified).toMatchObject({ exitCode: 1 });
    expect(verified.out).toMatch(/^The graph ends at revision 0, and revision 5 /);
    const checked = await runWith(["check"], { GRAPH_FILE: file });
    expect(checked).toMatchObject({ exitCode: 2, out: "" });
    expect(checked.err).toMatch(/holds nothing/);
  });
});

describe("A Neo4j that does not answer", () => {
  const asking = [
    [["check"]],
    [["audit", "verify"]],
    [["query", "{ __typename }"]],
    [["token", "create", "--name", "Jane", "--role", "reader"]],
  ];
  const unreachable = "The graph cannot be reached at the moment. Try again soon.\n";
  const refused =
    "The graph does not accept the user and password of this program: whoever runs it sets NEO4J_USER and NEO4J_PASSWORD.\n";

  test.each(asking)("because it is stopped is told so by %j", async (args) => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    const port = typeof address === "object" ? address?.port : undefined;
    const ran = await runWith(args, { NEO4J_URI: `bolt://127.0.0.1:${port}`, NEO4J_PASSWORD: "unused" });
    expect(ran).toEqual({ exitCode: 2, out: "", err: unreachable });
  });

  test.each(asking)("because the password is wrong is told so by %j", async (args) => {
    const bolt = await refusingBolt();
    const ran = await runWith(args, { NEO4J_URI: bolt.uri, NEO4J_PASSWORD: "wrong" });
    bolt.stop();
    expect(ran).toEqual({ exitCode: 2, out: "", err: refused });
  });
});

test("a verified export that holds no record could not be looked at, and one that was changed was changed", async () => {
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 1_000 });
  const file = (text: string) => {
    const path = join(mkdtempSync(join(tmpdir(), "commissioning-")), "audit.jsonl");
    writeFileSync(path, text);
    return path;
  };
  const verify = async (text: string, ...more: string[]) =>
    (await runOn(graph, ["audit", "verify", file(text), ...more])).exitCode;
  expect(await verify("")).toBe(2);
  expect(await verify("Dear diary\n")).toBe(2);
  // A last hash was kept, so that there was a log.
  expect(await verify("", "--hash", "ab".repeat(32))).toBe(1);
  expect(await verify('{"hash":"ab","previousHash":"cd","revision":1,"sequence":1}\n')).toBe(1);
  await graph.close();
});
