import { expect, it } from "vitest";
import { verifyLog } from "../../src/graph/audit-log.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { importOds } from "../../src/import/ods/import-ods.ts";
import { importTables } from "../../src/import/tables/import-tables.ts";
import { curator } from "../callers.ts";
import { ask, askedBeyond, refusal, tryAsk } from "../contract/asking.ts";
import { describeOnEachEngine } from "../engines.ts";
import { file, lines, practiceRow, recordParents, rejectsFile } from "./ods-files.ts";

/** Counts of patients of the practices A81001 and A81002, which ODS describes, and of A81003, which a table does. */
const counts = (name: string, ...rows: readonly string[]) => ({
  files: [
    file(
      `counts-${name}.csv`,
      lines("code,listSize,listSizeOn,source,sourceTitle,publisher,published,confidence", ...rows),
    ),
  ],
  rejectsFile,
});
const count = (code: string, size: number, day: string) =>
  `${code},${size},${day},LISTS,Lists,NHSBSA,quarterly,CONFIRMED`;

const first = counts("2013", count("A81001", 4100, "2013-04-01"), count("A81002", 900, "2013-04-01"));
const second = counts(
  "2016",
  count("A81001", 4300, "2016-01-01"),
  count("A81003", 70, "2016-01-01"),
  count("Z99999", 1, "2016-01-01"),
);
const corrected = { ...counts("2017", count("A81001", 4350, "2016-01-01")), published: "2017-05" };
const middle = counts("2014", count("A81001", 4200, "2014-07-01"), count("A81003", 60, "2014-07-01"));

const practices = (year: string, ...rows: readonly string[]) => ({
  practices: file(`counted-${year}.csv`, lines(...rows)),
  published: year,
  rejectsFile,
});
const named = (code: string, name: string, closed = "") => practiceRow({ code, name, closed });
const older = practices("2015-05", named("A81001", "OLD NAME"), named("A81002", "OTHER"));
const newer = practices("2018-06", named("A81001", "NEW NAME"), named("A81002", "OTHER", "20171231"));
const organisations = (name: string, ...rows: readonly string[]) => ({
  files: [
    file(
      `described-${name}.csv`,
      lines("kind,code,name,opened,listSize,listSizeOn,source,confidence", ...rows),
    ),
  ],
  rejectsFile,
});
const table = organisations("a81003", "PRACTICE,A81003,Third,2001-01-01,,,TEST,REPORTED");

type Step = typeof first | typeof corrected | typeof older;
const steps: readonly Step[] = [first, second, corrected, middle, older, newer, table];
const orders = [
  [4, 6, 0, 3, 1, 2, 5],
  [2, 1, 3, 0, 6, 5, 4],
  [5, 2, 6, 3, 4, 1, 0],
  [1, 4, 0, 5, 2, 6, 3],
];

const bring = (graph: Graph, step: Step) =>
  "practices" in step ? importOds(graph, step) : importTables(graph, step);

/** Days, and by when what is answered was known. */
const clocks = [
  ["2012-01-01", null],
  ["2013-06-01", null],
  ["2014-07-01", null],
  ["2018-07-01", null],
  ["2018-07-01", "2015-06-01"],
  ["2018-07-01", "2016-06-01"],
  ["2014-06-30", "2017-06-01"],
] as const;
const shown = "{ name closed listSize listSizeOn source { code } }";

