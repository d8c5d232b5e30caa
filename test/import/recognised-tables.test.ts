import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { TablesRequest } from "../../src/import/tables/request.ts";
import { file, openMemory } from "./ods-files.ts";
import { factsOf, loadTables, recordFew } from "./table-files.ts";
import { zipOf } from "./zip-of.ts";

const header = "kind,from,to,validFrom,validTo,status,source,confidence,note\n";
const row = (validFrom: string, note = "", from = "A81001") =>
  `MEMBERSHIP,${from},5E1,${validFrom},2013-03-31,ESTABLISHED,TEST,CONFIRMED,${note}\n`;
const plain = header + row("2011-04-01", "Café");

/** What the graph believes after the file, and what the report says of it. */
async function taken(name: string, content: string | Buffer, request: Partial<TablesRequest> = {}) {
  const graph = await recordFew(await openMemory());
  const report = await loadTables(graph, file(name, content), request);
  expect(report.firstRejects).toEqual([]);
  return { facts: await factsOf(graph), report };
}

describe("a table is recognised", () => {
  const windows = Buffer.from(plain, "latin1");
  const utf16 = Buffer.from(`\uFEFF${plain}`, "utf16le");
  it.each<[string, string | Buffer, string[]]>([
    ["as it is", plain, []],
    ["with a byte order mark", `\uFEFF${plain}`, []],
    ["in Windows-1252", windows, ["x.csv was read as Windows-1252."]],
    ["in UTF-16, as Excel's Unicode text", utf16, ["x.csv was read as UTF-16."]],
    ["in big-endian UTF-16", Buffer.from(utf16).swap16(), ["x.csv was read as UTF-16."]],
    ["with CRLF", plain.replaceAll("\n", "\r\n"), []],
    ["with CR alone", plain.replaceAll("\n", "\r"), []],
    ["with no line end at its end", plain.trimEnd(), []],
    ["with empty lines before and after", `\n${plain}\n,,,,,,,,\n\n`, []],
    ["with empty columns that Excel adds", plain.replaceAll("\n", ",,,\n"), []],
    ["with semicolons", plain.replaceAll(",", ";"), ["x.csv was read as semicolons."]],
    ["with tabs", plain.replaceAll(",", "\t"), ["x.csv was read as tabs."]],
    [
      "with Excel's line that names the delimiter",
      `sep=;\n${plain.replaceAll(",", ";")}`,
      ["x.csv was read as semicolons."],
    ],
    [
      "with its columns in another order and case",
      "NOTE,Confidence,source,Status,valid to,VALID_FROM,To,From,Kind\nCafé,confirmed,TEST,established,2013-03-31,2011-04-01,5e1,a81001,membership\n",
      [],
    ],
    ["from a zip", zipOf({ "facts.csv": plain }), []],
    ["from gzip", gzipSync(plain), []],
  ])("%s", async (_name, content, warnings) => {
    const { facts, report } = await taken("x.csv", content);
    expect(facts).toMatchObject([
      { from: "A81001", to: "5E1", validFrom: "2011-04-01", validTo: "2013-03-31", note: "Café" },
    ]);
    expect(report.warnings).toEqual(warnings);
  });

  it("from standard input", async () => {
    const graph = await recordFew(await openMemory());
    const stdin = Readable.from([Buffer.from(plain.slice(0, 3)), Buffer.from(plain.slice(3))]);
    expect(await loadTables(graph, "-", { stdin })).toMatchObject({
      outcome: "written",
      parts: [{ added: 1 }],
    });
  });

  it("with line breaks in a quoted cell, and tells later lines by where they stand", async () => {
    const graph = await recordFew(await openMemory());
    const content =
      `${header}${row("2011-04-01", '"two\r\nlines"')}${row("2011-04-01", "", "A8100")}`.replace(
        /\r?\n/g,
        "\r\n",
      );
    const report = await loadTables(graph, file("x.csv", content), { maxRejects: 1 });
    expect(report.firstRejects[0]).toContain("x.csv, line 4, from");
    expect(await factsOf(graph)).toMatchObject([{ note: "two\nlines" }]);
  });
});

