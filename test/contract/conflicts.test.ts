import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { factIdOf } from "../../src/graph/recorder.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import type { DelegationStage } from "../../src/model/kinds.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, tryAsk } from "./asking.ts";
import { fact, member, organisation, outside, recordedAt, source, write } from "./small-graph.ts";

const query = `query ($within: String, $asOf: Date, $knownAt: DateTime, $rules: [String!]) {
  conflicts(within: $within, asOf: $asOf, knownAt: $knownAt, rules: $rules) {
    rule severity message subject { code } facts { kind source { code } assertedBy { code } } } }`;

interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly subject: { readonly code: string };
  readonly facts: readonly { readonly kind: string; readonly assertedBy: { code: string } | null }[];
}

async function conflicts(graph: Graph, variables: Record<string, unknown> = {}): Promise<Found[]> {
  return (await ask(graph, query, variables)).conflicts;
}

/** As "rule subject number of facts". */
async function inShort(graph: Graph, variables: Record<string, unknown> = {}): Promise<string[]> {
  const found = await conflicts(graph, variables);
  return found.map(({ rule, subject, facts }) => `${rule} ${subject.code} ${facts.length}`);
}

const delegation = (
  from: string,
  to: string,
  stage: DelegationStage,
  amountGbp: number | null,
  { scope = null, assertedBy }: { scope?: string | null; assertedBy?: string } = {},
) =>
  fact(
    { kind: "DELEGATION", from, to, financialYear: "2011/12", stage, amountGbp, shareOfBudget: null, scope },
    assertedBy ? { assertedBy } : {},
  );

const report = (from: string, position: "DELEGATED_OR_READY" | "NO_CLEAR_PLANS", on: string) =>
  fact(
    { kind: "REPORT", from, position, financialYear: "2011/12", amountGbp: null, shareOfBudget: null },
    { from: on },
  );

const twice = member("P00001", "beta-health");

/** Each rule is broken once or twice, and each has something beside it that only looks like it. */
const changes = {
  sources: [source],
  organisations: [
    ...["5AA", "5BB", "5CC"].map((code) => organisation("PCT", code)),
    organisation("CLUSTER", "cluster-one"),
    organisation("CLUSTER", "cluster-two"),
    organisation("CONSORTIUM", "alpha-health", {
      pathfinderFrom: "2011-01-01" as IsoDate,
      pathfinderWave: 1,
    }),
    organisation("CONSORTIUM", "beta-health", { pathfinderFrom: "2012-01-01" as IsoDate, pathfinderWave: 5 }),
    organisation("CONSORTIUM", "gamma-health"),
    organisation("CONSORTIUM", "delta-health", { closed: "2011-01-31" as IsoDate }),
    ...["P00001", "P00002", "P00003"].map((code) => organisation("PRACTICE", code, { odsSubType: "B" })),
    organisation("PRACTICE", "P00004", { odsSubType: "B" }),
    organisation("PRACTICE", "P00005", { odsSubType: "Z" }),
    organisation("PRACTICE", "P00006", { odsSubType: "Z" }),
  ],
  facts: [
    member("5AA", "cluster-one"),
    member("5AA", "cluster-two"),
    member("5BB", "cluster-two", { to: "2011-01-31" }),
    member("5BB", "cluster-one", { from: "2011-02-01" }),
    member("alpha-health", "5AA"),
    member("beta-health", "5AA"),
    member("beta-health", "5BB"),
    member("gamma-health", "5BB"),
    member("P00001", "5AA"),
    member("P00001", "alpha-health"),
    twice,
    member("P00002", "5AA"),
    member("P00002", "alpha-health"),
    outside("P00002", "5AA"),
    member("P00003", "5AA"),
    member("P00003", "delta-health"),
    outside("P00003", "5AA", { from: "2012-01-01" }),
    member("P00005", "5BB"),
    fact({ kind: "BUDGET", from: "5AA", financialYear: "2011/12", amountGbp: 100 }),
    fact({ kind: "BUDGET", from: "5BB", financialYear: "2011/12", amountGbp: 100 }),
    delegation("5AA", "alpha-health", "IN_FORCE", 80),
    delegation("5AA", "beta-health", "READY", 30),
    delegation("5BB", "alpha-health", "READY", 90),
    delegation("5BB", "gamma-health", "PLANNED", 90),
    delegation("5BB", "beta-health", "READY", 10, { scope: "contracts", assertedBy: "5BB" }),
    delegation("cluster-one", "beta-health", "PLANNED", null, {
      scope: "contracts",
      assertedBy: "cluster-one",
    }),
    delegation("5CC", "gamma-health", "PLANNED", null, { scope: "prescribing" }),
    report("5AA", "DELEGATED_OR_READY", "2010-10-01"),
    report("5AA", "NO_CLEAR_PLANS", "2011-03-01"),
    report("5BB", "DELEGATED_OR_READY", "2011-03-01"),
    report("5CC", "DELEGATED_OR_READY", "2011-03-01"),
  ],
};

const inEngland = [
  "two-consortia P00001 2",
  "member-and-outside P00002 2",
  "two-clusters 5AA 2",
  "outside-lifetime delta-health 1",
  "over-budget 5AA 3",
  "disputed-delegation beta-health 2",
  "report-against-delegations 5AA 2",
  "report-against-delegations 5CC 2",
  "pathfinder-without-plans 5AA 2",
  "empty-consortium gamma-health 1",
  "ods-sub-type P00004 0",
  "ods-sub-type P00005 1",
];

