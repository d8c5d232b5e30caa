import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import type { Confidence } from "../../src/model/kinds.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { fact, member, organisation, source, write } from "./small-graph.ts";

/** A claim that a consortium was delegated so many pounds by a PCT. */
const claim = (
  from: string,
  amountGbp: number | null,
  code: string,
  confidence: Confidence = "REPORTED",
) => ({
  ...fact({
    kind: "DELEGATION",
    from,
    to: "alpha-health",
    financialYear: "2011/12",
    stage: "IN_FORCE",
    amountGbp,
    shareOfBudget: null,
    scope: null,
  }),
  source: code,
  confidence,
});
const budget = (from: string, amountGbp: number, confidence: Confidence = "REPORTED") => ({
  ...fact({ kind: "BUDGET", from, financialYear: "2011/12", amountGbp }),
  confidence,
});

const facts = [
  ...["5AA", "5BB", "5CC", "5DD"].flatMap((pct) => [member(pct, "Q01"), member("alpha-health", pct)]),
  ...["5AA", "5BB", "5CC", "5EE"].map((pct) => budget(pct, 1000)),
  // Two papers say the same of one delegation.
  claim("5AA", 120, "U1"),
  claim("5AA", 120, "U2"),
  // Two papers do not agree; one is more trusted.
  claim("5BB", 100, "U1"),
  claim("5BB", 120, "U2", "CONFIRMED"),
  // Together above the budget, each for itself within it; one paper alone says both.
  claim("5CC", 600, "U1", "CONFIRMED"),
  claim("5CC", 700, "U1"),
  // Above its budget by the most trusted claim, and not by the other.
  budget("5DD", 500, "CONFIRMED"),
  budget("5DD", 2000),
  claim("5DD", 600, "U1"),
  fact(
    {
      kind: "REPORT",
      from: "5AA",
      position: "DELEGATED_OR_READY",
      financialYear: "2011/12",
      amountGbp: null,
      shareOfBudget: null,
    },
    { from: "2011-03-01" },
  ),
];

describeOnEachEngine("Several claims of one thing", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await write(graph, {
      sources: [source, ...["U1", "U2"].map((code) => ({ ...source, code }))],
      organisations: [
        ...["5AA", "5BB", "5CC", "5DD", "5EE"].map((code) => organisation("PCT", code)),
        organisation("SHA", "Q01", { minimumDelegatedShare: 0.2 }),
        organisation("CONSORTIUM", "alpha-health"),
      ],
      facts,
    });
  });

  const summary = async (within: string, more = "") =>
    (
      await ask(
        graph,
        `{ delegationSummary(within: "${within}"${more}) { delegatedGbp delegatedShare pctsBelowMinimum reporting notReported delegatedOrReady } }`,
      )
    ).delegationSummary;

  it.each([
    ["5AA", 120, 0.12],
    ["5BB", 120, 0.12],
    ["5CC", 600, 0.6],
    ["5DD", 600, 1.2],
  ])("count once in sums and shares: %s", async (pct, delegatedGbp, delegatedShare) => {
    expect(await summary(pct)).toMatchObject({ delegatedGbp, delegatedShare });
    const { organisation } = await ask(
      graph,
      `{ organisation(code: "${pct}") { ... on PCT { delegatedShare } } }`,
    );
    expect(organisation).toEqual({ delegatedShare });
  });

  it("that nobody makes are not known, and no 0", async () => {
    expect(await summary("5EE")).toMatchObject({ delegatedGbp: null, delegatedShare: null });
    expect(await summary("5AA", ', financialYear: "1999/00"')).toMatchObject({ delegatedGbp: null });
  });

  it("count once in what lies above and below", async () => {
    expect(await summary("Q01")).toMatchObject({ delegatedGbp: 1440, pctsBelowMinimum: 2 });
    const { organisation } = await ask(
      graph,
      '{ organisation(code: "Q01") { ... on SHA { pctsBelowMinimum { code } } } }',
    );
    const below = organisation.pctsBelowMinimum.map(({ code }: { code: string }) => code);
    expect(below.sort()).toEqual(["5AA", "5BB"]);
  });

  describe("as conflicts", () => {
    const found = async (rule: string) => {
      const { conflicts } = await ask(
        graph,
        `{ conflicts(rules: ["${rule}"]) { subject { code } message facts { __typename ... on Delegation { delegator { code } amountGbp } ... on Budget { amount: amountGbp } } } }`,
      );
      return conflicts;
    };

    it("are shown where their amounts differ, whoever says so, and not where they are equal", async () => {
      const disputed = await found("disputed-delegation");
      const delegators = disputed.flatMap(({ facts }: { facts: { delegator: { code: string } }[] }) =>
        facts.map(({ delegator }) => delegator.code),
      );
      expect(delegators).toEqual(["5BB", "5BB", "5CC", "5CC"]);
    });

    it("are above a budget by the most trusted of each alone", async () => {
      const above = await found("over-budget");
      expect(above.map(({ message }: { message: string }) => message)).toEqual([
        "5DD (5DD) delegates £600 of 2011/12, above its budget of £500.",
      ]);
    });
  });

  it("of reports speak of their year: of another year nobody has reported", async () => {
    expect(await summary("Q01")).toMatchObject({ reporting: 1, notReported: 3, delegatedOrReady: 1 });
    expect(await summary("Q01", ', financialYear: "2011/12"')).toMatchObject({ reporting: 1 });
    expect(await summary("Q01", ', financialYear: "1999/00"')).toMatchObject({
      reporting: 0,
      notReported: 4,
      delegatedOrReady: 0,
      delegatedGbp: null,
    });
  });
});