describe("dates are read", () => {
  it.each<[string, string, string, string[]]>([
    ["as days", "2011-04-01", "2011-04-01", []],
    ["as ODS writes them", "20110401", "2011-04-01", []],
    ["as a month", "2011-04", "2011-04-01", []],
    ["as a year", "2011", "2011-01-01", []],
    ["with midnight", "2011-04-01 00:00:00", "2011-04-01", []],
    ["as Excel's day number", "40634", "2011-04-01", ["validFrom as Excel's day numbers"]],
    ["with a month in letters", "1-Apr-11", "2011-04-01", []],
    ["with a month in full", "1 April 2011", "2011-04-01", []],
    [
      "with the day first, where it can be nothing else",
      "13/04/2011",
      "2011-04-13",
      ["validFrom with the day first"],
    ],
    ["a month in words", "April 2011", "2011-04-01", []],
    ["a month in short", "Apr-2011", "2011-04-01", []],
    ["a day with its ending", "1st April 2011", "2011-04-01", []],
    [
      "with the month first, where it can be nothing else",
      "4/13/2011",
      "2011-04-13",
      ["validFrom with the month first"],
    ],
  ])("%s", async (_name, cell, expected, notes) => {
    const { facts, report } = await taken("x.csv", header + row(cell));
    expect(facts).toMatchObject([{ validFrom: expected }]);
    expect(report.warnings).toEqual(notes.map((note) => `x.csv was read as ${note}.`));
  });

  it("by what another row of the column settles", async () => {
    const { facts } = await taken("x.csv", header + row("01/04/2011") + row("30.04.2011", "", "A81002"));
    expect(facts.map((fact) => fact.validFrom)).toEqual(["2011-04-01", "2011-04-30"]);
  });

  it.each([
    ["dmy", "2011-04-01"],
    ["mdy", "2011-01-04"],
  ] as const)("as the user says: %s", async (dates, expected) => {
    const { facts } = await taken("x.csv", header + row("01/04/11"), { dates });
    expect(facts).toMatchObject([{ validFrom: expected }]);
  });
});

describe("a column that the file has not", () => {
  const bare = "from,to,status,valid from,valid to\nA81001,5E1,SHADOW,2011-04-01,2013-03-31\n";

  it("can be the same for all rows", async () => {
    const { facts } = await taken("x.csv", bare, {
      constants: { kind: "MEMBERSHIP", source: "TEST", confidence: "REPORTED" },
    });
    expect(facts).toMatchObject([{ status: "SHADOW", source: "TEST", confidence: "REPORTED" }]);
  });

  it.each([
    ["validTo", "31/03/2013", "2013-03-31"],
    ["validTo", "March 2013", "2013-03-31"],
    ["validTo", " 2013-03-31 ", "2013-03-31"],
  ])("and a date then, %s=%s", async (column, value, expected) => {
    const { facts } = await taken("x.csv", bare.replaceAll(/,(valid to|2013-03-31)$/gm, ""), {
      constants: { kind: "MEMBERSHIP", source: "TEST", confidence: "REPORTED", [column]: value },
    });
    expect(facts).toMatchObject([{ validTo: expected }]);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      "a day that may be two",
      { validTo: "03/04/2012" },
      'x.csv, all rows, validTo: "03/04/2012" may have the day or the month first',
    ],
    [
      "a day that never was",
      { validTo: "2012-13-01" },
      'x.csv, all rows, validTo: "2012-13-01" is not a date',
    ],
    [
      "a word that is none",
      { confidence: "SURE" },
      'x.csv, all rows, confidence: "SURE" is not known: expected',
    ],
  ])("is refused once, not a row at a time, for %s", async (_what, given, expected) => {
    const without = bare.replaceAll(/,(valid to|2013-03-31)$/gm, "");
    const constants = { kind: "MEMBERSHIP", source: "TEST", confidence: "REPORTED", ...given };
    await expect(taken("x.csv", without, { constants })).rejects.toThrow(expected);
  });

  it("is refused where it is none, or the file has one", async () => {
    await expect(taken("x.csv", bare, { constants: { colour: "red" } })).rejects.toThrow(
      /"colour" is not a column: expected --set/,
    );
    await expect(taken("x.csv", plain, { constants: { source: "TEST" } })).rejects.toThrow(
      /has a column source of its own/,
    );
  });
});
