import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { factIdOf } from "../../src/graph/recorder.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant } from "../../src/model/dates.ts";
import type { NewFact } from "../../src/model/facts.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";
import { fact, organisation, source, write } from "./small-graph.ts";

const instant = (day: string) => `${day}T00:00:00.000Z` as Instant;
const [learned, corrected, redescribed, retracted] = [
  "2011-01-01",
  "2011-02-01",
  "2011-03-01",
  "2011-04-01",
].map(instant) as [Instant, Instant, Instant, Instant];

const trusted = (given: NewFact, confidence: NewFact["confidence"]): NewFact => ({ ...given, confidence });
const member = (from: string, to: string) => fact({ kind: "MEMBERSHIP", from, to, status: "SHADOW" });
const delegation = (from: string, to: string, amountGbp: number | null, financialYear = "2011/12") =>
  fact({
    kind: "DELEGATION",
    from,
    to,
    financialYear,
    stage: "IN_FORCE",
    amountGbp,
    shareOfBudget: null,
    scope: null,
  });
const support = (from: string, to: string) =>
  fact({ kind: "SUPPORT", from, to, services: ["HR"], model: "CONTRACT", valueGbp: null });
const budget = (from: string, financialYear: string, amountGbp: number) =>
  fact({ kind: "BUDGET", from, financialYear, amountGbp });
const report = (
  from: string,
  on: string,
  position: "DEVELOPING" | "NO_CLEAR_PLANS",
  amountGbp: number | null,
) =>
  fact(
    { kind: "REPORT", from, position, financialYear: "2011/12", amountGbp, shareOfBudget: null },
    { from: on },
  );

/** The practice was believed to be in north-health; then in south-health; then in neither. */
const first = member("A81001", "north-health");
const second = member("A81001", "south-health");
const asFact = (given: NewFact, recordedAt: Instant) => ({
  ...given,
  factId: factIdOf(given, recordedAt),
  recordedAt,
  retractedAt: null,
});

async function tell(graph: Graph): Promise<void> {
  await write(
    graph,
    {
      sources: [source],
      organisations: [
        organisation("PRACTICE", "A81001", { name: "Old Surgery", listSize: 1000 }),
        organisation("PRACTICE", "A81002", { listSize: 500 }),
        organisation("CONSORTIUM", "north-health"),
        organisation("CONSORTIUM", "south-health"),
        organisation("PCT", "5AA"),
        organisation("PCT", "5BB"),
        organisation("CLUSTER", "east-cluster"),
        organisation("CLUSTER", "west-cluster"),
        organisation("SHA", "Q30"),
        organisation("SUPPORT_PROVIDER", "help-ltd"),
      ],
      facts: [
        first,
        member("A81001", "5AA"),
        trusted(member("A81002", "5AA"), "DERIVED"),
        trusted(member("A81002", "5BB"), "CONFIRMED"),
        member("north-health", "5AA"),
        member("south-health", "5AA"),
        member("5AA", "Q30"),
        trusted(member("5AA", "east-cluster"), "SYNTHETIC"),
        trusted(member("5AA", "west-cluster"), "CONFIRMED"),
        support("help-ltd", "5AA"),
        support("5AA", "north-health"),
        delegation("5AA", "north-health", 100),
        delegation("5AA", "south-health", 50),
        delegation("5BB", "north-health", 70),
        delegation("5BB", "south-health", null),
        budget("5AA", "2011/12", 1000),
        budget("5AA", "2012/13", 2000),
        trusted(budget("5AA", "2011/12", 9999), "SYNTHETIC"),
        report("5AA", "2011-02-01", "DEVELOPING", null),
        report("5AA", "2011-06-01", "NO_CLEAR_PLANS", null),
        report("5BB", "2011-02-01", "DEVELOPING", 90),
      ],
    },
    learned,
  );
  await write(graph, { retracted: [asFact(first, learned)], facts: [second] }, corrected);
  const { kind: _, ...description } = organisation("PRACTICE", "A81001", {
    name: "New Surgery",
    listSize: 2000,
  });
  await write(graph, { redescribed: [{ ...description, code: "A81001" as Code }] }, redescribed);
  await write(graph, { retracted: [asFact(second, corrected)] }, retracted);
}

