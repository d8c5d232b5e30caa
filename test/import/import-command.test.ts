import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { shareDone } from "../../src/cli/import-progress.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import type { ImportProgress } from "../../src/import/report/progress.ts";
import type { Instant } from "../../src/model/dates.ts";
import { Conflict } from "../../src/model/errors.ts";
import { author } from "../callers.ts";
import { runOn } from "../cli/in-process.ts";
import {
  file,
  history,
  lines,
  load,
  openMemory,
  practice,
  practiceRow,
  recordParents,
  rejectsFile,
} from "./ods-files.ts";

/** Runs `import` with these arguments and answers what it printed and its exit code. */
async function run(...given: readonly string[]) {
  const graph = await recordParents(await openMemory());
  return runOn(graph, ["import", "--rejects", rejectsFile, ...given]);
}

const practices = () => file("epraccur.csv", lines(practiceRow(), practiceRow({ code: "W91001" })));

describe("the import command", () => {
  it("prints an aligned report with the rules that set rows aside", async () => {
    const { out, exitCode } = await run(
      "--practices",
      practices(),
      "--memberships",
      file("epcmem.csv", history),
    );
    expect(exitCode).toBe(0);
    expect(out.split("\n").slice(0, 8)).toEqual([
      "file          read as      read  added  changed  unchanged  ignored  rejected  withdrawn",
      "epraccur.csv  practices       2      1        0          0        1         0          0",
      "epcmem.csv    memberships     3      2        0          0        1         0          0",
      "",
      "Ignored in epraccur.csv (practices):",
      "  1  not an English practice code",
      "",
      "Ignored in epcmem.csv (memberships):",
    ]);
    expect(out).toMatch(/Written in \d+\.\d s\.\n$/);
  });

  it("prints the report as JSON", async () => {
    const { out } = await run("--practices", practices(), "--json", "--dry-run");
    expect(JSON.parse(out)).toMatchObject({ outcome: "dry run", parts: [{ added: 1 }, { added: 1 }] });
  });

  it("ends with 3 when rows are rejected, and shows them", async () => {
    const bad = file("bad.csv", lines(practiceRow({ setting: "x" })));
    const { out, exitCode } = await run("--practices", bad);
    expect(exitCode).toBe(3);
    expect(out).toContain('  bad.csv, line 1, prescribingSetting: "x" is not a prescribing setting');
    expect(out).toContain("Refused: 1 row was rejected");
    expect(readFileSync(rejectsFile, "utf8")).toContain("bad.csv,1,prescribingSetting,");
  });

  it("refuses a number of rows that is none", async () => {
    const { exitCode, err } = await run("--practices", practices(), "--max-rejects", "few");
    expect(exitCode).toBe(2);
    expect(err).toMatch(/whole number of rows/);
  });
});

describe("progress of an import", () => {
  it("rises from nothing to all, over reading and writing", async () => {
    const seen: number[] = [];
    const onProgress = (progress: ImportProgress) => seen.push(shareDone(progress));
    await load(await recordParents(await openMemory()), { practices: practices(), onProgress });
    expect(seen.at(-1)).toBe(1);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  });
});

describe("an import during which somebody else writes", () => {
  it("writes nothing and says so", async () => {
    const graph = await recordParents(await openMemory());
    const raced: Graph = {
      engine: graph.engine,
      read: (...given) => graph.read(...given),
      ask: (...given) => graph.ask(...given),
      findByText: (...given) => graph.findByText(...given),
      write: async (work) => {
        await graph.write((transaction) =>
          record(transaction, {}, "2026-01-03T00:00:00.000Z" as Instant, author),
        );
        return graph.write(work);
      },
      checkHealth: () => graph.checkHealth(),
      close: () => graph.close(),
    };
    await expect(load(raced, { practices: practices() })).rejects.toThrow(Conflict);
    expect(await practice(graph)).toBeUndefined();
  });
});
