import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { recordTypes } from "../../src/backup/record.ts";
import { openShell } from "../cli/shell.ts";

const text = readFileSync("docs/backup.md", "utf8");
const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script = ""]) => script);

test("the commands of docs/backup.md run as they are written, and the digest is had as it says", () => {
  const { folder, run } = openShell({ GRAPH_FILE: "graph.grafeo" });
  expect(run("commissioning seed --facts-only")).toMatchObject({ exitCode: 0 });
  const said = blocks.map((script) => {
    const ran = run(script);
    expect({ script, ...ran }).toMatchObject({ exitCode: 0, err: "" });
    return ran.out;
  });
  const [, digest] = /^Digest: ([0-9a-f]{64})$/m.exec(said[0] ?? "") ?? [];
  expect(said.at(-1)).toBe(`${digest}  -\n`);
  expect(readFileSync(join(folder, "england.backup.jsonl.gz")).subarray(0, 2)).toEqual(
    Buffer.from([0x1f, 0x8b]),
  );
}, 300_000);

test("docs/backup.md describes every kind of line", () => {
  expect(["backup", ...recordTypes, "end"].filter((type) => !text.includes(`| \`${type}\` |`))).toEqual([]);
});
