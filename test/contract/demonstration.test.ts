import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask } from "./asking.ts";

describeOnEachEngine("The demonstration graph", (engine) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await engine.demonstration();
  });

  describe("on 2011-04-01", () => {
    it("adds up to what the articles report", async () => {
      const { delegationSummary } = await ask(
        graph,
        `{ delegationSummary { pcts reporting delegatedOrReady developing noClearPlans notReported
           noClearPlansWithPathfinder delegatedGbp practicesOutside patientsOutside patientsUnclear } }`,
      );
      expect(delegationSummary).toMatchObject({
        pcts: 151,
        reporting: 114,
        delegatedOrReady: 30,
        developing: 48,
        noClearPlans: 36,
        notReported: 37,
        delegatedGbp: 7_600_000_000,
        practicesOutside: 260,
      });
      expect(delegationSummary.noClearPlansWithPathfinder).toBeGreaterThan(0);
      expect(delegationSummary.patientsOutside).toBeCloseTo(1_400_000, -3);
      expect(delegationSummary.patientsUnclear).toBeCloseTo(4_500_000, -3);
    });

    it("has every PCT of South Central at a quarter or more", async () => {
      const { delegationSummary, organisation } = await ask(
        graph,
        `{ delegationSummary(within: "Q38") { pcts pctsBelowMinimum }
           organisation(code: "Q38") { ... on SHA { minimumDelegatedShare pctsBelowMinimum { code } pcts { nodes { delegatedShare } } } } }`,
      );
      expect(delegationSummary).toEqual({ pcts: 9, pctsBelowMinimum: 0 });
      expect(organisation.minimumDelegatedShare).toBe(0.25);
      expect(organisation.pctsBelowMinimum).toEqual([]);
      const shares: number[] = organisation.pcts.nodes.map(
        (pct: { delegatedShare: number }) => pct.delegatedShare,
      );
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0.25);
    });

    it("answers both readings of practices under a cluster with no delegated budget", async () => {
      const answer = await ask(
        graph,
        `{ without: practices(where: {hasDelegatedBudget: false, cluster: {code: {eq: "sussex-cluster"}}}) { totalCount totalPatients nodes { hasDelegatedBudget cluster { code } } }
           under: practices(where: {cluster: {hasDelegatedBudget: false}}) { totalCount totalPatients nodes { cluster { hasDelegatedBudget } } } }`,
      );
      expect(answer.without.totalCount).toBeGreaterThan(0);
      expect(answer.without.totalPatients).toBeGreaterThan(0);
      for (const practice of answer.without.nodes) {
        expect(practice).toEqual({ hasDelegatedBudget: false, cluster: { code: "sussex-cluster" } });
      }
      expect(answer.under.totalCount).toBeGreaterThan(50);
      expect(answer.under.totalPatients).toBeGreaterThan(0);
      for (const { cluster } of answer.under.nodes) expect(cluster.hasDelegatedBudget).toBe(false);
    });

    it("shows of NHS Cambridgeshire what A3 reports and no more", async () => {
      const { organisation } = await ask(
        graph,
        `{ organisation(code: "5PP", asOf: "2010-10-15") { ... on PCT {
             budget { amountGbp source { code } } delegatedShare position
             delegations { recipient { code } amountGbp shareOfBudget stage source { code } }
             consortia { nodes { code practices { totalCount nodes { confidence source { code } } } supports { model provider { code } } } }
             supports { provider { code name } source { code } }
             history { ... on DelegationReport { amountGbp shareOfBudget source { code } } } } } }`,
      );
      expect(organisation.budget).toEqual({ amountGbp: 870_000_000, source: { code: "A3" } });
      expect(organisation.delegatedShare).toBeCloseTo(0.25);
      expect(organisation.history).toContainEqual({
        amountGbp: 217_500_000,
        shareOfBudget: 0.25,
        source: { code: "A3" },
      });
      const recipients = organisation.delegations
        .map((d: { recipient: { code: string } }) => d.recipient.code)
        .sort();
      expect(recipients).toEqual(["borderline-commissioning-consortium", "hunts-health"]);
      for (const delegation of organisation.delegations) {
        expect(delegation).toMatchObject({ amountGbp: null, shareOfBudget: null, source: { code: "A3" } });
      }
      const sizes = new Map(
        organisation.consortia.nodes.map((c: { code: string; practices: { totalCount: number } }) => [
          c.code,
          c.practices.totalCount,
        ]),
      );
      expect(sizes.get("hunts-health")).toBe(10);
      expect(sizes.get("borderline-commissioning-consortium")).toBe(4);
      for (const { practices, supports } of organisation.consortia.nodes) {
        for (const practice of practices.nodes)
          expect(practice).toEqual({ confidence: "SYNTHETIC", source: { code: "SYNTHETIC" } });
        expect(supports).toEqual([]);
      }
      expect(organisation.supports).toContainEqual({
        provider: { code: "mills-and-reeve", name: "Mills & Reeve" },
        source: { code: "A3" },
      });
    });

    it("shows Bassetlaw and Milton Keynes in a cluster of another SHA", async () => {
      const { clusters } = await ask(
        graph,
        `{ clusters(where: {crossesShaBoundary: true}) { nodes { sha { code } pcts { nodes { code sha { code } } } } } }`,
      );
      const foreign = clusters.nodes.flatMap(
        (cluster: { sha: { code: string }; pcts: { nodes: { code: string; sha: { code: string } }[] } }) =>
          cluster.pcts.nodes.filter((pct) => pct.sha.code !== cluster.sha.code).map((pct) => pct.code),
      );
      expect(foreign.sort()).toEqual(["5CQ", "5ET"]);
    });
  });

  it("knew more practices to be outside before a correction", async () => {
    const source = `query ($knownAt: DateTime) { delegationSummary(knownAt: $knownAt) { practicesOutside } }`;
    const early = await ask(graph, source, { knownAt: "2011-04-10T00:00:00Z" });
    expect(early.delegationSummary.practicesOutside).toBe(272);
  });

  it("tells what succeeded Solihull Care Trust, down to the merger of 2018, nearest first", async () => {
    const { organisation } = await ask(graph, `{ organisation(code: "TAM") { successors { code } } }`);
    expect(organisation.successors).toEqual([{ code: "5QW" }, { code: "05P" }, { code: "15E" }]);
  });
});
