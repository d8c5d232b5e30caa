import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { record } from "../../src/graph/recorder.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant } from "../../src/model/dates.ts";
import { undescribed } from "../../src/model/organisation.ts";
import { author } from "../callers.ts";
import { openDemonstration } from "../demonstration.ts";
import { keptOutput, runOn, stoppedAtProgress } from "./in-process.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openDemonstration();
  const practice = {
    ...undescribed,
    kind: "PRACTICE",
    confidence: "SYNTHETIC",
    source: "SYNTHETIC",
  } as const;
  // A name that a spreadsheet would run.
  const organisations = [{ ...practice, code: "X999999" as Code, name: '=HYPERLINK("http://a","b")' }];
  await graph.write((transaction) =>
    record(transaction, { organisations }, "2026-01-01T00:00:00.000Z" as Instant, author),
  );
});
afterAll(() => graph.close());

const answered = async (document: string) => JSON.parse((await runOn(graph, ["query", document])).out).data;
const json = async (...args: string[]) => JSON.parse((await runOn(graph, [...args, "--json"])).out);

test("orphans prints every page of the list, as the API answers it", async () => {
  const rows = await json("orphans");
  const { orphanedPractices } = await answered("{ orphanedPractices { totalCount totalPatients } }");
  expect(rows).toHaveLength(orphanedPractices.totalCount);
  // More than a page.
  expect(rows.length).toBeGreaterThan(500);
  expect(new Set(rows.map(({ code }: { code: string }) => code)).size).toBe(rows.length);
  const patients = rows.reduce(
    (sum: number, { listSize }: { listSize: number | null }) => sum + (listSize ?? 0),
    0,
  );
  expect(patients).toBe(orphanedPractices.totalPatients);
});

test("orphans tells of each why, since when, and where it may belong, by the names of the API", async () => {
  const rows = await json("orphans", "--within", "Q38", "--standing", "OUTSIDE");
  const { orphanedPractices } = await answered(
    `{ orphanedPractices(within: "Q38", standing: [OUTSIDE], first: 1000) { nodes {
      code name postcode standing outsideReason orphanedSince listSize listSizeOn confidence source { code }
      pct { code name } cluster { code name } sha { code name }
      suggestedConsortia { consortium { code name } sharePct evidence } } } }`,
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows).toEqual(orphanedPractices.nodes);
});

test("orphans answers for the day and the belief that are asked for", async () => {
  const count = async (...flags: string[]) =>
    (await json("orphans", "--standing", "outside", ...flags)).length;
  expect(await count("--known-at", "2011-04-10T00:00:00Z")).toBe(272);
  expect(await count()).toBe(260);
  expect(await count("--as-of", "2010-01-01")).toBe(0);
});

test("the CSV opens in a spreadsheet: marked as UTF-8, ends of lines as RFC 4180 has them, no formula", async () => {
  const { out } = await runOn(graph, ["orphans", "--csv"]);
  expect(out.startsWith("\uFEFFcode,name,")).toBe(true);
  expect(out.replaceAll("\r\n", "")).not.toContain("\n");
  const rows: Record<string, string>[] = parse(out, { bom: true, columns: true });
  expect(rows).toHaveLength((await json("orphans")).length);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  expect(byCode.get("X999999")?.name).toBe(`'=HYPERLINK("http://a","b")`);
  expect(byCode.get("X000647")).toMatchObject({
    standing: "OUTSIDE",
    outsideReason: "NOT_ACCEPTED",
    orphanedSince: "2011-03-01",
    pctName: "Milton Keynes PCT",
  });
});

