import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { openDemonstration } from "../demonstration.ts";
import { keptOutput, runOn } from "./in-process.ts";

let graph: Graph;
const cwd = mkdtempSync(join(tmpdir(), "commissioning-export-"));
beforeAll(async () => {
  graph = await openDemonstration();
});
afterAll(async () => {
  await graph.close();
  rmSync(cwd, { recursive: true });
});
const run = (...args: string[]) => runOn(graph, ["export", ...args], { cwd });

test("a folder is filled, and a table tells with what", async () => {
  const { exitCode, out, err } = await run("--out", "south-central", "--within", "Q38");
  expect([exitCode, err]).toEqual([0, ""]);
  const names = ["datapackage.json", "edges.csv", "figures.csv", "nodes.csv"];
  expect(readdirSync(join(cwd, "south-central")).sort()).toEqual(names);
  const lines = readFileSync(join(cwd, "south-central/nodes.csv"), "utf8").trimEnd().split(/\r?\n/);
  expect(out).toMatch(new RegExp(`^nodes\\.csv\\s+${(lines.length - 1).toLocaleString("en-GB")}\\s`, "m"));
  expect(out).toMatch(
    /organisations, as of 2011-04-01, as known at 2011-\S+ \(revision \d+\), are in south-central/,
  );
});

test("the report is JSON where a program asks", async () => {
  const { out } = await run("--out", "json", "--within", "5PP", "--format", "csv,gexf", "--all", "--json");
  expect(JSON.parse(out)).toMatchObject({
    ...{ folder: "json", scope: "recorded", within: "5PP", asOf: "2011-04-01", revision: expect.any(Number) },
    files: ["nodes.csv", "edges.csv", "figures.csv", "graph.gexf"].map((path) => ({
      path,
      bytes: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })),
  });
});

test("one file goes to standard output, and nothing else does", async () => {
  const { out, err } = await run("--format", "jsonl", "--within", "5PP", "-");
  const lines = out
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({ type: "export", within: "5PP" });
  expect(lines.at(-1)).toMatchObject({ type: "end", organisations: expect.any(Number) });
  expect(err).toBe("");
  const table = await run("--format", "csv", "--table", "edges", "--kinds", "PCT,SHA", "-");
  expect(table.out.split(/\r?\n/).slice(1, 3).join("")).toMatch(/,MEMBERSHIP,5\w\w,Q\d\d,/);
});

test.each([
  [[], "Nothing says where to export to: expected --out and a folder, such as --out exports/england"],
  [["-"], "Standard output takes one file, and --format csv names 3: expected one, such as --format jsonl"],
  [
    ["--out", "-"],
    "Standard output takes one file, and --format csv names 3: expected one, such as --format jsonl",
  ],
  [["-", "--out", "x"], "Standard output takes one file alone: expected - without --out and --json."],
  [["england"], '"england" is no place to export to: expected --out and a folder, such as --out england'],
  [["--out", "x", "--format", "docx"], '"docx" is not a format: expected one of csv, jsonl'],
  [
    ["--out", "x", "--scope", "everything"],
    '"everything" is not a scope: expected one of day, believed, recorded.',
  ],
  [["--out", "x", "--as-of", "soon"], '"soon" is not a date: expected a day'],
  [["--out", "x", "--within", "5ZZ"], 'within: there is no organisation "5ZZ"'],
  [["--out", "."], "holds 2 files already: expected a new or empty folder, or --force"],
])("%j is refused, and nothing is written", async (args, message) => {
  const before = readdirSync(cwd);
  const { exitCode, out, err } = await run(...args);
  expect([exitCode, out]).toEqual([2, ""]);
  expect(err).toContain(message);
  expect(readdirSync(cwd)).toEqual(before);
});

test("a terminal sees how far it is, and Ctrl-C leaves nothing behind", async () => {
  const stopping = new AbortController();
  const stderr = keptOutput({ isTerminal: true, columns: 80 });
  let statements = 0;
  const stopped: Graph = {
    ...graph,
    engine: graph.engine,
    read(statement, params, options) {
      if (++statements === 30) stopping.abort();
      return graph.read(statement, params, options);
    },
  };
  const before = readdirSync(cwd);
  const args = ["export", "--out", "stopped", "--format", "all"];
  const { exitCode } = await runOn(stopped, args, { cwd, stderr, signal: stopping.signal });
  expect(exitCode).toBe(130);
  expect(stderr.text()).toMatch(/Exporting .*\d+%/);
  expect(stderr.text()).toContain("Stopped.");
  expect(readdirSync(cwd)).toEqual(before);
});
