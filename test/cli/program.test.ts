import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reportFailure } from "../../src/cli/report-failure.ts";
import { settingNames } from "../../src/server/settings.ts";
import { programAt } from "../program.ts";
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

/** The files that a run of the program loads, as the engine tells them. */
function filesLoadedBy(args: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "commissioning-"));
  const env = { ...process.env, NODE_V8_COVERAGE: folder };
  const { status } = spawnSync(process.execPath, [programAt("src/cli/main.ts"), ...args], { env });
  expect(status).toBe(0);
  return readdirSync(folder).flatMap((name) =>
    JSON.parse(readFileSync(join(folder, name), "utf8"))
      .result.map(({ url }: { url: string }) => url)
      .filter((url: string) => url.startsWith("file:")),
  );
}

test.each([[["--help"]], [["orphans", "--help"]], [["complete", "--", "orp"]]])(
  "%j loads no engine, no API and no reader or writer of files",
  (args) => {
    const files = filesLoadedBy(args);
    expect(files.some((file) => file.includes("/commander/"))).toBe(true);
    expect(files.some((file) => file.endsWith("/src/cli/show.js"))).toBe(true);
    const heavy =
      /\/node_modules\/(graphql|zod|@pothos|@apollo|fastify|neo4j-driver|@grafeo-db|hucre|hyparquet|yauzl|cli-progress)|\/src\/(schema|resolvers|snapshot|demonstration|backup|query)\/|\/src\/(import\/ods|graph\/(embedded|neo4j|cypher))\//;
    expect(files.filter((file) => heavy.test(file))).toEqual([]);
  },
);
