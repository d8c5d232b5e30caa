import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openShell } from "../cli/shell.ts";

const walk = readFileSync("docs/data-teams.md", "utf8");
const blocks = [...walk.matchAll(/```sh\n([\s\S]*?)```\n(?:\n```text\n([\s\S]*?)```)?/g)].map(
  ([, script = "", printed]) => ({ script, printed }),
);

const freePort = () =>
  new Promise<string>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(String(port)));
    });
  });

/** What a text stands for: "…" on a line is anything in that line, alone on a line any lines; columns are as wide as they are. */
function standingFor(printed: string): RegExp {
  const lines = printed
    .trimEnd()
    .split("\n")
    .map((line) => {
      const parts = line
        .split("…")
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/ +/g, " +"));
      return line === "…" ? "[\\s\\S]*?" : parts.join(".*");
    });
  return new RegExp(`^${lines.join("\n").replaceAll("*?\n", "*?")}$`);
}

test("a data team's walk runs as it is written, and prints what it says", async () => {
  const { folder, run } = openShell({ GRAPH_FILE: "graph.grafeo", PORT: await freePort() });
  expect(blocks.filter(({ printed }) => printed).length).toBeGreaterThan(10);
  for (const { script, printed } of blocks) {
    const { exitCode, out, err } = run(script);
    const refused = script.includes("|| echo");
    expect({ script, exitCode, err: refused ? "" : err }).toEqual({ script, exitCode: 0, err: "" });
    expect(out.trimEnd(), script).toMatch(printed === undefined ? /^$/ : standingFor(printed));
  }
  const kept = (name: string) => readFileSync(join(folder, name), "utf8");
  expect(kept("orphans.csv")).toContain("X000642");
  expect(JSON.parse(kept("orphans.json"))).toContainEqual(expect.objectContaining({ code: "X000642" }));
  expect(JSON.parse(kept("conflicts.sarif"))).toMatchObject({
    version: "2.1.0",
    runs: [{ results: [{ ruleId: "two-consortia" }] }],
  });
  expect(kept("orphans-of-england.csv")).not.toContain("X000642");
  expect(kept("orphans-over-http.csv").split("\n")).toHaveLength(3);
  expect(kept("graph.graphml")).toBe(kept("handed-on/graph.graphml"));
  expect(kept("changes.csv")).toMatch(/2011-03-01|2011-04-01/);
  expect(JSON.parse(kept("summary.json")).errors).toBeUndefined();
  expect(JSON.parse(kept("handed-on/datapackage.json"))).toMatchObject({ within: "Q38", revision: 6 });
  const changes = kept("changes.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(changes[0]).toMatchObject({ type: "changes", since: 2, revision: 6 });
  expect(changes.filter(({ change }) => change === "retracted")).toHaveLength(2);
}, 600_000);
