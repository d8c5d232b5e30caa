import { beforeAll, expect, test } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import { runOn } from "./in-process.ts";
import { openShell, type Shell } from "./shell.ts";

/** The commands whose printed examples are run here as they are: they need no file of the user's. */
const commands = [
  "seed",
  "query",
  "orphans",
  "check",
  "show",
  "path",
  "diff",
  "crosswalk",
  "successions",
  "export",
  "backup",
  "restore",
  "move",
];
/** What copies a whole graph: here the published facts, of which each copy takes a fifth; test/contract copies all. */
const copying = new Set(["export", "backup", "restore", "move"]);
/** What a command may end with, beside 0, where its example is meant to find something. */
const finds = new Set(["check"]);

let shell: Shell;
let examples: readonly (readonly [command: string, example: string])[] = [];

beforeAll(async () => {
  const graph = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
  const helps = await Promise.all(commands.map((name) => runOn(graph, [name, "--help"])));
  await graph.close();
  examples = helps.flatMap(({ out }, at) =>
    (out.split(/^Examples?:$/m)[1] ?? "")
      .split("\n")
      // Those for Neo4j are run by test/contract/move.test.ts, on one.
      .filter((line) => line.includes("commissioning ") && !line.includes("neo4j://"))
      .map((line) => [commands[at] ?? "", line.trim()] as const),
  );
  shell = openShell();
  expect(shell.run("GRAPH_FILE=facts.grafeo commissioning seed --facts-only")).toMatchObject({ exitCode: 0 });
});

test("every command has an example in its help, and each runs as it is printed", () => {
  expect(new Set(examples.map(([command]) => command))).toEqual(new Set(commands));
  for (const [command, example] of examples) {
    const graph = copying.has(command) ? "facts" : "graph";
    const { exitCode, err } = shell.run(`export GRAPH_FILE=${graph}.grafeo\n${example}`);
    const allowed = finds.has(command) ? [0, 1] : [0];
    expect({ example, err, done: allowed.includes(exitCode ?? -1) }).toEqual({
      example,
      err: "",
      done: true,
    });
  }
}, 600_000);

test("completions are printed for each shell, and complete a command, an option and its values", () => {
  for (const name of ["bash", "zsh", "fish"]) {
    expect(shell.run(`commissioning complete ${name}`).out).toContain("commissioning");
  }
  expect(shell.run("commissioning complete -- orp").out).toContain("orphans");
  expect(shell.run("commissioning complete -- orphans --st").out).toContain("--standing");
  expect(shell.run(`commissioning complete -- check --severity ""`).out).toMatch(
    /error[\s\S]*warning[\s\S]*info/,
  );
}, 120_000);
