import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, tryAsk } from "./asking.ts";
import { member, organisation, outside, source, write } from "./small-graph.ts";

/** One practice of each standing that facts tell, in a PCT, on days of which the source tells and does not. */
const facts = [
  member("P00001", "consortium-one"),
  outside("P00002", "5AA"),
  ...["P00001", "P00002", "P00003"].map((code) => member(code, "5AA")),
];
const organisations = [
  ...["P00001", "P00002", "P00003"].map((code) => organisation("PRACTICE", code, { listSize: 1_000 })),
  organisation("CONSORTIUM", "consortium-one"),
  organisation("PCT", "5AA"),
];
const covers = ["MEMBERSHIP of PRACTICE in CONSORTIUM 2011-01-01/2011-12-31"];

describeOnEachEngine("A day that the sources do not cover", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await write(graph, { sources: [source], organisations, facts });
    // Revision 2 says what the source covers.
    await write(graph, { sources: [{ ...source, covers }], facts: [member("5AA", "consortium-one")] });
  });

  const standingsOn = async (day: string, more = "") => {
    const { practices } = await ask(
      graph,
      `{ practices(asOf: "${day}"${more}) { nodes { code standing } } }`,
    );
    return practices.nodes.map(({ standing }: { standing: string }) => standing);
  };
  const found = async (day: string, where: string, more = "") => {
    const text = `{ practices(asOf: "${day}"${more}, where: ${where}) { totalCount nodes { code } } }`;
    const { practices } = await ask(graph, text);
    const codes = practices.nodes.map(({ code }: { code: string }) => code);
    expect(practices.totalCount).toBe(codes.length);
    return codes;
  };

  it.each([
    ["2011-01-01", "UNCLEAR"],
    ["2011-12-31", "UNCLEAR"],
    ["2010-12-31", "NOT_COVERED"],
    ["2012-01-01", "NOT_COVERED"],
  ])("is told from one on which nothing is known: %s", async (day, nothingKnown) => {
    // What is known on it stays so.
    expect(await standingsOn(day)).toEqual(["MEMBER", "OUTSIDE", nothingKnown]);
    const missing = nothingKnown === "UNCLEAR" ? "NOT_COVERED" : "UNCLEAR";
    const standing = (test: string) => found(day, `{ standing: { ${test} } }`);
    expect(await standing(`eq: ${nothingKnown}`)).toEqual(["P00003"]);
    expect(await standing(`eq: ${missing}`)).toEqual([]);
    expect(await standing(`not: ${missing}`)).toEqual(["P00001", "P00002", "P00003"]);
    expect(await standing(`not: ${nothingKnown}`)).toEqual(["P00001", "P00002"]);
    expect(await standing(`in: [OUTSIDE, ${nothingKnown}]`)).toEqual(["P00002", "P00003"]);
    expect(await standing(`in: [MEMBER, ${missing}]`)).toEqual(["P00001"]);
    expect(await found(day, `{ NOT: { standing: { eq: ${nothingKnown} } } }`)).toEqual(["P00001", "P00002"]);
    const across = (value: string) =>
      `{ pct: { practices: { some: { AND: [{ standing: { eq: ${value} } }, { code: { eq: "P00003" } }] } } } }`;
    expect(await found(day, across(nothingKnown))).toHaveLength(3);
    expect(await found(day, across(missing))).toHaveLength(0);
  });

  it("has no orphans but those that are known to be outside, and is counted apart", async () => {
    const summed = async (day: string) =>
      ask(
        graph,
        `{ orphanedPractices(asOf: "${day}") { nodes { code } }
          practiceCounts(groupBy: PCT, asOf: "${day}", where: { standing: { eq: NOT_COVERED } }) { practices }
          delegationSummary(asOf: "${day}") { practicesOutside practicesUnclear practicesNotCovered patientsNotCovered } }`,
      );
    expect(await summed("2012-06-01")).toEqual({
      orphanedPractices: { nodes: [{ code: "P00002" }] },
      practiceCounts: [{ practices: 1 }],
      delegationSummary: {
        ...{ practicesOutside: 1, practicesUnclear: 0 },
        ...{ practicesNotCovered: 1, patientsNotCovered: 1_000 },
      },
    });
    expect((await summed("2011-06-01")).delegationSummary).toEqual({
      ...{ practicesOutside: 1, practicesUnclear: 1 },
      ...{ practicesNotCovered: 0, patientsNotCovered: 0 },
    });
  });

  it("was none at a revision before any source said what it covers", async () => {
    expect(await standingsOn("2012-06-01", ", atRevision: 1")).toEqual(["MEMBER", "OUTSIDE", "UNCLEAR"]);
    expect(await found("2012-06-01", "{ standing: { eq: UNCLEAR } }", ", atRevision: 1")).toEqual(["P00003"]);
    // A source that is described anew covers what it did, since the revision that it did.
    await write(graph, { sources: [{ ...source, title: "Another" }] });
    expect(await standingsOn("2012-06-01", ", atRevision: 1")).toContain("UNCLEAR");
    expect(await standingsOn("2012-06-01", ", atRevision: 2")).toContain("NOT_COVERED");
  });

  it("is named with what is covered, in dataset too", async () => {
    const { dataset } = await ask(
      graph,
      "{ dataset { coverage { matter organisations groups from to source { code } } } }",
    );
    const [from, to] = ["2011-01-01", "2011-12-31"];
    expect(dataset.coverage).toEqual([
      {
        matter: "MEMBERSHIP",
        organisations: "PRACTICE",
        groups: "CONSORTIUM",
        from,
        to,
        source: { code: "TEST" },
      },
    ]);
    expect((await tryAsk(graph, "{ dataset { revision } }")).errors).toBeUndefined();
  });

  describe("A filter that names no standing", () => {
    it("is the same on every day", async () => {
      for (const day of ["2011-06-01", "2012-06-01"])
        expect(await found(day, '{ pct: { code: { eq: "5AA" } } }')).toHaveLength(3);
    });
  });
});

describeOnEachEngine("A day on which no source tells of memberships", (engine) => {
  it("makes no contradiction of a practice's having no membership on it", async () => {
    const own = await engine.empty();
    const days = ["PCT 2010-01-01/2013-03-31", "CONSORTIUM 2013-04-01/2019-08-01"];
    await write(own, {
      sources: [{ ...source, covers: days.map((one) => `MEMBERSHIP of PRACTICE in ${one}`) }],
      organisations: [organisation("PRACTICE", "P00004", { odsSubType: "B" })],
    });
    const on = async (asOf: string) =>
      (await ask(own, `{ conflicts(asOf: "${asOf}", rules: ["ods-sub-type"]) { rule } }`)).conflicts.length;
    const found = await Promise.all(
      ["2009-12-31", "2010-01-01", "2013-03-31", "2013-04-01", "2019-08-01", "2019-08-02"].map(on),
    );
    expect(found).toEqual([0, 1, 1, 1, 1, 0]);
  });
});
