import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import type { IsoDate } from "../../src/model/dates.ts";
import type { Confidence } from "../../src/model/kinds.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { fact, member, organisation, source, write } from "./small-graph.ts";

/** A confirmed practice whose patients somebody else counted. */
const counted = (code: string, listSizeConfidence: Confidence) =>
  organisation("PRACTICE", code, {
    ...{ listSize: 100, listSizeOn: "2010-04-01" as IsoDate },
    ...{ listSizeSource: source.code, listSizeConfidence },
  });

const restsOn = "restsOn { confidence facts }";
const rests = (found: Record<string, number>) =>
  Object.entries(found).map(([confidence, facts]) => ({ confidence, facts }));

/** 5AA delegates one thing, of which two papers tell, of a budget that two papers give; 5AB told nothing. */
describeOnEachEngine("What a figure rests on", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    const amount = (amountGbp: number | null) =>
      fact({
        ...{
          kind: "DELEGATION",
          from: "5AA",
          to: "test-health",
          financialYear: "2011/12",
          stage: "IN_FORCE",
        },
        ...{ amountGbp, shareOfBudget: null, scope: null },
      });
    const budget = (amountGbp: number) =>
      fact({ kind: "BUDGET", from: "5AA", financialYear: "2011/12", amountGbp });
    await write(graph, {
      sources: [source],
      organisations: [
        ...["5AA", "5AB"].map((code) => organisation("PCT", code)),
        organisation("CONSORTIUM", "test-health", { confidence: "REPORTED" }),
        ...["A81901", "A81902"].map((code) => organisation("PRACTICE", code)),
        organisation("PRACTICE", "X000001", { confidence: "SYNTHETIC" }),
      ],
      facts: [
        ...["A81901", "A81902", "X000001"].map((code) => ({
          ...member(code, "5AA"),
          confidence: "CONFIRMED" as const,
        })),
        { ...member("A81901", "test-health"), confidence: "DERIVED" },
        { ...member("A81901", "test-health", { note: "said again" }), confidence: "REPORTED" },
        amount(120),
        { ...amount(100), confidence: "SYNTHETIC" },
        budget(1_000),
        { ...budget(900), confidence: "CONFIRMED" },
        { ...budget(800), confidence: "SYNTHETIC" },
        fact({
          ...{ kind: "REPORT", from: "5AA", financialYear: "2011/12", position: "DELEGATED_OR_READY" },
          ...{ amountGbp: null, shareOfBudget: null },
        }),
      ],
    });
  });

  it("is, of a list, how many are stated with each confidence, on every page", async () => {
    const { practices, consortia, delegations, pcts } = await ask(
      graph,
      `{ practices(first: 1) { totalCount ${restsOn} } consortia { ${restsOn} nodes { practices { ${restsOn} } } }
         delegations { ${restsOn} } pcts(where: {code: {eq: "ZZZ"}}) { ${restsOn} nodes { code } } }`,
    );
    expect(practices.restsOn).toEqual(rests({ CONFIRMED: 2, SYNTHETIC: 1 }));
    expect(consortia.restsOn).toEqual(rests({ REPORTED: 1 }));
    expect(consortia.nodes[0].practices.restsOn).toEqual(rests({ CONFIRMED: 1 }));
    expect(delegations.restsOn).toEqual(rests({ REPORTED: 1, SYNTHETIC: 1 }));
    expect(pcts.restsOn).toEqual([]);
  });

  it("is, of counts, one for each practice: the worst step of the best way to its group", async () => {
    const { byPct, byConsortium } = await ask(
      graph,
      `{ byPct: practiceCounts(groupBy: PCT) { group { code } practices ${restsOn} }
         byConsortium: practiceCounts(groupBy: CONSORTIUM) { group { code } practices ${restsOn} } }`,
    );
    expect(byPct).toEqual([
      { group: { code: "5AA" }, practices: 3, restsOn: rests({ CONFIRMED: 2, SYNTHETIC: 1 }) },
    ]);
    expect(byConsortium).toEqual([
      { group: { code: "test-health" }, practices: 1, restsOn: rests({ REPORTED: 1 }) },
      { group: null, practices: 2, restsOn: rests({ CONFIRMED: 1, SYNTHETIC: 1 }) },
    ]);
  });

  it("is, of sums and shares, the claims that were taken: of several about one thing the most trusted", async () => {
    const { delegationSummary, pcts } = await ask(
      graph,
      `{ delegationSummary(asOf: "2011-06-01") { delegatedGbp budgetGbp ${restsOn} }
         pcts(asOf: "2011-06-01") { nodes { code delegatedShare ${restsOn} other: restsOn(financialYear: "1999/00") { facts } } } }`,
    );
    expect(delegationSummary).toEqual({
      ...{ delegatedGbp: 120, budgetGbp: null },
      // The delegation and the report, the budget; and two practices of which nothing is known.
      restsOn: rests({ CONFIRMED: 2, REPORTED: 2, SYNTHETIC: 1 }),
    });
    expect(pcts.nodes).toEqual([
      {
        code: "5AA",
        delegatedShare: 120 / 900,
        restsOn: rests({ CONFIRMED: 1, REPORTED: 2 }),
        other: [{ facts: 1 }],
      },
      { code: "5AB", delegatedShare: null, restsOn: [], other: [] },
    ]);
  });

  it("is as doubtful as the counts of patients, where others counted than describe the practice", async () => {
    const day = "2010-04-01" as IsoDate;
    await write(graph, {
      organisations: [
        organisation("PCT", "5AC"),
        counted("A81911", "SYNTHETIC"),
        counted("A81912", "CONFIRMED"),
        organisation("PRACTICE", "A81913", { listSize: 100, listSizeOn: day }),
        organisation("PRACTICE", "A81914"),
      ],
      facts: ["A81911", "A81912", "A81913", "A81914"].map((code) => ({
        ...member(code, "5AC"),
        confidence: code === "A81912" ? ("DERIVED" as const) : ("CONFIRMED" as const),
      })),
    });
    const inPct = `where: { pct: { code: { eq: "5AC" } } }`;
    const { practices, pct, byPct, each, delegationSummary, crosswalk } = await ask(
      graph,
      `{ practices(${inPct}) { totalPatients ${restsOn} } pct(code: "5AC") { practices { totalPatients ${restsOn} } }
         byPct: practiceCounts(groupBy: PCT, ${inPct}) { patients ${restsOn} }
         each: practiceCounts(groupBy: PRACTICE, ${inPct}) { patients ${restsOn} }
         delegationSummary(within: "5AC") { patientsUnclear ${restsOn} }
         crosswalk(from: PCT, to: PCT, fromAsOf: "2011-04-01", toAsOf: "2013-04-01", within: "5AC") { patients ${restsOn} } }`,
    );
    const described = { patients: 300, restsOn: rests({ CONFIRMED: 3, SYNTHETIC: 1 }) };
    const members = { patients: 300, restsOn: rests({ CONFIRMED: 2, DERIVED: 1, SYNTHETIC: 1 }) };
    expect(practices).toEqual({ totalPatients: 300, restsOn: described.restsOn });
    expect(pct.practices).toEqual(practices);
    expect(byPct).toEqual([members]);
    expect(each.map(({ restsOn }: typeof members) => restsOn[0]?.confidence)).toEqual([
      ...["SYNTHETIC", "CONFIRMED", "CONFIRMED", "CONFIRMED"],
    ]);
    expect(delegationSummary).toEqual({ patientsUnclear: 300, restsOn: described.restsOn });
    expect(crosswalk).toEqual([members]);
  });
});
