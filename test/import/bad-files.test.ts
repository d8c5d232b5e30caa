import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openInput } from "../../src/import/input/open-input.ts";
import {
  addsUp,
  file,
  folder,
  history,
  lines,
  load,
  memberRow,
  openMemory,
  practiceRow,
  recordParents,
  rejectsFile,
} from "./ods-files.ts";
import { zipOf } from "./zip-of.ts";

const open = async () => recordParents(await openMemory());
const good = lines(practiceRow());

describe("a row with a fault is rejected with its line and the reason", () => {
  const wide = `${practiceRow()},""`;
  const narrow = practiceRow().replace(/,""$/, "");
  it.each<[string, string | Buffer, string]>([
    ["28 columns", lines(practiceRow(), wide), "line 2: it has 28 columns: expected 27"],
    ["26 columns", lines(practiceRow(), narrow), "line 2: it has 26 columns: expected 27"],
    ["a quote that is never closed", `${good}"A81002","X\n`, "line 2: a quote is opened and never closed"],
    [
      "a quote inside a quoted cell",
      good.replace("DENSHAM", 'D"X'),
      "line 1: a quoted cell goes on behind its closing quote",
    ],
    [
      "a quote inside a quoted cell, among lines that end in CRLF",
      lines(
        practiceRow(),
        practiceRow({ code: "A81002" }).replace("DENSHAM", 'D"X'),
        practiceRow({ code: "A81003" }),
      ).replaceAll("\n", "\r\n"),
      "line 2: a quoted cell goes on behind its closing quote",
    ],
    ["an end in the middle of the row", good + practiceRow().slice(0, 60), "line 2: "],
    ["a code that is none", lines(practiceRow(), practiceRow({ code: "A8100" })), "line 2, code: "],
    ["no name", lines(practiceRow({ name: " " })), "line 1, name: it is empty"],
    [
      "a day that does not exist",
      lines(practiceRow({ opened: "20110230" })),
      'line 1, opened: "20110230" is not a date',
    ],
    [
      "a close before the opening",
      lines(practiceRow({ closed: "19730401" })),
      "line 1, closed: it closed on 1973-04-01",
    ],
    ["a status that is none", lines(practiceRow({ status: "Q" })), 'line 1, status: "Q" is not a status'],
    [
      "the same code twice",
      lines(practiceRow(), practiceRow({ name: "OTHER" })),
      "line 2: line 1 says otherwise of A81001",
    ],
    [
      "an unknown parent",
      lines(practiceRow({ parent: ["5ZZ", "20110401", ""] })),
      "line 1, parent: 5ZZ is not in the graph",
    ],
  ])("%s", async (name, content, expected) => {
    const given = { practices: file(`${name}.csv`, content), published: "2018-06" };
    const report = await load(await open(), given);
    expect(report.outcome).toBe("refused");
    expect(report.firstRejects).toHaveLength(1);
    expect(report.firstRejects[0]).toContain(`${name}.csv, ${expected}`);
    expect(addsUp(report)).toBe(true);
    expect(readFileSync(rejectsFile, "utf8").trim().split("\n").length).toBeGreaterThanOrEqual(2);
  });

  it("a membership that ends before it starts", async () => {
    const rows = lines(memberRow("A81001", "5E1", "20110401", "20100401"));
    const report = await load(await open(), {
      practices: file("p.csv", good),
      memberships: file("m.csv", rows),
    });
    expect(report.firstRejects[0]).toBe(
      "m.csv, line 1, left: it ends before it starts: joined 2011-04-01, left 2010-04-01.",
    );
  });
});

it.each([
  [
    { published: "yesterday" },
    '--published: "yesterday" is no date: expected a day, a month or a year, such as',
  ],
  [
    { published: "soon" },
    '--published: "soon" is no date: expected a day, a month or a year, such as 2018-06.',
  ],
  [{ published: "2011-99" }, '--published: "2011-99" is no date: expected'],
  [{ membershipsPublished: "next-yr" }, '--memberships-published: "next-yr" is no date: expected'],
  [{ published: "2011-04-01Tea" }, '"2011-04-01Tea" is not an instant: expected'],
])("a date of publication that is none, %j, is refused before anything is read", async (given, words) => {
  await expect(load(await open(), { practices: file("p.csv", good), ...given })).rejects.toThrow(words);
});

describe("a row that is none of ours is ignored by a rule that the report names", () => {
  it.each([
    ["practice not in the graph", memberRow("A81009", "5E1", "20010401")],
    ["parent type other than W", memberRow("A81001", "5E1", "20010401", "", "X")],
    ["parent is a Welsh health board", memberRow("A81001", "7A1", "20010401")],
    ["parent is a commissioning hub of NHS England", memberRow("A81001", "13A", "20130501")],
    ["parent not in the graph, joined after 2013-12-31", memberRow("A81001", "15N", "20180401")],
    [
      "same as an earlier row",
      lines(memberRow("A81001", "5E1", "20010401")) + memberRow("A81001", "5E1", "20010401"),
    ],
    ["empty line", "\n"],
    ["header", '"PRACTICE","PARENT","TYPE","JOINED","LEFT","AMENDED"'],
  ])("%s", async (rule, rows) => {
    const report = await load(await open(), {
      practices: file("p.csv", good),
      published: "2018-06",
      memberships: file("m.csv", `${rows}\n`),
    });
    expect(report.outcome).toBe("written");
    expect(report.parts[1]?.ignoredByRule).toHaveProperty([rule]);
    expect(addsUp(report)).toBe(true);
  });
});

