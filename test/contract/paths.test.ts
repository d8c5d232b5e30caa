import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, tryAsk } from "./asking.ts";
import { organisation } from "./small-graph.ts";
import { member, succession, support, write } from "./writing.ts";

const source = `query ($from: String!, $to: String!, $via: [RelationshipKind!], $maxLength: Int, $asOf: Date, $knownAt: DateTime) {
  paths(from: $from, to: $to, via: $via, maxLength: $maxLength, asOf: $asOf, knownAt: $knownAt) {
    organisations { code asOf } facts { kind factId
      ... on Membership { member { code } group { code } } ... on Succession { predecessor { code } successor { code } } } } }`;

interface Path {
  organisations: { code: string; asOf: string }[];
  facts: { kind: string; factId: string }[];
}
const routeOf = (path: Path) => path.organisations.map(({ code }) => code).join(" ");
const shapeOf = (path: Path) => `${routeOf(path)}: ${path.facts.map(({ kind }) => kind).join(" ")}`;

async function refusal(graph: Graph, variables: object) {
  const { errors } = await tryAsk(graph, source, { from: "5PP", to: "Q35", maxLength: 6, ...variables });
  return {
    code: (errors?.[0]?.originalError as { code?: string } | undefined)?.code,
    message: errors?.[0]?.message,
  };
}