test("a table fits its terminal, and is as wide as it is where there is none", async () => {
  const args = ["orphans", "--within", "Q38"];
  const stdout = keptOutput({ isTerminal: true, columns: 100 });
  await runOn(graph, args, { stdout });
  const widths = stdout
    .text()
    .split("\n")
    .map(({ length }) => length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(100);
  // What a name says is not cut away for what the question says already.
  expect(stdout.text()).toMatch(/X000647 +Synthetic pract/);
  const { out } = await runOn(graph, args);
  expect(out).toContain("Southampton, Hampshire, Isle of Wight and Portsmouth (SHIP)");
  expect(out).toMatch(/\n40 practices with 313,208 patients\.\n$/);
});

test("colours are only where they are wanted", async () => {
  const stdout = keptOutput({ isTerminal: true, columns: 100, colours: true });
  await runOn(graph, ["check", "--rule", "two-consortia"], { stdout });
  expect(stdout.text()).toContain("\u001b[31merror\u001b[39m     two-consortia");
  expect((await runOn(graph, ["check", "--rule", "two-consortia"])).out).not.toContain("\u001b");
});

test("an empty list says so, and is an empty array and a header", async () => {
  const args = ["orphans", "--as-of", "1900-01-01", "--within", "Q38"];
  expect((await runOn(graph, args)).out).toBe("No practice is outside or unclear there on that day.\n");
  expect(await json(...args)).toEqual([]);
  expect((await runOn(graph, [...args, "--csv"])).out.trim().split("\n")).toHaveLength(1);
});

test("diff lists what differs between two days", async () => {
  const args = ["diff", "2011-03-01", "2011-04-01", "--within", "Q38"];
  const rows = await json(...args);
  const { changes } = await answered(
    '{ changes(from: "2011-03-01", to: "2011-04-01", within: "Q38", first: 1000) { totalCount nodes { description } } }',
  );
  expect(rows).toHaveLength(changes.totalCount);
  expect(rows.map(({ description }: { description: string }) => ({ description }))).toEqual(changes.nodes);
  const { out } = await runOn(graph, args);
  expect(out).toContain(rows[0].description);
  expect(out).toMatch(/changes between 2011-03-01 and 2011-04-01\.\n$/);
  const years = ["diff", "2010-01-01", "2014-01-01", "--within", "5QE", "--csv"];
  expect((await runOn(graph, years)).out.includes("DELEGATION_ENDED")).toBe(false);
  expect((await runOn(graph, [...years, "--in-between"])).out.includes("DELEGATION_ENDED")).toBe(true);
  expect((await runOn(graph, ["diff", "2011-01-01", "2011-01-02", "--within", "Q38"])).out).toBe(
    "Nothing differs between 2011-01-01 and 2011-01-02.\n",
  );
});

test.each([
  [["orphans", "--within", "5ZZ"], /^within: there is no organisation "5ZZ"/],
  [["orphans", "--as-of", "soon"], /"soon"/],
  [["orphans", "--standing", "lost"], /Allowed choices are outside, unclear/],
  [["orphans", "--csv", "--json"], /cannot be used with option '--json'/],
  [["diff", "2011-04-01"], /missing required argument 'to'/],
])("%j is refused with exit code 2", async (args, message) => {
  const { exitCode, err, out } = await runOn(graph, args);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: "" });
  expect(err).toMatch(message);
});

test("search finds a name as people write it, as a table, as CSV and as JSON", async () => {
  const { exitCode, out } = await runOn(graph, ["search", "Hunts Helth", "--kind", "consortium"]);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/hunts-health +Hunts Health/);
  const hits = await json("search", "Cambs tPCT", "--as-of", "2011-04-01", "--first", "1");
  expect(hits).toMatchObject([{ organisation: { code: "5PP", closed: "2013-03-31" } }]);
  const csv = (await runOn(graph, ["search", "NHS Bolton", "--as-of", "2011-04-01", "--csv"])).out;
  const [first] = parse<Record<string, string>>(csv, { columns: true, bom: true });
  expect(first).toMatchObject({
    code: "5HQ",
    name: "Bolton Teaching PCT",
    kind: "PCT",
    opened: "2002-04-01",
  });
});

