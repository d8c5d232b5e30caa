import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEmbeddedGraph } from "../../src/graph/embedded-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import type { Code } from "../../src/model/code.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import { fact, organisation, source, write } from "../contract/small-graph.ts";
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

const handover = ["successions", "--from", "PCT@2013-03-31", "--to", "CONSORTIUM@2013-04-01"];

/** 5AA closed and its three practices went to two groups; 5AC closed without any; 5AD goes on. */
async function openHandover(): Promise<Graph> {
  const made = await openEmbeddedGraph({ file: ":memory:", timeLimitMs: 10_000 });
  const closed = { closed: "2013-03-31" as IsoDate };
  const opened = { opened: "2013-04-01" as IsoDate };
  const member = (from: string, to: string, days: { from: string; to?: string }) =>
    fact({ kind: "MEMBERSHIP", from, to, status: "ESTABLISHED" }, days);
  await write(made, {
    sources: [source],
    organisations: [
      ...["5AA", "5AC"].map((code) => organisation("PCT", code, closed)),
      organisation("PCT", "5AD"),
      ...["09A", "09B"].map((code) => organisation("CONSORTIUM", code, opened)),
      ...["A81901", "A81902", "A81903"].map((code, at) =>
        organisation(
          "PRACTICE",
          code,
          at === 2 ? {} : { listSize: 100, listSizeOn: "2013-04-01" as IsoDate },
        ),
      ),
      organisation("PRACTICE", "A81904"),
    ],
    facts: [
      ...["A81901", "A81902", "A81903"].map((code) => member(code, "5AA", { from: "2010-04-01" })),
      member("A81904", "5AD", { from: "2010-04-01" }),
      ...["A81901", "A81902", "A81904"].map((code) =>
        member(code, "09A", { from: "2013-04-01", to: "2015-03-31" }),
      ),
      member("A81903", "09B", { from: "2013-04-01", to: "2015-03-31" }),
    ],
  });
  return made;
}

test.each(["2013-04-01", "2013-03-31"])(
  "successions of days that do not follow each other are refused: %s",
  async (from) => {
    const given = ["successions", "--from", `PCT@${from}`, "--to", "CONSORTIUM@2013-03-31"];
    const { exitCode, err } = await runOn(await openHandover(), given);
    expect(exitCode).toBe(2);
    expect(err).toContain(
      `--from is of ${from}, and --to of 2013-03-31: expected an earlier day first, such as`,
    );
  },
);

test("successions derives who took over from whom, in the form that record succession takes, and leaves out what is known", async () => {
  const made = await openHandover();
  const { out } = await runOn(made, [...handover, "--csv"]);
  const rows = parse<Record<string, string>>(out, { columns: true, bom: true });
  expect(rows).toMatchObject([
    { predecessor: "5AA", successor: "09A", validFrom: "2013-04-01", practices: "2", patients: "200" },
    { predecessor: "5AA", successor: "09B", practices: "1", patients: "", shareOfSuccessor: "1" },
  ]);
  const share = (row: Record<string, string> | undefined) => Number(row?.shareOfPredecessor);
  expect(rows.map(share)).toEqual([2 / 3, 1 / 3]);
  const most = await runOn(made, [...handover, "--least-share", "0.5", "--json"]);
  expect(JSON.parse(most.out)).toHaveLength(2);
  async function* given() {
    yield Buffer.from(out);
  }
  const trial =
    "--source TRIAL --source-title Trial --source-publisher Nobody --source-published 2026 --reason Derived";
  const recorded = await runOn(made, ["record", "succession", "--from", "-", ...trial.split(" ")], {
    stdin: given(),
  });
  expect(recorded).toMatchObject({ exitCode: 0, err: "" });
  expect((await runOn(made, handover)).out.trim()).toBe(
    "2 successions, of which the graph holds all already.",
  );
  const query = `{ pct(code: "5AA", asOf: "2013-05-01") { successors { code } history { ... on Succession {
    confidence note successor { code } practices patients shareOfPredecessor shareOfSuccessor } } } }`;
  const { pct } = JSON.parse((await runOn(made, ["query", query])).out).data;
  expect(pct.successors.map(({ code }: { code: Code }) => code)).toEqual(["09A", "09B"]);
  expect(pct.history).toContainEqual({
    ...{ confidence: "DERIVED", note: "2 practices of 5AA on 2013-03-31 and of 09A on 2013-04-01" },
    ...{ successor: { code: "09A" }, practices: 2, patients: 200 },
    ...{ shareOfPredecessor: 2 / 3, shareOfSuccessor: 2 / 3 },
  });
  await made.close();
});

test("successions says that nobody closed, and refuses a share that is none", async () => {
  const days = ["--from", "PCT@2011-03-31", "--to", "CONSORTIUM@2011-04-01"];
  expect((await runOn(graph, ["successions", ...days])).out).toContain("Nobody closed between these days");
  const { exitCode, err } = await runOn(graph, [...handover, "--least-share", "5%"]);
  expect([exitCode, err]).toEqual([2, expect.stringContaining("expected a share from 0 to 1")]);
});
