import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reportFailure } from "../../src/cli/report-failure.ts";
import { settingNames } from "../../src/server/settings.ts";
import { keptOutput } from "./in-process.ts";
import { run } from "./running.ts";

test("seed fills an empty graph", async () => {
  const GRAPH_FILE = join(mkdtempSync(join(tmpdir(), "commissioning-")), "graph.grafeo");
  const seed = run(["seed"], { GRAPH_FILE });
  expect(await seed.exitCode).toBe(0);
  expect(seed.said.out).toMatch(/^The graph now holds 1 organisations \(embedded/);
});

test("an unknown command is refused with exit code 2, and help is no failure", async () => {
  const [unknown, help, version] = [run(["sevre"]), run(["--help"]), run(["--version"])];
  expect(await unknown.exitCode).toBe(2);
  expect(unknown.said.err).toContain("unknown command 'sevre'");
  expect(await help.exitCode).toBe(0);
  expect(help.said.out).toContain("serve");
  expect(await version.exitCode).toBe(0);
  expect(version.said.out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("a fault of ours is one sentence with an id, and its stack only where the log level asks for it", () => {
  const stderr = keptOutput();
  const context = { stderr, signal: new AbortController().signal };
  expect(reportFailure(new Error("secret"), { ...context, env: {} })).toBe(2);
  expect(stderr.text()).toMatch(/^Something went wrong on our side \([0-9a-f-]{36}\)\. [^\n]+\n$/);
  expect(stderr.text()).not.toContain("secret");
  reportFailure(new Error("secret"), { ...context, env: { LOG_LEVEL: "debug" } });
  expect(stderr.text()).toContain("Error: secret\n    at ");
});

test("the help of serve names every setting", async () => {
  const help = run(["serve", "--help"]);
  expect(await help.exitCode).toBe(0);
  for (const name of settingNames) expect(help.said.out).toContain(name);
});
