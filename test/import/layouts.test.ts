import { expect, it } from "vitest";
import { storedOrganisationsByCode } from "../../src/graph/statements/import-state.ts";
import { layoutNames, readLayout } from "../../src/import/tables/read-layout.ts";
import { describeOnEachEngine } from "../engines.ts";
import { file } from "./ods-files.ts";
import { factsOf, loadTables, recordFew, told } from "./table-files.ts";

const layout = (name: string) => readLayout(name, (path) => path);
const mine = (given: object) => layout(file("mine.json", JSON.stringify(given)));

const bands = ["0-4", "5-14", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"];
const columns = bands.flatMap((band) => [`Male ${band}`, `Female ${band}`]);

/** Rows as each layout's file has them, of organisations that the tests know or nobody does. */
const rows: Readonly<Record<string, string>> = {
  "cluster-pcts": "cluster_name,pct_ods_code,pct_sha_ods_code\nTees,5D9,Q30\n",
  "nhsbsa-list-sizes": `Practice Code,${columns.join(",")}\nA81001,${columns.map(() => 100).join(",")}\n`,
  "ods-eccg": `"00Z","NHS TEST CCG","Y54","Q74","A","B","C","D","E","TS1 1AA","20130401","","","C"${',""'.repeat(13)}\n"13Z","HUB","Y54","Q74","A","B","C","D","E","","20130401","","","H"${',""'.repeat(13)}\n`,
  "ods-succ": '"5E1","00K","R","20130401","Y"\n"RXX","RXY","R","20130401","Y"\n',
  "ons-ccg-2013": "CCG13CD,CCG13CDH,CCG13NM\nE38999999,00Z,NHS Test\n",
  "ons-pct-2012": '"PCO12CD","PCO12CDO","PCO12NM"\n"E16999999","5ZZ","Test"\n',
  "ons-sha-2012": '"SHA12CD","SHA12CDO","SHA12NM"\n"E18999999","Q99","Test"\n',
};
/** What is the same for all rows of a file, where its columns do not say it. */
const set: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "cluster-pcts": {
    ...{ source: "TEST", confidence: "DERIVED" },
    ...{ validFrom: "2011-06-01", validTo: "2013-03-31" },
  },
  "nhsbsa-list-sizes": { listSizeOn: "2013-04-01" },
};

