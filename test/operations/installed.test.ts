import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "./free-port.ts";
import { run, runWell } from "./programs.ts";

/** The packed program, installed in an empty folder as an operator would: two commands to the first answer. */

const root = join(import.meta.dirname, "../..");
const work = mkdtempSync(join(tmpdir(), "installed-"));
const program = join(work, "global/bin/commissioning");
let said: string;

beforeAll(async () => {
  await runWell("npm", ["pack", "--ignore-scripts", "--silent", "--pack-destination", work], { cwd: root });
  const packed = readdirSync(work).find((name) => name.endsWith(".tgz")) ?? "";
  mkdirSync(join(work, "global"));
  const prefix = ["--prefix", join(work, "global"), "--engine-strict", "--no-audit", "--no-fund"];
  said = await runWell("npm", ["install", "--global", ...prefix, join(work, packed)], { cwd: work });
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test("npm warns of nothing but scripts that it did not run", () => {
  const warnings = said.split("\n").filter((line) => line.includes("warn"));
  expect(warnings.filter((line) => !line.includes("install-scripts"))).toEqual([]);
});

test("an operator finds the pages and the files to begin with where it is installed", () => {
  const installed = join(work, "global/lib/node_modules/commissioning-graph");
  const files = [
    "docs/operating.md",
    "examples/operations/systemd/commissioning-graph.service",
    "CHANGELOG.md",
  ];
  expect(files.filter((file) => !existsSync(join(installed, file)))).toEqual([]);
});

test("it serves the demonstration and answers, with the layouts and tables that it was packed with", async () => {
  const port = await freePort();
  const cwd = join(work, "empty");
  mkdirSync(cwd);
  const server = spawn(program, ["serve"], { cwd, env: { ...process.env, PORT: String(port) } });
  try {
    await told(server, "commissioning-graph is ready");
    const address = `http://127.0.0.1:${port}`;
    const query = '{ pct(code: "5PP") { name practices(first: 0) { totalCount } } }';
    const body = JSON.stringify({ query });
    const headers = { "content-type": "application/json" };
    const answer = await (await fetch(`${address}/graphql`, { method: "POST", headers, body })).json();
    expect(answer).toMatchObject({ data: { pct: { name: "Cambridgeshire PCT" } } });
    // The explorer is in it.
    expect(await (await fetch(address)).text()).toContain("<div id=");
  } finally {
    server.kill("SIGTERM");
  }
  expect(await ended(server)).toBe(0);
  const { output } = await run(program, ["import", "none.csv", "--layout", "no-such"], { cwd });
  expect(output).toContain("ods-eccg");
  expect(await runWell(program, ["audit", "verify"], { cwd })).toContain("are as they were written");
});

test("what it says is public can be imported, and nothing else", async () => {
  const { exports } = await import(join(work, "global/lib/node_modules/commissioning-graph/package.json"), {
    with: { type: "json" },
  }).then((module) => module.default as { exports: Record<string, string> });
  for (const path of Object.values(exports))
    expect(existsSync(join(work, "global/lib/node_modules/commissioning-graph", path)), path).toBe(true);
});

/** Resolves when a program says something. @throws where it ends before */
async function told(child: ChildProcess, text: string): Promise<void> {
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const onData = (chunk: Buffer) => {
      output += chunk;
      if (output.includes(text)) resolve();
    };
    child.stdout?.on("data", onData);
    child.stderr?.on("data", onData);
    child.once("close", (code) => reject(new Error(`It ended with ${code}:\n${output}`)));
    child.once("error", reject);
  });
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode);
    else child.once("close", resolve);
  });