describeOnEachEngine("Paths", (engine) => {
  describe("in the demonstration graph", () => {
    let graph: Graph;
    const statements: string[] = [];
    const pathsOf = async (variables: object): Promise<Path[]> => {
      statements.length = 0;
      return (await ask(graph, source, { maxLength: 6, ...variables }, statements)).paths;
    };
    beforeAll(async () => {
      graph = await engine.demonstration();
    });

    it("run through a common ancestor as well as along delegation", async () => {
      const found = await pathsOf({ from: "hunts-health", to: "borderline-commissioning-consortium" });
      expect(new Set(found.map(routeOf))).toEqual(
        new Set(["hunts-health 5PP borderline-commissioning-consortium"]),
      );
      expect(new Set(found.map(({ facts }) => facts.map(({ kind }) => kind).join(" "))).size).toBe(4);
      const members = await pathsOf({
        from: "hunts-health",
        to: "borderline-commissioning-consortium",
        via: ["MEMBERSHIP"],
      });
      expect(members.map(shapeOf)).toEqual([
        "hunts-health 5PP borderline-commissioning-consortium: MEMBERSHIP MEMBERSHIP",
      ]);
      expect(members[0]?.organisations.every(({ asOf }) => asOf === "2011-04-01")).toBe(true);
    });

    it("follow successions from the day on which they hold", async () => {
      const before = await pathsOf({ from: "TAM", to: "5QW", via: ["SUCCESSION"], asOf: "2011-04-14" });
      expect(before).toEqual([]);
      const after = await pathsOf({ from: "tam", to: "5qw", via: ["SUCCESSION"], asOf: "2011-04-15" });
      expect(after.map(shapeOf)).toEqual(["TAM 5QW: SUCCESSION"]);
      expect(after[0]?.facts[0]).toMatchObject({ predecessor: { code: "TAM" }, successor: { code: "5QW" } });
    });

    it("are as many statements as the longest has facts, and three", async () => {
      for (const maxLength of [1, 2, 4, 6, 10]) {
        await pathsOf({ from: "hunts-health", to: "sussex-cluster", maxLength });
        expect(statements.length).toBeLessThanOrEqual(maxLength + 3);
      }
      await pathsOf({ from: "5PP", to: "Q35" });
      expect(statements).toEqual([
        "organisations by code",
        "neighbours by MEMBER_OF|DELEGATES_TO|SUPPORTS|SUCCEEDED_BY",
        "facts by MEMBER_OF|DELEGATES_TO|SUPPORTS|SUCCEEDED_BY",
      ]);
    });

    it("refuse what cannot be answered, saying what is expected", async () => {
      for (const maxLength of [0, 11, -3]) {
        expect(await refusal(graph, { maxLength })).toMatchObject({ code: "BAD_USER_INPUT" });
      }
      const wrong = await refusal(graph, { via: ["MEMBERSHIP", "BUDGET"] });
      expect(wrong.code).toBe("BAD_USER_INPUT");
      expect(wrong.message).toContain("BUDGET, which no path can follow");
      expect(await refusal(graph, { via: [] })).toMatchObject({ code: "BAD_USER_INPUT" });
      expect(await refusal(graph, { from: "ZZZ" })).toMatchObject({ code: "NOT_FOUND" });
      expect(await refusal(graph, { to: "ZZZ" })).toMatchObject({ code: "NOT_FOUND" });
      expect(await refusal(graph, { to: "?" })).toMatchObject({ code: "BAD_USER_INPUT" });
    });
  });

  describe("in a small graph", () => {
    let graph: Graph;
    const pathsOf = async (variables: object): Promise<Path[]> =>
      (await ask(graph, source, { maxLength: 6, asOf: "2011-04-01", ...variables })).paths;
    const early = "2010-06-01T00:00:00Z";

    beforeAll(async () => {
      graph = await engine.empty();
      const many = Array.from({ length: 120 }, (_, index) => `M${String(index).padStart(3, "0")}`);
      await write(graph, {
        organisations: [
          ...["A01", "A02", "A03"].map((code) => organisation("PCT", code)),
          ...["Q01", "Q02"].map((code) => organisation("SHA", code)),
          ...["C01", "C02", "C03", "C04"].map((code) => organisation("CLUSTER", code)),
          ...many.map((code) => organisation("CONSORTIUM", code)),
          organisation("PCT", "LONE"),
        ],
        facts: [
          // Two ways of two hops between A01 and A02, one of them with two facts side by side, and one that has ended.
          member("A01", "C01"),
          member("A02", "C01"),
          member("A01", "C02"),
          member("A02", "C02", "2011-01-01"),
          support("C02", "A02", ["estates"]),
          member("A01", "Q01", null, "2011-03-31"),
          member("A02", "Q01"),
          // A ring of successions.
          succession("C03", "C04"),
          succession("C04", "C03"),
          // 120 ways between Q02 and A03.
          ...many.flatMap((code) => [member(code, "A03"), support("Q02", code, ["finance"])]),
        ],
      });
    });

    it("are all the shortest, facts side by side making a path each", async () => {
      expect((await pathsOf({ from: "A01", to: "A02" })).map(shapeOf)).toEqual([
        "A01 C01 A02: MEMBERSHIP MEMBERSHIP",
        expect.stringContaining("A01 C02 A02: MEMBERSHIP"),
        expect.stringContaining("A01 C02 A02: MEMBERSHIP"),
      ]);
    });

    it("see both clocks on every hop", async () => {
      const routes = async (variables: object) =>
        (await pathsOf({ from: "A01", to: "A02", via: ["MEMBERSHIP"], ...variables })).map(routeOf);
      expect(await routes({ asOf: "2010-12-31" })).toEqual(["A01 C01 A02", "A01 Q01 A02"]);
      expect(await routes({ asOf: "2011-02-01" })).toEqual(["A01 C01 A02", "A01 C02 A02", "A01 Q01 A02"]);
      expect(await routes({ asOf: "2011-04-01", knownAt: early })).toEqual(["A01 C01 A02", "A01 C02 A02"]);
    });

    it("are none where nothing joins the ends within the length", async () => {
      expect(await pathsOf({ from: "A01", to: "A02", maxLength: 1 })).toEqual([]);
      expect(await pathsOf({ from: "A01", to: "LONE", maxLength: 10 })).toEqual([]);
      expect(await pathsOf({ from: "A01", to: "C03", maxLength: 10 })).toEqual([]);
    });

    it("end at once from an organisation to itself, and in a ring", async () => {
      expect((await pathsOf({ from: "A01", to: "a01" })).map(shapeOf)).toEqual(["A01: "]);
      expect((await pathsOf({ from: "C03", to: "C04" })).map(shapeOf)).toEqual([
        "C03 C04: SUCCESSION",
        "C03 C04: SUCCESSION",
      ]);
    });

    it("are the first hundred by code where there are more", async () => {
      const found = await pathsOf({ from: "Q02", to: "A03" });
      expect(found.length).toBe(100);
      expect(routeOf(found[0] as Path)).toBe("Q02 M000 A03");
      expect(routeOf(found[99] as Path)).toBe("Q02 M099 A03");
    });

    it("give a chain of successions that runs in a ring each organisation once, and not the one asked of", async () => {
      const { organisation } = await ask(
        graph,
        `{ organisation(code: "C03") { successors { code } predecessors { code } } }`,
      );
      expect(organisation).toEqual({ successors: [{ code: "C04" }], predecessors: [{ code: "C04" }] });
    });
  });
});