describeOnEachEngine("a file of another layout", (engine) => {
  it.each(layoutNames())("%s is read by its layout", async (name) => {
    const graph = await recordFew(await engine.empty());
    const constants = set[name] ?? {};
    const content = rows[name] ?? "";
    const report = await loadTables(graph, file(`${name}.csv`, content), { layout: layout(name), constants });
    expect(report).toMatchObject({ outcome: "written", firstRejects: [], parts: [{ added: 1 }] });
    const again = await loadTables(graph, file(`${name}.csv`, content), { layout: layout(name), constants });
    expect(again.outcome).toBe("no change");
    if (name === "cluster-pcts") {
      expect(told(await factsOf(graph))).toEqual(["5D9 tees-cluster 2011-06-01 2013-03-31"]);
    }
    if (name === "ods-eccg") {
      expect(report.parts[0]?.ignoredByRule).toEqual({ "a commissioning hub of NHS England (H, RO218)": 1 });
      expect(await graph.read(storedOrganisationsByCode, { codes: ["00Z"] })).toMatchObject([
        {
          kind: "CONSORTIUM",
          name: "NHS TEST CCG",
          postcode: "TS1 1AA",
          opened: "2013-04-01",
          statutory: true,
        },
      ]);
    }
  });

  it("is read by the user's own layout, with values of another year's words", async () => {
    const graph = await recordFew(await engine.empty());
    const own = mine({
      about: "mine",
      table: "facts",
      columns: ["Practice", "Group", "State"],
      cells: {
        kind: { constant: "MEMBERSHIP" },
        from: { column: "Practice" },
        to: { column: "Group" },
        status: { column: "State", values: { live: "ESTABLISHED", draft: "PROPOSED" } },
        source: { constant: "TEST" },
        confidence: { constant: "REPORTED" },
      },
    });
    const content = "state;group;practice\ndraft;hunts-health;A81001\nlate;hunts-health;A81002\n";
    const report = await loadTables(graph, file("own.csv", content), { layout: own, maxRejects: 1 });
    expect(report.firstRejects).toEqual([
      'own.csv, line 3, State: "late" is not a value of the layout: expected live, draft.',
    ]);
    expect(await factsOf(graph)).toMatchObject([{ from: "A81001", to: "hunts-health", status: "PROPOSED" }]);
    const other = file("other.csv", "Practice,Group\nA81001,hunts-health\n");
    await expect(loadTables(graph, other, { layout: own })).rejects.toThrow(
      /line 1, lacks the column State: found Practice, Group, expected Practice, Group, State/,
    );
  });

  it("is refused where the layout's own source is published after today", async () => {
    const own = mine({
      about: "mine",
      table: "facts",
      columns: ["Practice", "Group"],
      source: { code: "MINE", title: "Mine", publisher: "us", published: "2999-01" },
      cells: {
        kind: { constant: "MEMBERSHIP" },
        from: { column: "Practice" },
        to: { column: "Group" },
        status: { constant: "ESTABLISHED" },
        source: { constant: "MINE" },
        confidence: { constant: "REPORTED" },
      },
    });
    const graph = await recordFew(await engine.empty());
    await expect(
      loadTables(graph, file("own.csv", "Practice,Group\nA81001,hunts-health\n"), { layout: own }),
    ).rejects.toThrow(/^The layout's source MINE: 2999-01 is to come: expected when it was published, today/);
  });

  it.each([
    [
      "ods-eccg",
      ["Organisation Code", "Postcode", ...Array(7).fill("x"), "Name", ...Array(17).fill("")],
      2,
      10,
    ],
    ["ods-succ", ["New Code", "Old Code", "Reason", "Date", "Indicator"], 1, 2],
  ])("%s is refused where a header shows another order of columns", async (name, header, at, expected) => {
    const rows = [header, header.map(() => "1")].map((cells) => `${cells.join(",")}\n`);
    await expect(
      loadTables(await engine.empty(), file("x.csv", rows.join("")), { layout: layout(name) }),
    ).rejects.toThrow(new RegExp(`as column ${at}: expected as column ${expected}, since such files`));
  });

  it("is refused where a pattern of the layout is none", () => {
    const leave = [{ rule: "none", where: [{ column: 1, like: "(" }] }];
    expect(() => mine({ about: "x", table: "facts", columns: 2, cells: {}, leave })).toThrow(
      /a regular expression such as/,
    );
  });

  it("is refused where the layout is none", () => {
    expect(() => layout("nowhere.json")).toThrow(
      /is no layout: expected cluster-pcts, nhsbsa-list-sizes, ods-eccg/,
    );
    expect(() => mine({ about: "x", table: "facts", columns: 3, cells: { colour: { column: 1 } } })).toThrow(
      /cells, names "colour": expected columns of facts/,
    );
    expect(() => layout(file("broken.json", "{"))).toThrow(
      /broken\.json is not JSON \(.*\): expected a layout such as \{"about": /,
    );
  });

  const right = {
    about: "Practices",
    table: "organisations",
    columns: ["Code"],
    cells: { code: { column: "Code" } },
  };

  it.each<[what: string, given: unknown, sentence: RegExp]>([
    ["a list", [right], /: \[\{.* was given: expected an object with about, table, .* such as \{"about"/],
    ["nothing", null, /: null was given: expected an object with about/],
    [
      "lacking",
      { table: "facts" },
      /about: it is missing: expected what the file is, in a sentence, such as/,
    ],
    [
      "of no table",
      { ...right, table: "fact" },
      /table: "fact" was given: expected one of .*, such as "facts"/,
    ],
    [
      "misspelt",
      { ...right, colums: 3 },
      /it has "colums", which is not known there: expected an object with/,
    ],
    [
      "without columns",
      { ...right, columns: [] },
      /columns: \[\] was given: expected the names of the columns/,
    ],
    [
      "of a cell that is none",
      { ...right, cells: { code: "Code" } },
      /cells\.code: "Code" was given: expected \{"constant": /,
    ],
    [
      "of a cell with too much",
      { ...right, cells: { code: { column: "Code", valuez: {} } } },
      /cells\.code: it has "valuez", which is not known there: expected .*"values"/,
    ],
    [
      "of a source that lacks something",
      { ...right, source: { code: "MINE" } },
      /source\.title: it is missing: expected text/,
    ],
    [
      "of months that are none",
      { ...right, months: "3" },
      /months: "3" was given: expected for how many months/,
    ],
  ])("is told what was given, what was expected and an example where it is %s", (_, given, sentence) => {
    const refusal = () => layout(file("mine.json", JSON.stringify(given)));
    expect(refusal).toThrow(/mine\.json is not a layout: /);
    expect(refusal).toThrow(sentence);
  });

  it("is taken with a mark of its encoding, as Windows writes it", () => {
    expect(layout(file("mine.json", `\uFEFF${JSON.stringify(right)}`))).toMatchObject(right);
  });
});
