import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { seedGraph } from "../../src/demonstration/seed-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { importOds } from "../../src/import/ods/import-ods.ts";
import type { ImportReport } from "../../src/import/report/report.ts";
import { runOn } from "../cli/in-process.ts";
import { ask } from "../contract/asking.ts";
import { describeOnEachEngine, type Engine } from "../engines.ts";
import { addsUp, rejectsFile, revision } from "./ods-files.ts";

const practices = "../shared/data/epraccur-2014.csv";
const memberships = "../shared/data/epcmem-2019.csv";
const missing = [practices, memberships].filter((file) => !existsSync(file));
const request = {
  practices,
  memberships,
  published: "2014-10",
  membershipsPublished: "2019-08",
  rejectsFile,
};

const inside = `p.opened <= $day AND $day <= p.closed`;
const live = `m.validFrom <= $day AND $day <= m.validTo AND m.retractedAt > "9999" AND m.source = "EPCMEM"`;

if (missing.length > 0) {
  console.warn(`Not tested: imports of real ODS files, since there is no ${missing.join(" and no ")}.`);
}

describe.skipIf(missing.length > 0)("the real files of ODS", () => {
  describeOnEachEngine("imported", realFiles);
});

function realFiles(engine: Engine): void {
  let graph: Graph;
  let report: ImportReport;
  beforeAll(async () => {
    graph = await engine.empty();
    await seedGraph(graph, { factsOnly: true });
    report = await importOds(graph, request);
  }, 120_000);

  it("are imported with no row rejected and every row counted", () => {
    expect(report.firstRejects).toEqual([]);
    expect(report.outcome).toBe("written");
    expect(report.parts).toMatchObject([
      { read: 14_912, rejected: 0 },
      { read: 47_822, rejected: 0 },
    ]);
    expect(addsUp(report)).toBe(true);
  });

  it("put A81001 in 5E1 on 1 April 2011 and in 00K on 1 April 2013", async () => {
    expect(await parentsOf("A81001", "2011-04-01")).toEqual(["5E1"]);
    expect(await parentsOf("A81001", "2013-04-01")).toEqual(["00K"]);
  });

  it.each([
    ["2011-04-01", "PCT", 8_180],
    ["2013-03-31", "PCT", 8_073],
    ["2013-04-01", "CONSORTIUM", 8_073],
  ])("have each practice open on %s in exactly one %s", async (day, kind, count) => {
    const found = await graph.read(
      {
        name: "parents by practice",
        cypher: `MATCH (p:Practice) WHERE p.source = "EPRACCUR" AND ${inside}
OPTIONAL MATCH (p)-[m:MEMBER_OF]->(o:Organisation) WHERE ${live}
RETURN p.code AS code, collect(o.kind) AS kinds`,
        row: (raw) => (raw.kinds as string[]).join(),
      },
      { day },
    );
    expect(found).toHaveLength(count);
    expect(found.filter((kinds) => kinds !== kind)).toEqual([]);
  });

  it("move Solihull's practices from TAM to 5QW in April 2011", async () => {
    const [before, after] = await Promise.all([
      membersOf("TAM", "2011-04-01"),
      membersOf("5QW", "2011-05-01"),
    ]);
    expect(before.length).toBeGreaterThan(20);
    expect(after.length).toBeGreaterThan(20);
    expect(await membersOf("TAM", "2011-05-01")).toEqual([]);
  });

  it("tell who moved PCT between October 2010 and March 2013, as the file itself does", async () => {
    const expected = movesInFile(await practicesIn(graph), "20101001", "20130331");
    const { changes } = await ask(
      graph,
      `{ changes(from: "2010-10-01", to: "2013-03-31", kinds: [MOVED], groupKind: PCT, first: 1000) {
          totalCount nodes { organisation { code kind } before { ...group } after { ...group } } } }
        fragment group on Fact { ... on Membership { group { code } } }`,
    );
    const said = (changes.nodes as Moved[]).map(
      ({ organisation, before, after }) => `${organisation.code} ${groupsOf(before)} ${groupsOf(after)}`,
    );
    expect(expected).toHaveLength(33);
    expect(said).toEqual(expected);
    expect(changes.totalCount).toBe(expected.length);
  });

  it("tell that 5QW succeeded TAM, whose practices were most of those that moved", async () => {
    const { changes, organisation } = await ask(
      graph,
      `{ changes(from: "2010-10-01", to: "2013-03-31", kinds: [SUCCEEDED], within: "TAM") {
          nodes { on organisation { code } after { ... on Succession { successor { code } } } } }
        organisation(code: "TAM", asOf: "2013-03-31") { successors { code } } }`,
    );
    expect(changes.nodes).toEqual([
      { on: "2011-04-15", organisation: { code: "TAM" }, after: [{ successor: { code: "5QW" } }] },
    ]);
    expect(organisation.successors[0]).toEqual({ code: "5QW" });
    const moves = movesInFile(await practicesIn(graph), "20101001", "20130331");
    expect(moves.filter((move) => move.endsWith(" TAM 5QW"))).toHaveLength(31);
  });

  it("make a crosswalk from PCTs to statutory groups that is the count of the files themselves", async () => {
    const { crosswalk, pcts, groups } = await ask(
      graph,
      `{ crosswalk(from: PCT, to: CONSORTIUM, fromAsOf: "2013-03-31", toAsOf: "2013-04-01") {
          from { code } to { code } practices shareOfFrom shareOfTo }
        pcts: practiceCounts(groupBy: PCT, asOf: "2013-03-31") { group { code } practices }
        groups: practiceCounts(groupBy: CONSORTIUM, asOf: "2013-04-01") { group { code } practices } }`,
    );
    const pairs = (crosswalk as Pair[]).map(
      ({ from, to, practices }) => `${from?.code ?? null} ${to?.code ?? null} ${practices}`,
    );
    const expected = pairsInFiles("20130331", "20130401");
    expect(pairs.sort()).toEqual(expected);
    expect(expected.length).toBeGreaterThan(230);
    for (const [end, counts] of [
      ["from", pcts],
      ["to", groups],
    ] as const) {
      for (const { group, practices } of counts as Count[]) {
        const rows = (crosswalk as Pair[]).filter((row) => row[end]?.code === group?.code);
        const shares = rows.map((row) => (end === "from" ? row.shareOfFrom : row.shareOfTo) ?? 0);
        if (group) expect(rows.reduce((sum, row) => sum + row.practices, 0)).toBe(practices);
        if (group) expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }
    }
  });

  it.each([
    ["PCT", "2013-03-31", "2013-04-01", 239],
    ["CONSORTIUM", "2015-03-31", "2015-04-01", 3],
    ["CONSORTIUM", "2017-03-31", "2017-04-01", 3],
    ["CONSORTIUM", "2018-03-31", "2018-04-01", 18],
    ["CONSORTIUM", "2019-03-31", "2019-04-01", 6],
  ])(
    "give the successions of %ss that closed on %s, which the seed has",
    async (kind, first, second, count) => {
      const derive = ["successions", "--from", `${kind}@${first}`, "--to", `CONSORTIUM@${second}`];
      const { out } = await runOn(graph, derive);
      expect(out.trim()).toBe(`${count} successions, of which the graph holds all already.`);
    },
  );

  it("say that 5PP went to 06H with all its practices, and 00F to 13T", async () => {
    const { pct, group } = await ask(
      graph,
      `{ pct: organisation(code: "5PP", asOf: "2013-05-01") { successors { code } ...went }
         group: organisation(code: "00F", asOf: "2015-04-01") { successors { code } ...went } }
       fragment went on Organisation { history { confidence ... on Succession {
         successor { code } practices shareOfPredecessor shareOfSuccessor } } }`,
    );
    expect([pct.successors, group.successors]).toEqual([[{ code: "06H" }], [{ code: "13T" }]]);
    const successions = [pct, group].map(({ history, successors }) =>
      history.find((fact: { successor?: { code: string } }) => fact.successor?.code === successors[0].code),
    );
    expect(successions).toMatchObject([
      { confidence: "DERIVED", practices: 77, shareOfPredecessor: 1, shareOfSuccessor: 0.7196 },
      { confidence: "DERIVED", practices: 32, shareOfPredecessor: 1, shareOfSuccessor: 0.4776 },
    ]);
  });

  it("change nothing when they come again", async () => {
    const before = await revision(graph);
    expect((await importOds(graph, request)).outcome).toBe("no change");
    expect(await revision(graph)).toBe(before);
  });

  const ends = (where: string, params: Record<string, unknown>) =>
    graph.read(
      {
        name: "ends",
        cypher: `MATCH (p:Practice)-[m:MEMBER_OF]->(o:Organisation) WHERE ${where} AND ${live} RETURN p.code AS practice, o.code AS parent`,
        row: (raw) => ({ practice: String(raw.practice), parent: String(raw.parent) }),
      },
      params,
    );
  const parentsOf = async (code: string, day: string) =>
    (await ends("p.code = $code", { code, day })).map(({ parent }) => parent);
  const membersOf = async (code: string, day: string) =>
    (await ends("o.code = $code", { code, day })).map(({ practice }) => practice);
}