test("search says from when to when that exists which does not on the day", async () => {
  const { exitCode, out } = await runOn(graph, ["search", "Hunts Helth", "--as-of", "2014-01-01"]);
  expect(exitCode).toBe(0);
  // Something else has one of the words on that day.
  expect(out).toMatch(/^code +name/);
  expect(out).toMatch(/^On other days: Hunts Health \(hunts-health\), 20\d\d-\d\d-\d\d to 2013-03-31\.$/m);
  const none = await runOn(graph, ["search", "Bassetlow", "--as-of", "1990-01-01"]);
  expect(none.out).toMatch(/^Nothing fits "Bassetlow" on 1990-01-01\.\n/);
  expect(none.out).toMatch(/^On other days: Bassetlaw PCT \(5ET\), 2001-04-01 to 2013-03-31\.$/m);
  expect(await json("search", "Bassetlow", "--as-of", "1990-01-01")).toEqual([]);
});

test("search refuses what is no number of hits, and nothing to search for", async () => {
  expect(await runOn(graph, ["search", "hunts", "--first", "many"])).toMatchObject({ exitCode: 2 });
  const { exitCode, err } = await runOn(graph, ["search", "NHS tPCT"]);
  expect(exitCode).toBe(2);
  expect(err).toMatch(/holds nothing to search for/);
});

test.each([
  [["search", ""]],
  [["search", "hunts", "--at-revision", "77"]],
  [["search", "hunts", "--known-at", "1999"]],
  [["check", "--at-revision", "0"]],
])("what is wrong is said once, however many fields were asked with it: %j", async (args) => {
  const { exitCode, err } = await runOn(graph, args);
  expect(exitCode).toBe(2);
  expect(err.trim().split("\n")).toHaveLength(1);
});

test("a list of a day that no source tells of says so, once, and holds no orphans", async () => {
  const { out, err } = await runOn(graph, ["orphans", "--as-of", "2013-05-01", "--csv"]);
  expect(parse(out)).toHaveLength(1);
  expect(err.match(/Not covered: of 2013-05-01/g)).toHaveLength(1);
  expect(err).toContain("(SYNTHETIC: … to 2013-03-31)");
  const listed = await runOn(graph, ["orphans", "--as-of", "2011-04-01"]);
  expect(listed.err).not.toContain("Not covered");
});

test.each([
  [["orphans", "--within", "5CQ"], true],
  [["show", "5PP"], true],
  [["diff", "2011-03-01", "2011-04-01", "--within", "5CQ"], true],
  [["orphans", "--within", "5CQ", "--no-pager"], false],
  [["orphans", "--within", "5CQ", "--csv"], false],
  [["show", "5PP", "--json"], false],
  [["query", "{ __typename }"], false],
])("%j is shown page by page: %s", async (args, isPaged) => {
  const paged = keptOutput({ isTerminal: true, columns: 80 });
  let ended = 0;
  const openPager = () => ({
    output: paged,
    async end() {
      ended++;
    },
  });
  const { exitCode, out } = await runOn(graph, args, { openPager });
  expect(exitCode).toBe(0);
  expect({ ended, printed: out !== "", paged: paged.text() !== "" }).toEqual({
    ended: isPaged ? 1 : 0,
    printed: !isPaged,
    paged: isPaged,
  });
});

test("a list that is stopped while it is read says so, and nothing of faults", async () => {
  const stopped = stoppedAtProgress();
  const { exitCode } = await runOn(graph, ["orphans"], stopped);
  expect(exitCode).toBe(130);
  expect(stopped.stderr.text()).toMatch(/Reading practices[\s\S]*Stopped\.\n$/);
  expect(stopped.stderr.text()).not.toContain("went wrong");
});

test.each([
  [["orphans", "--as-of", "2011-04"], /^"2011-04" is not a date: expected a day that exists as YYYY-MM-DD/],
  [["check", "--as-of", "01/04/2011"], /^"01\/04\/2011" is not a date: expected a day/],
  [["show", "5PP", "--known-at", "2011-04-01"], /^"2011-04-01" is not an instant: expected a date, a time/],
  [["diff", "2011-04-01", "tomorrow"], /^"tomorrow" is not a date: expected a day/],
])("%j is refused in words that know nothing of GraphQL", async (args, expected) => {
  const { exitCode, err } = await runOn(graph, args);
  expect(exitCode).toBe(2);
  expect(err).toMatch(expected);
});