describeOnEachEngine("Facts", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await tell(graph);
  });

  const organisationAt = async (code: string, fields: string, clocks = ""): Promise<unknown> =>
    (await ask(graph, `{ organisation(code: "${code}"${clocks}) { ${fields} } }`)).organisation;

  describe("at an earlier knownAt", () => {
    it.each([
      ["2010-12-31", null],
      [
        "2011-01-15",
        { name: "Old Surgery", listSize: 1000, consortium: { code: "north-health" }, standing: "MEMBER" },
      ],
      [
        "2011-02-01",
        { name: "Old Surgery", listSize: 1000, consortium: { code: "south-health" }, standing: "MEMBER" },
      ],
      [
        "2011-03-15",
        { name: "New Surgery", listSize: 2000, consortium: { code: "south-health" }, standing: "MEMBER" },
      ],
      ["2011-04-01", { name: "New Surgery", listSize: 2000, consortium: null, standing: "UNCLEAR" }],
    ])("on %s are what was believed then", async (day, expected) => {
      const clocks = `, knownAt: "${day}T00:00:00Z"`;
      const fields = "name ... on Practice { listSize standing consortium { code } }";
      expect(await organisationAt("A81001", fields, clocks)).toEqual(expected);
    });

    it.each([
      ["2011-01-15", "north-health", "west-cluster"],
      ["2011-02-01", "south-health", "west-cluster"],
      ["2011-04-01", undefined, "west-cluster"],
    ])("on %s are believed as much where links are read ahead", async (day, consortium, cluster) => {
      const fields =
        "... on Practice { consortium { code pcts { code cluster { code } } } pct { cluster { code } sha { code } } }";
      expect(await organisationAt("A81001", fields, `, knownAt: "${day}T00:00:00Z"`)).toEqual({
        consortium: consortium
          ? { code: consortium, pcts: [{ code: "5AA", cluster: { code: cluster } }] }
          : null,
        pct: { cluster: { code: cluster }, sha: { code: "Q30" } },
      });
      expect(await organisationAt("A81001", fields, `, asOf: "2014-01-01"`)).toEqual({
        consortium: null,
        pct: null,
      });
    });

    it("are filtered and counted by what was believed then", async () => {
      const at = (day: string) =>
        `practices(knownAt: "${day}T00:00:00Z", where: {name: {contains: "surgery"}, consortium: {exists: true}}, orderBy: [{field: LIST_SIZE}]) { totalPatients nodes { name } }`;
      const answer = await ask(
        graph,
        `{ a: ${at("2010-12-31")} b: ${at("2011-01-15")} c: ${at("2011-03-15")} d: ${at("2011-04-01")} }`,
      );
      expect(answer).toEqual({
        a: { totalPatients: 0, nodes: [] },
        b: { totalPatients: 1000, nodes: [{ name: "Old Surgery" }] },
        c: { totalPatients: 2000, nodes: [{ name: "New Surgery" }] },
        d: { totalPatients: 0, nodes: [] },
      });
    });
  });

  it("of the history show a retraction only once it has happened", async () => {
    const fields = "history { kind recordedAt retractedAt ... on Membership { group { code } } }";
    const entry = (group: string, recordedAt: Instant, retractedAt: Instant | null) => ({
      kind: "MEMBERSHIP",
      recordedAt,
      retractedAt,
      group: { code: group },
    });
    const before = await organisationAt("A81001", fields, `, knownAt: "2011-01-15T00:00:00Z"`);
    expect(before).toMatchObject({ history: expect.arrayContaining([entry("north-health", learned, null)]) });
    expect((before as { history: unknown[] }).history).toHaveLength(2);
    const after = await organisationAt("A81001", fields, `, knownAt: "2011-02-01T00:00:00Z"`);
    expect(after).toMatchObject({
      history: expect.arrayContaining([
        entry("north-health", learned, corrected),
        entry("south-health", corrected, null),
      ]),
    });
    const now = await organisationAt("A81001", fields);
    expect(now).toMatchObject({
      history: expect.arrayContaining([entry("south-health", corrected, retracted)]),
    });
  });

  it("outside their period are not shown, and stay in the history", async () => {
    const fields = "memberships { group { code } } history { kind }";
    expect(await organisationAt("A81001", fields, ', asOf: "2009-12-31"')).toMatchObject({ memberships: [] });
    expect(await organisationAt("A81001", fields, ', asOf: "2010-01-01"')).toMatchObject({
      memberships: [{ group: { code: "5AA" } }],
      history: { length: 3 },
    });
    expect(await organisationAt("A81001", fields, ', asOf: "2013-03-31"')).toMatchObject({
      memberships: [{ group: { code: "5AA" } }],
    });
    expect(await organisationAt("A81001", fields, ', asOf: "2013-04-01"')).toMatchObject({ memberships: [] });
  });

  it("of members are listed by kind", async () => {
    const members = async (args: string) =>
      (await organisationAt("5AA", `members${args} { totalCount nodes { code kind } }`)) as never;
    expect(await members("")).toMatchObject({ members: { totalCount: 4 } });
    expect(await members("(kind: CONSORTIUM)")).toEqual({
      members: {
        totalCount: 2,
        nodes: [
          { code: "north-health", kind: "CONSORTIUM" },
          { code: "south-health", kind: "CONSORTIUM" },
        ],
      },
    });
    expect(await members("(kind: SHA)")).toEqual({ members: { totalCount: 0, nodes: [] } });
  });

  it("that contradict each other show the most trusted, and all of them as memberships", async () => {
    const fields = "memberships { group { code } confidence } ... on Practice { pct { code } }";
    expect(await organisationAt("A81002", fields)).toEqual({
      memberships: [
        { group: { code: "5BB" }, confidence: "CONFIRMED" },
        { group: { code: "5AA" }, confidence: "DERIVED" },
      ],
      pct: { code: "5BB" },
    });
  });

  it("that contradict each other further up show a practice the cluster of its PCT", async () => {
    const fields = "... on Practice { cluster { code } pct { cluster { code } } }";
    expect(await organisationAt("A81001", fields)).toEqual({
      cluster: { code: "west-cluster" },
      pct: { cluster: { code: "west-cluster" } },
    });
  });

  it("of support are those received, and of a provider those given", async () => {
    const fields = "supports { provider { code } recipient { code } services }";
    const given = { provider: { code: "help-ltd" }, recipient: { code: "5AA" }, services: ["HR"] };
    expect(await organisationAt("help-ltd", fields)).toEqual({ supports: [given] });
    expect(await organisationAt("5AA", fields)).toEqual({ supports: [given] });
    expect(await organisationAt("north-health", fields)).toMatchObject({
      supports: [{ provider: { code: "5AA" } }],
    });
  });

  it("of delegation add up where each has an amount, else are what was reported", async () => {
    const fields =
      "... on PCT { delegations { recipient { code } amountGbp } delegatedShare budget { amountGbp } }";
    expect(await organisationAt("5AA", fields)).toEqual({
      delegations: expect.arrayContaining([
        { recipient: { code: "north-health" }, amountGbp: 100 },
        { recipient: { code: "south-health" }, amountGbp: 50 },
      ]),
      delegatedShare: 0.15,
      budget: { amountGbp: 1000 },
    });
    expect(await organisationAt("5BB", fields)).toMatchObject({ delegatedShare: null, budget: null });
    const { delegationSummary } = await ask(graph, "{ delegationSummary { delegatedGbp budgetGbp } }");
    expect(delegationSummary).toEqual({ delegatedGbp: 150 + 90, budgetGbp: null });
  });

  it("of delegation are read at both ends", async () => {
    const fields = "... on Consortium { hasDelegatedBudget delegations { delegator { code } amountGbp } }";
    expect(await organisationAt("south-health", fields)).toEqual({
      hasDelegatedBudget: true,
      delegations: expect.arrayContaining([
        { delegator: { code: "5AA" }, amountGbp: 50 },
        { delegator: { code: "5BB" }, amountGbp: null },
      ]),
    });
  });

  it("of a budget hold for their year only", async () => {
    const fields = `... on PCT { now: budget { amountGbp } next: budget(financialYear: "2012/13") { amountGbp }
      before: budget(financialYear: "2010/11") { amountGbp } share: delegatedShare(financialYear: "2012/13") }`;
    expect(await organisationAt("5AA", fields)).toEqual({
      now: { amountGbp: 1000 },
      next: { amountGbp: 2000 },
      before: null,
      share: null,
    });
    expect(
      await organisationAt("5AA", "... on PCT { budget { amountGbp } }", ', asOf: "2012-04-01"'),
    ).toEqual({
      budget: { amountGbp: 2000 },
    });
  });

  it.each([
    ["2011-01-31", "NOT_REPORTED"],
    ["2011-02-01", "DEVELOPING"],
    ["2011-05-31", "DEVELOPING"],
    ["2011-06-01", "NO_CLEAR_PLANS"],
  ])("of what a PCT reported give its position on %s: %s", async (day, position) => {
    const source = `{ organisation(code: "5AA", asOf: "${day}") { ... on PCT { position } }
      pcts(asOf: "${day}", where: {position: {eq: ${position}}, code: {eq: "5aa"}}) { totalCount } }`;
    expect(await ask(graph, source)).toEqual({ organisation: { position }, pcts: { totalCount: 1 } });
  });
});
