import { readFileSync } from "node:fs";
import { Command } from "commander";
import { afterEach, describe, expect, it, vi } from "vitest";
import { addImportCommand } from "../../src/cli/import.ts";
import { shareDone } from "../../src/cli/import-progress.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import type { ImportProgress } from "../../src/import/ods/request.ts";
import type { Instant } from "../../src/model/dates.ts";
import { Conflict } from "../../src/model/errors.ts";
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

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

/** Runs `import` with these arguments and answers what it printed and its exit code. */
async function run(...given: readonly string[]) {
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addImportCommand(program, async () => recordParents(await openMemory()));
  await program.parseAsync(["import", "--rejects", rejectsFile, ...given], { from: "user" });
  return { printed: print.mock.calls.join("\n"), exitCode: process.exitCode ?? 0 };
}

const practices = () => file("epraccur.csv", lines(practiceRow(), practiceRow({ code: "W91001" })));

describe("the import command", () => {
  it("prints an aligned report with the rules that set rows aside", async () => {
    const { printed, exitCode } = await run(
      "--practices",
      practices(),
      "--memberships",
      file("epcmem.csv", history),
    );
    expect(exitCode).toBe(0);
    expect(printed.split("\n").slice(0, 8)).toEqual([
      "file          read as      read  added  changed  unchanged  ignored  rejected  withdrawn",
      "epraccur.csv  practices       2      1        0          0        1         0          0",
      "epcmem.csv    memberships     3      2        0          0        1         0          0",
      "",
      "Ignored in epraccur.csv (practices):",
      "  1  not an English practice code",
      "",
      "Ignored in epcmem.csv (memberships):",
    ]);
    expect(printed).toMatch(/Written in \d+\.\d s\.$/);
  });

  it("prints the report as JSON", async () => {
    const { printed } = await run("--practices", practices(), "--json", "--dry-run");
    expect(JSON.parse(printed)).toMatchObject({ outcome: "dry run", parts: [{ added: 1 }, { added: 1 }] });
  });

  it("ends with 3 when rows are rejected, and shows them", async () => {
    const bad = file("bad.csv", lines(practiceRow({ setting: "x" })));
    const { printed, exitCode } = await run("--practices", bad);
    expect(exitCode).toBe(3);
    expect(printed).toContain('  bad.csv, line 1, prescribingSetting: "x" is not a prescribing setting');
    expect(printed).toContain("Refused: 1 row was rejected");
    expect(readFileSync(rejectsFile, "utf8")).toContain("bad.csv,1,prescribingSetting,");
  });

  it("refuses a number of rows that is none", async () => {
    await expect(run("--practices", practices(), "--max-rejects", "few")).rejects.toThrow(
      /whole number of rows/,
    );
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
      findByText: (...given) => graph.findByText(...given),
      write: async (work) => {
        await graph.write((transaction) => record(transaction, {}, "2026-01-03T00:00:00.000Z" as Instant));
        return graph.write(work);
      },
      checkHealth: () => graph.checkHealth(),
      close: () => graph.close(),
    };
    await expect(load(raced, { practices: practices() })).rejects.toThrow(Conflict);
    expect(await practice(graph)).toBeUndefined();
  });
});
