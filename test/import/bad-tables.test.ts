import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { BadUserInput } from "../../src/model/errors.ts";
import { badFiles } from "./bad-files.ts";
import { addsUp, openMemory, revision } from "./ods-files.ts";
import { loadTables, recordFew } from "./table-files.ts";

const folder = new URL("./bad-files/", import.meta.url);

describe("a bad file of the corpus is refused with its line, what was found and what was expected", () => {
  it("and there are at least 40, each with what has to be said of it", () => {
    const files = readdirSync(folder).sort();
    expect(files.length).toBeGreaterThanOrEqual(40);
    expect(files).toEqual(Object.keys(badFiles).sort());
  });

  it.each(Object.entries(badFiles))("%s", async (name, expected) => {
    const graph = await recordFew(await openMemory());
    const before = await revision(graph);
    const place = new URL(name, folder).pathname;
    const said = await loadTables(graph, place).then(
      (report) => {
        expect(report.outcome).toBe("refused");
        expect(addsUp(report)).toBe(true);
        return report.firstRejects.join("\n");
      },
      (error: unknown) => {
        expect(error).toBeInstanceOf(BadUserInput);
        return (error as Error).message;
      },
    );
    expect(said).toContain(`${name}`);
    expect(said).toContain(expected);
    expect(said).toMatch(/expected|save it as/i);
    expect(await revision(graph)).toBe(before);
  });
});
