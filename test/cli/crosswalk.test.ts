import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { openDemonstration } from "../demonstration.ts";
import { runOn } from "./in-process.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openDemonstration();
});
afterAll(() => graph.close());

const days = ["--from", "consortium@2010-10-01", "--to", "CONSORTIUM@2011-04-01"];

test("crosswalk prints the pairs of the API, as a table, CSV and JSON, and adds up to the practices", async () => {
  const answered = JSON.parse(
    (
      await runOn(graph, [
        "query",
        `{ crosswalk(from: CONSORTIUM, to: CONSORTIUM, fromAsOf: "2010-10-01", toAsOf: "2011-04-01") {
            from { code name } to { code name } practices patients shareOfFrom shareOfTo }
          practices(asOf: "2011-04-01") { totalCount } }`,
      ])
    ).out,
  ).data;
  expect(JSON.parse((await runOn(graph, ["crosswalk", ...days, "--json"])).out)).toEqual(answered.crosswalk);
  const { out } = await runOn(graph, ["crosswalk", ...days, "--csv"]);
  const rows = parse<Record<string, string>>(out, { columns: true, bom: true });
  expect(rows).toHaveLength(answered.crosswalk.length);
  expect(Object.keys(rows[0] ?? {})).toEqual(
    "fromCode fromName toCode toName practices patients shareOfFrom shareOfTo".split(" "),
  );
  expect(rows.reduce((sum, { practices }) => sum + Number(practices), 0)).toBe(answered.practices.totalCount);
  expect(rows.at(-1)).toMatchObject({ fromCode: "", toCode: "", shareOfFrom: "", shareOfTo: "" });
  const table = await runOn(graph, ["crosswalk", ...days, "--within", "5CQ"]);
  expect(table.out).toMatch(/\d+ pairs, \d+ practices\.\n$/);
});

test.each([
  ["no kind", ["--from", "TRUST@2013-03-31"], "expected a kind and a day, such as PCT@2013-03-31"],
  ["no day", ["--from", "PCT"], "expected a kind and a day"],
  ["a day that is none", ["--from", "PCT@2013-02-31"], '"2013-02-31" is not a date'],
  ["support providers", ["--from", "support-provider@2013-03-31"], "several providers at once"],
])("crosswalk refuses %s, with what is expected", async (_, flags, words) => {
  const { exitCode, err } = await runOn(graph, ["crosswalk", ...flags, "--to", "CONSORTIUM@2013-04-01"]);
  expect(exitCode).toBe(2);
  expect(err).toContain(words);
});
