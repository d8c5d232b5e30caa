import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openShell } from "../cli/shell.ts";

const walk = readFileSync("docs/data-teams.md", "utf8");
const blocks = [...walk.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script = ""]) => script);

test("a data team's walk runs as it is written, and each step shows what the text says", () => {
  const { folder, run } = openShell({ GRAPH_FILE: "graph.grafeo" });
  const said = blocks.map((script) => {
    const ran = run(script);
    expect({ script, ...ran }).toMatchObject({ exitCode: 0, err: "" });
    return ran.out;
  });
  const after = (words: string) => said[blocks.findIndex((script) => script.includes(words))] ?? "";
  const kept = (name: string) => readFileSync(join(folder, name), "utf8");
  expect(after("commissioning seed")).toMatch(/^The graph now holds \d+ organisations/);
  expect(after("orphans --within 5CQ --as-of 2011-04-01\n")).toMatch(/X000642 .*unclear/);
  expect(kept("orphans.csv")).toContain("X000642");
  expect(JSON.parse(kept("orphans.json"))).toContainEqual(expect.objectContaining({ code: "X000642" }));
  expect(after("check --within 5K5")).toMatch(/two-consortia[\s\S]*contradictions: 1\n$/);
  expect(after("show X001680")).toContain("made to contradict another membership");
  expect(after("--dry-run")).toMatch(/A dry run: nothing was written\.[\s\S]*Written in /);
  expect(after("grep -c X000642")).toMatch(/^0\nno longer listed\n/);
  expect(after("--known-at")).toContain("X000642");
  expect(kept("orphans-of-england.csv")).not.toContain("X000642");
  expect(JSON.parse(kept("conflicts.sarif")).version).toBe("2.1.0");
  expect(kept("changes.csv")).toMatch(/2011-03-01|2011-04-01/);
  expect(JSON.parse(kept("summary.json")).errors).toBeUndefined();
}, 600_000);
