import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exitCodes } from "../../src/cli/command-context.ts";
import { keptOutput, runOn } from "../cli/in-process.ts";

test("docs/operating.md and the help have every exit code, and no other", async () => {
  const codes = Object.values(exitCodes).map(String);
  const section =
    readFileSync("docs/operating.md", "utf8").split("## Exit codes")[1]?.split("\n## ")[0] ?? "";
  expect([...section.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => code)).toEqual(codes);
  const stdout = keptOutput();
  await runOn(undefined as never, ["--help"], { stdout });
  const [, told = ""] = stdout.text().split("Exit codes: ");
  expect([...told.matchAll(/\b\d+\b/g)].map(([code]) => code)).toEqual(codes);
});

/** What the commands of a page write, by the places that they name. */
function outputs(page: string): string[] {
  const scripts = [...page.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, script = ""]) => script).join("");
  const named = [...scripts.matchAll(/(?: > |--out |GRAPH_FILE=| backup )([\w./-]+)/g)].map(
    ([, path = ""]) => path,
  );
  return named;
}

test("what the commands of the README and of the docs write is not taken for a part of the repository", () => {
  const docs = readdirSync("docs").filter((name) => name.endsWith(".md"));
  const pages = ["README.md", ...docs.map((name) => join("docs", name))];
  const written = [
    ...new Set(pages.flatMap((page) => outputs(readFileSync(page, "utf8")))),
    ...[".data/commissioning.grafeo", "rejected-rows.csv"],
  ].filter((path) => !path.startsWith("/"));
  expect(written).toEqual(
    expect.arrayContaining(["audit.jsonl", "exports/england", "england.backup.jsonl.gz"]),
  );
  const folder = mkdtempSync(join(tmpdir(), "commissioning-"));
  execFileSync("git", ["init", "--quiet", folder]);
  copyFileSync(".gitignore", join(folder, ".gitignore"));
  const files = written.map((path) => (/\.\w+$/.test(path) ? path : join(path, "nodes.csv")));
  const ignored = execFileSync("git", ["-C", folder, "check-ignore", "--no-index", ...files], {
    encoding: "utf8",
  });
  expect(ignored.trim().split("\n")).toEqual(files);
});