interface Moved {
  readonly organisation: { readonly code: string };
  readonly before: readonly { readonly group: { readonly code: string } }[];
  readonly after: readonly { readonly group: { readonly code: string } }[];
}
const groupsOf = (facts: Moved["before"]): string => facts.map(({ group }) => group.code).join();

const practicesIn = (graph: Graph): Promise<string[]> =>
  graph.read(
    {
      name: "codes of practices",
      cypher: "MATCH (p:Practice) RETURN p.code AS code",
      row: (raw) => String(raw.code),
    },
    {},
  );

interface Pair {
  readonly from: { readonly code: string } | null;
  readonly to: { readonly code: string } | null;
  readonly practices: number;
  readonly shareOfFrom: number | null;
  readonly shareOfTo: number | null;
}
interface Count {
  readonly group: { readonly code: string } | null;
  readonly practices: number;
}

const rowsOf = (path: string): string[][] =>
  readFileSync(path, "utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) => line.slice(1, -1).split('","'));

/**
 * Practices by the PCT that they left and the group that they joined, read plainly from the files: English general
 * practices that were open on either day, by the memberships of the day. "5A3 12A 26", in order.
 */
function pairsInFiles(first: string, second: string): string[] {
  const seeded = (table: string) =>
    new Set(
      readFileSync(`seed/${table}`, "utf8")
        .split("\n")
        .slice(1)
        .map((line) => line.split(",")[0]),
    );
  const [pcts, groups] = [seeded("pcts.csv"), seeded("ccgs.csv")];
  const parents = new Map<string, string>();
  for (const [practice, parent = "", type, joined = "", left = ""] of rowsOf(memberships)) {
    if (type !== "W") continue;
    if (pcts.has(parent) && joined <= first && first <= (left || "9"))
      parents.set(`${practice} ${first}`, parent);
    if (groups.has(parent) && joined <= second && second <= (left || "9"))
      parents.set(`${practice} ${second}`, parent);
  }
  const counts = new Map<string, number>();
  for (const cells of rowsOf(practices)) {
    const [code = "", opened = "", closed = ""] = [cells[0], cells[10], cells[11]];
    const on = (day: string) => opened <= day && day <= (closed || "9");
    const england = /^[A-PY]\d{5}$/.test(code) && cells[25] === "4";
    if (!england || !(on(first) || on(second))) continue;
    const of = (day: string) => (on(day) ? (parents.get(`${code} ${day}`) ?? null) : null);
    const pair = `${of(first)} ${of(second)}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts].map(([pair, practices]) => `${pair} ${practices}`).sort();
}

/** Who had another parent on the later day, read plainly from the file: "M89001 TAM 5QW", by code. */
function movesInFile(codes: readonly string[], from: string, to: string): string[] {
  const rows = rowsOf(memberships);
  const parentsOn = (day: string) =>
    new Map(
      rows
        .filter(([, , type, joined = "", left = ""]) => type === "W" && joined <= day && day <= (left || "9"))
        .map(([practice, parent]) => [practice, parent]),
    );
  const [before, after] = [parentsOn(from), parentsOn(to)];
  return codes
    .filter((code) => before.has(code) && after.has(code) && before.get(code) !== after.get(code))
    .map((code) => `${code} ${before.get(code)} ${after.get(code)}`)
    .sort();
}
