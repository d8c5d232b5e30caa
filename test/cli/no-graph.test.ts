import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { lines, practiceRow } from "../import/ods-files.ts";
import { runAsOwn } from "./own-process.ts";

const folder = mkdtempSync(join(tmpdir(), "commissioning-"));
afterAll(() => vi.unstubAllEnvs());

const runWithout = (args: readonly string[]) =>
  runAsOwn(args, { GRAPH_FILE: join(folder, "typo", "graph.grafeo"), cwd: folder });

test.each([
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
  [["retract", "0123456789abcdef0123", "--source", "A1", "--reason", "To try it."]],
])("%j says that there is no graph, and makes none", async (args) => {
  const { exitCode, out, err } = await runWithout(args);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
  expect(err).toContain(`there is no graph at ${join(folder, "typo", "graph.grafeo")}`);
  expect(readdirSync(folder).filter((name) => name !== "out")).toEqual([]);
});

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