describeOnEachEngine("Counts of patients", (engine) => {
  const empty = async () => recordParents(await engine.empty(), "2010-01-01T00:00:00.000Z");
  const graphOf = async (order: readonly number[]) => {
    const graph = await empty();
    for (const at of order) {
      const step = steps[at];
      if (step) expect((await bring(graph, step)).outcome).toBe("written");
    }
    return graph;
  };
  const told = async (graph: Graph) => {
    const found: Record<string, unknown> = {};
    for (const [asOf, knownAt] of clocks) {
      const at = `asOf: "${asOf}"${knownAt ? `, knownAt: "${knownAt}T00:00:00Z"` : ""}`;
      // What a table said that names no edition is known since it was imported.
      const ofTable = knownAt ? "" : `c: practice(code: "A81003", ${at}) ${shown}`;
      found[`${asOf} ${knownAt}`] = await ask(
        graph,
        `{ a: practice(code: "A81001", ${at}) { name listSize listSizeOn listSizes { listSize listSizeOn } }
           b: practice(code: "A81002", ${at}) ${shown} ${ofTable} }`,
      );
    }
    return found;
  };

  it("are those of the day, as known by then, in whatever order they and the practices come", async () => {
    const [order = [], ...others] = orders;
    const graph = await graphOf(order);
    const answers = await told(graph);
    const now = (day: string) => answers[`${day} null`] as { a: object; b: object; c: object };
    expect(now("2012-01-01").a).toMatchObject({ listSize: 4100, listSizeOn: "2013-04-01" });
    expect(now("2013-06-01").a).toMatchObject({ listSize: 4100, listSizeOn: "2013-04-01", name: "OLD NAME" });
    expect(now("2014-07-01").a).toMatchObject({ listSize: 4200 });
    expect(now("2018-07-01").a).toMatchObject({ listSize: 4350, listSizeOn: "2016-01-01", name: "NEW NAME" });
    expect(answers["2018-07-01 2016-06-01"]).toMatchObject({ a: { listSize: 4300, name: "OLD NAME" } });
    // Nobody had counted those of 2016 then.
    expect(answers["2018-07-01 2015-06-01"]).toMatchObject({ a: { listSize: 4200 }, b: { closed: null } });
    expect(now("2018-07-01").b).toMatchObject({
      listSize: 900,
      closed: "2017-12-31",
      source: { code: "EPRACCUR" },
    });
    expect(now("2013-06-01").c).toMatchObject({ listSize: 60, source: { code: "TEST" } });
    expect((await verifyLog(graph)).problems).toEqual([]);
    // On Neo4j each import takes its time.
    for (const other of engine.name === "neo4j" ? others.slice(0, 1) : others) {
      const again = await graphOf(other);
      expect(await told(again), other.join()).toEqual(answers);
      expect((await verifyLog(again)).problems, other.join()).toEqual([]);
    }
  });

  it("are summed, filtered and ordered by at the day", async () => {
    const graph = await graphOf([0, 1, 3, 4, 6]);
    const of = (asOf: string) =>
      ask(
        graph,
        `{ practices(asOf: "${asOf}", where: { listSize: { gte: 4200 } }, orderBy: { field: LIST_SIZE, direction: DESC }) { totalPatients nodes { code } }
           practiceCounts(asOf: "${asOf}", groupBy: CONSORTIUM) { group { code } patients }
           consortium(code: "00K", asOf: "${asOf}") { practices { totalCount totalPatients } } }`,
      );
    expect(await of("2013-06-01")).toMatchObject({
      practices: { totalPatients: 0, nodes: [] },
      consortium: { practices: { totalPatients: 5000 } },
    });
    expect(await of("2016-06-01")).toMatchObject({
      practices: { totalPatients: 4300, nodes: [{ code: "A81001" }] },
      consortium: { practices: { totalPatients: 5200 } },
    });
  });

  it("tell which days they cover, and of which day they were asked for though no file counts on it", async () => {
    const graph = await graphOf([4, 0, 1, 6]);
    const { dataset } = await ask(
      graph,
      "{ dataset { coverage { matter organisations groups from to source { code } } } }",
    );
    const ofDay = (day: string) => ({
      ...{ matter: "PATIENTS", organisations: "PRACTICE", groups: null },
      ...{ from: day, to: day, source: { code: "LISTS" } },
    });
    const counted = dataset.coverage.filter(({ matter }: { matter: string }) => matter === "PATIENTS");
    expect(counted).toEqual([ofDay("2013-04-01"), ofDay("2016-01-01")]);
    const days = async (text: string) =>
      (await askedBeyond(graph, text))
        .filter(({ matter }: { matter: string }) => matter === "PATIENTS")
        .map(({ asOf }: { asOf: string }) => asOf);
    const on = (asOf: string) => [
      `practice(code: "A81001", asOf: "${asOf}") { listSize }`,
      `practices(asOf: "${asOf}", first: 0) { totalPatients }`,
      `practices(asOf: "${asOf}", where: { NOT: { listSize: { gt: 5 } } }) { totalCount }`,
      `practices(asOf: "${asOf}", orderBy: { field: LIST_SIZE, direction: ASC }) { nodes { code } }`,
      `consortium(code: "00K", asOf: "${asOf}") { patients }`,
      `consortium(code: "00K", asOf: "${asOf}") { managementAllowance { lowGbp } }`,
      `practiceCounts(asOf: "${asOf}", groupBy: CONSORTIUM) { patients }`,
      `delegationSummary(asOf: "${asOf}") { patientsOutside }`,
      `crosswalk(from: CONSORTIUM, to: CONSORTIUM, fromAsOf: "${asOf}", toAsOf: "2016-01-01") { patients }`,
    ];
    for (const text of on("2014-04-01")) expect.soft(await days(`{ ${text} }`), text).toEqual(["2014-04-01"]);
    for (const text of on("2013-04-01")) expect.soft(await days(`{ ${text} }`), text).toEqual([]);
    const unasked = `{ practices(asOf: "2014-04-01") { totalCount nodes { code name } } delegationSummary(asOf: "2014-04-01") { pcts } }`;
    expect(await days(unasked)).toEqual([]);
    const [beyond] = await askedBeyond(
      graph,
      `{ practice(code: "A81001", asOf: "2012-01-01") { listSize } }`,
    );
    expect(beyond).toEqual({
      ...{ asOf: "2012-01-01", matter: "PATIENTS", organisations: "PRACTICE", groups: null },
      covered: [
        { from: "2013-04-01", to: "2013-04-01", source: "LISTS" },
        { from: "2016-01-01", to: "2016-01-01", source: "LISTS" },
      ],
    });
  });

  it("change nothing when they come again, and are told with their sources from day to day", async () => {
    const graph = await graphOf([4, 2, 1, 0, 3]);
    for (const at of [0, 1, 2, 3]) {
      const step = steps[at];
      if (step) expect((await bring(graph, step)).outcome).toBe("no change");
    }
    const ask1 = (days: string) =>
      ask(
        graph,
        `{ practice(code: "A81001") { listSizes${days} { listSize listSizeOn source { code } confidence } } }`,
      );
    const of = (listSize: number, listSizeOn: string) => ({
      ...{ listSize, listSizeOn, source: { code: "LISTS" }, confidence: "CONFIRMED" },
    });
    const all = [of(4100, "2013-04-01"), of(4200, "2014-07-01"), of(4350, "2016-01-01")];
    expect(await ask1("")).toEqual({ practice: { listSizes: all } });
    expect(await ask1(`(from: "2014-07-01", to: "2015-12-31")`)).toEqual({
      practice: { listSizes: [all[1]] },
    });
    expect(
      await refusal(
        graph,
        `{ practice(code: "A81001") { listSizes(from: "2014-07-01", to: "2014-01-01") { listSize } } }`,
      ),
    ).toMatchObject({ code: "BAD_USER_INPUT" });
    const beside =
      '{ practice(code: "A81001") { code listSizes(from: "2014-07-01", to: "2014-01-01") { listSize } } }';
    // What was wrongly asked is empty, and nothing else.
    expect((await tryAsk(graph, beside)).data).toEqual({ practice: { code: "A81001", listSizes: null } });
  });

  it("of a table of organisations leave alone how a practice is described, and stay where it is closed or described anew", async () => {
    const graph = await empty();
    const rows = (name: string, ...all: readonly string[]) =>
      importTables(graph, organisations(name, ...all));
    await rows("1", "PRACTICE,A81003,Third,2001-01-01,4100,2013-04-01,TEST,REPORTED");
    const report = await rows("2", "PRACTICE,A81003,,,4300,2016-01-01,TEST,CONFIRMED");
    expect(report.parts).toMatchObject([{ added: 1 }]);
    const of = async (asOf: string) =>
      (
        await ask(
          graph,
          `{ practice(code: "A81003", asOf: "${asOf}") { name closed confidence listSize listSizeOn } }`,
        )
      ).practice;
    const early = { listSize: 4100, listSizeOn: "2013-04-01", confidence: "REPORTED" };
    expect(await of("2013-06-01")).toMatchObject(early);
    expect(await of("2016-02-01")).toMatchObject({ listSize: 4300, confidence: "REPORTED" });
    await rows("3", "PRACTICE,A81003,Renamed,,,,TEST,REPORTED");
    expect(await of("2013-06-01")).toMatchObject({ ...early, name: "Renamed" });
    const closing = `mutation { closeOrganisation(input: { code: "A81003", closed: "2018-03-31", reason: "It closed.", source: { code: "TEST" } }) { __typename } }`;
    expect((await tryAsk(graph, closing, {}, [], curator)).errors).toBeUndefined();
    expect(await of("2013-06-01")).toMatchObject({ ...early, name: "Renamed", closed: "2018-03-31" });
    expect(await of("2017-01-01")).toMatchObject({ listSize: 4300, closed: "2018-03-31" });
    // A correction of the same day, and several days in one file.
    await rows(
      "4",
      "PRACTICE,A81003,,,4150,2013-04-01,TEST,REPORTED",
      "PRACTICE,A81003,,,4250,2015-01-01,TEST,REPORTED",
    );
    expect(await of("2013-06-01")).toMatchObject({ listSize: 4150 });
    expect(await of("2015-06-01")).toMatchObject({ listSize: 4250 });
    expect(await of("2016-06-01")).toMatchObject({ listSize: 4300 });
    expect((await verifyLog(graph)).problems).toEqual([]);
  });

  it("of NHSBSA are sums of columns, of whom the graph knows and of others", async () => {
    const graph = await graphOf([4]);
    const bands = ["0-4", "5-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"];
    const columns = bands.flatMap((band) => [`Male ${band}`, `Female ${band}`]);
    const row = (code: string, ...first: readonly string[]) =>
      ["A PCO,00K00,PRACTICE", code, ...first, ...Array(18 - first.length).fill("1")].join(",");
    const quarter = (...rows: readonly string[]) => ({
      files: [
        file("quarter.csv", lines(`PCO Name,PCO Code,Practice Name,Practice Code,${columns}`, ...rows)),
      ],
      rejectsFile,
    });
    const given = quarter(
      row("A81001", "300", "200"),
      row("A81002", ""),
      row("Y00001"),
      row("A81004", "many"),
    );
    await expect(importTables(graph, given)).rejects.toThrow("lacks the column listSizeOn");
    const constants = { listSizeOn: "2013-04-01" };
    const report = await importTables(graph, { ...given, constants, maxRejects: 5 });
    expect(report.parts).toMatchObject([{ read: 4, added: 1, ignored: 1, rejected: 2 }]);
    expect(report.warnings.join(" ")).toContain("1 count is of a body that the graph does not hold");
    expect(report.firstRejects.join(" ")).toContain('"many" is not a whole number');
    expect(await ask(graph, `{ practice(code: "A81001") { listSize listSizeOn } }`)).toEqual({
      practice: { listSize: 516, listSizeOn: "2013-04-01" },
    });
    const { dataset } = await ask(graph, "{ dataset { coverage { matter from to source { code } } } }");
    expect(dataset.coverage).toContainEqual({
      ...{ matter: "PATIENTS", from: "2013-04-01", to: "2013-06-30" },
      source: { code: "NHSBSA-LIST-SIZES" },
    });
    const others = importTables(graph, { ...quarter(row("Y00001", "2")), constants, published: "2013-08" });
    expect((await others).untaken).toEqual([]);
  });

  it("are refused of no practice, of a day to come, of the register and where one day is told twice", async () => {
    const graph = await graphOf([4]);
    const refused = async (...rows: readonly string[]) =>
      (await importTables(graph, { ...counts("refused", ...rows), published: "2017-05" })).firstRejects.join(
        " ",
      );
    expect(await refused(count("00K", 1, "2013-04-01"))).toContain("00K is a CONSORTIUM in the graph");
    expect(await refused(count("A81001", 1, "2999-04-01"))).toContain("2999-04-01 is to come");
    expect(await refused(count("A81001", 1, "2013-04-01").replace("LISTS", "EPRACCUR"))).toContain(
      "counts no patients",
    );
    const twice = [count("A81001", 1, "2013-04-01"), count("A81001", 2, "2013-04-01")];
    expect(await refused(...twice)).toContain("an earlier row says 1");
    await importTables(graph, corrected);
    expect(await refused(count("A81001", 1, "2016-01-01"))).toContain("LISTS says 4350 on 2016-01-01");
  });
});