describe("a file is taken", () => {
  it.each<[string, string | Buffer]>([
    ["with a byte order mark", `\uFEFF${good}`],
    ["with CRLF", good.replaceAll("\n", "\r\n")],
    ["with no newline at its end", good.trimEnd()],
    ["from a zip, whatever its name", zipOf({ "data/epraccur.CSV": good, "read-me.txt": "x" })],
  ])("%s", async (name, content) => {
    const report = await load(await open(), { practices: file(`${name}.txt`, content) });
    expect(report).toMatchObject({ outcome: "written", parts: [{ read: 1, added: 1 }, { added: 1 }] });
  });

  it.each([
    ["text", Buffer.from(good)],
    ["a zip", zipOf({ "e.csv": good })],
  ])("from standard input, as %s, which leaves no temporary file", async (_name, content) => {
    // Others of this machine have temporary files too.
    const own = mkdtempSync(join(folder, "temporary-"));
    vi.stubEnv("TMPDIR", own);
    onTestFinished(() => void vi.unstubAllEnvs());
    const stdin = Readable.from([content.subarray(0, 3), content.subarray(3)]);
    const report = await load(await open(), { practices: "-", stdin });
    expect(report.parts[0]).toMatchObject({ file: "standard input", added: 1 });
    expect(readdirSync(own)).toEqual([]);
  });

  it("from an address, over redirects", async () => {
    const server = createServer((request, response) => {
      if (request.url === "/old") response.writeHead(302, { location: "/epraccur.csv" }).end();
      else response.end(request.url === "/epraccur.csv" ? good : "");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const report = await load(await open(), { practices: `${address}/old` });
    expect(report.parts[0]).toMatchObject({ file: "epraccur.csv", added: 1 });
    await expect(load(await open(), { practices: `${address}/empty` })).rejects.toThrow("empty is empty");
    server.close();
  });
});

describe("a file is refused in a sentence that names it", () => {
  const bomb = zipOf({ "big.csv": "" }, { "big.csv": 600 * 1024 * 1024 });
  it.each<[string, string | Buffer | null, RegExp]>([
    ["absent", null, /absent\.csv cannot be read: there is no such file/],
    ["empty", "", /empty\.csv is empty: expected a CSV file/],
    ["only-a-mark", "\uFEFF", /only-a-mark\.csv is empty/],
    ["memberships-instead", history, /has 6 columns, as a memberships file has: expected 27 for --practices/],
    ["one-long-line", "x".repeat(100_000), /line 1 or later, is longer than 65536 bytes/],
    ["cut-zip", zipOf({ "e.csv": good }).subarray(0, 40), /cut-zip\.csv starts as a zip does/],
    [
      "two",
      zipOf({ "a.csv": good, "b.csv": good }),
      /two\.csv holds "a.csv", "b.csv": expected a zip with one/,
    ],
    [
      "none",
      zipOf({ "a.txt": good }),
      /none\.csv holds no CSV file, but "a\.txt": expected a zip with one file/,
    ],
    ["bomb", bomb, /bomb\.csv unpacks to 629145600 bytes/],
    [
      "liar",
      zipOf({ "a.csv": good.repeat(99) }, { "a.csv": 10 }),
      /liar\.csv starts as a zip does, and cannot/,
    ],
  ])("%s", async (name, content, expected) => {
    const path = content === null ? `${folder}/${name}.csv` : file(`${name}.csv`, content);
    rmSync(rejectsFile, { force: true });
    await expect(load(await open(), { practices: path })).rejects.toThrow(expected);
    expect(existsSync(rejectsFile)).toBe(false);
  });

  it.each([
    ["as it is", Buffer.from(good)],
    ["in gzip", gzipSync(good)],
  ])("a file, %s, that is gone when it is read", async (_, content) => {
    const path = file("gone.csv", content);
    const input = await openInput(path, Readable.from([]));
    rmSync(path);
    await expect(input.bytes[Symbol.asyncIterator]().next()).rejects.toThrow(
      /gone\.csv cannot be read: there is no such file\./,
    );
    await input.close();
  });

  const damaged = Buffer.from(zipOf({ "a.csv": good.repeat(99) }));
  damaged.fill(0xff, 40, 60);
  it.each([
    ["unpacks to more than it says", zipOf({ "a.csv": good.repeat(99) }, { "a.csv": 10 })],
    ["unpacks to less than it says", zipOf({ "a.csv": good.repeat(99) }, { "a.csv": 1_000_000 })],
    ["is damaged", damaged],
  ])("a zip that %s, however late it is read", async (_, content) => {
    const input = await openInput(file("late.csv", content), Readable.from([]));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const read = async () => {
      for await (const _ of input.bytes);
    };
    await expect(read()).rejects.toThrow(/late\.csv starts as a zip does, and cannot be read as one: /);
    await input.close();
  });

  it.each([
    [{}, /Nothing to import/],
    [{ practices: "-", memberships: "-" }, /Standard input can be one file only/],
    [{ practices: "http://example.org/e.csv" }, /is not an address to import from: expected https/],
    [{ practices: "ftp://example.org/e.csv" }, /is not an address to import from/],
    [{ practices: folder }, /is a folder/],
    [{ practices: "x", maxRejects: -1 }, /-1 is not a number of rows/],
  ])("wrong use %j", async (request, expected) => {
    await expect(load(await open(), request)).rejects.toThrow(expected);
  });

  it("with a place for rejected rows that cannot be written", async () => {
    const request = {
      practices: file("p.csv", good + "x\n".repeat(20_000)),
      rejectsFile: `${folder}/no/such/folder.csv`,
    };
    await expect(load(await open(), request)).rejects.toThrow(
      /cannot be written to .*Name another file with --rejects/,
    );
  });

  it("into a graph without PCTs and CCGs", async () => {
    const empty = await openMemory();
    await expect(load(empty, { practices: file("p.csv", good) })).rejects.toThrow(/load the seed first/);
  });
});