describeOnEachEngine("Conflicts", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.empty();
    await write(graph, changes);
  });

  it("are found by each rule, with the facts side by side, and nothing else is", async () => {
    expect(await inShort(graph)).toEqual(inEngland);
  });

  it("say in words what contradicts what", async () => {
    const found = new Map((await conflicts(graph)).map(({ rule, message }) => [rule, message]));
    expect(found.get("two-consortia")).toBe(
      "P00001 (P00001) is a member of alpha-health and beta-health at once.",
    );
    expect(found.get("over-budget")).toBe("5AA (5AA) delegates £110 of 2011/12, above its budget of £100.");
    expect(found.get("pathfinder-without-plans")).toBe(
      "5AA (5AA) reports that it has no clear plans, but alpha-health is a pathfinder in it.",
    );
    expect(found.get("disputed-delegation")).toBe(
      "beta-health (beta-health) has 2 claims about what is delegated to it in 2011/12 (contracts) that do not agree.",
    );
  });

  it("are those of the subjects within an organisation", async () => {
    expect(await inShort(graph, { within: "5BB" })).toEqual([
      "disputed-delegation beta-health 2",
      "empty-consortium gamma-health 1",
      "ods-sub-type P00005 1",
    ]);
    expect(await inShort(graph, { within: "cluster-two", rules: ["two-clusters", "over-budget"] })).toEqual([
      "two-clusters 5AA 2",
      "over-budget 5AA 3",
    ]);
    expect(await inShort(graph, { within: "delta-health" })).toContain("outside-lifetime delta-health 1");
    expect(await inShort(graph, { within: "P00001", rules: ["two-consortia"] })).toEqual([
      "two-consortia P00001 2",
    ]);
  });

  it("are those of the day asked about", async () => {
    const onTheDay = await inShort(graph, { asOf: "2012-06-01" });
    expect(onTheDay).toContain("member-and-outside P00003 2");
    expect(onTheDay).toContain("pathfinder-without-plans 5AA 3");
    expect(await inShort(graph, { asOf: "2011-01-15" })).not.toContain("outside-lifetime delta-health 1");
  });

  it("run a statement a rule, whatever they find", async () => {
    const statements: string[] = [];
    await ask(graph, "{ conflicts { rule message subject { code } facts { factId } } }", {}, statements);
    expect(statements).toHaveLength(11);
    expect(new Set(statements).size).toBe(11);
  });

  it("are refused by a rule that does not exist, with the names of those that do", async () => {
    const { errors } = await tryAsk(graph, query, { rules: ["two-consortia", "two-hats"] });
    expect(errors?.[0]?.message).toMatch(
      /no rule "two-hats": expected some of two-consortia, member-and-out/,
    );
    expect(errors?.[0]?.originalError).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  it("have rules that tell their severity and meaning", async () => {
    const { conflictRules } = await ask(graph, "{ conflictRules { name severity meaning } }");
    expect(conflictRules).toHaveLength(10);
    expect(conflictRules[0]).toEqual({
      name: "two-consortia",
      severity: "ERROR",
      meaning: "A practice is a member of two consortia at once.",
    });
  });
});

describeOnEachEngine("Conflicts after a correction", (engine) => {
  it("are gone, and still there for whoever asks what was believed before", async () => {
    const graph = await engine.empty();
    await write(graph, changes);
    const retracted = { ...twice, factId: factIdOf(twice, recordedAt), recordedAt, retractedAt: null };
    await write(graph, { retracted: [retracted] }, "2011-06-01T00:00:00.000Z" as Instant);
    // Without its only practice, the other consortium is empty.
    const [, ...others] = inEngland;
    expect((await inShort(graph)).sort()).toEqual([...others, "empty-consortium beta-health 2"].sort());
    expect(await inShort(graph, { knownAt: "2011-05-01T00:00:00Z" })).toEqual(inEngland);
  });
});

describeOnEachEngine("Conflicts of the demonstration graph", (engine) => {
  let graph: Graph;
  let found: Found[];
  beforeAll(async () => {
    graph = await engine.demonstration();
    found = await conflicts(graph);
  });
  const by = (rule: string) => found.filter((each) => each.rule === rule);

  describe("on 2011-04-01", () => {
    it("are the contradictions that were made up, and no more of their rules", () => {
      expect(by("two-consortia")).toHaveLength(3);
      expect(by("member-and-outside")).toHaveLength(2);
      for (const rule of ["two-clusters", "outside-lifetime", "over-budget", "report-against-delegations"])
        expect(by(rule)).toEqual([]);
    });

    it("hold the three claims about Dudley's contracts side by side, with who makes them", () => {
      const [dudley, ...others] = by("disputed-delegation");
      expect(others).toEqual([]);
      expect(dudley).toMatchObject({ severity: "WARNING", subject: { code: "dudley-consortia" } });
      expect(dudley?.facts.map(({ assertedBy }) => assertedBy?.code)).toEqual(["5PE", "5PE", "5PE"]);
    });

    it("show as many pathfinders in PCTs without plans as the summary counts, and none for a statement of 2010", async () => {
      const subjects = by("pathfinder-without-plans").map(({ subject }) => subject.code);
      expect(subjects).not.toContain("5M6");
      const { delegationSummary } = await ask(graph, "{ delegationSummary { noClearPlansWithPathfinder } }");
      expect(subjects).toHaveLength(delegationSummary.noClearPlansWithPathfinder);
    });

    it("name the consortia that are known by name only", () => {
      const subjects = by("empty-consortium").map(({ subject }) => subject.code);
      expect(subjects).toContain("dudley-consortia");
      expect(subjects).not.toContain("hunts-health");
    });
  });

  it("within Dudley's PCT are Dudley's", async () => {
    expect(await inShort(graph, { within: "5PE" })).toEqual([
      "disputed-delegation dudley-consortia 3",
      "empty-consortium dudley-consortia 1",
    ]);
  });
});
