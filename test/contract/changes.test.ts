import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { changeKinds } from "../../src/model/change.ts";
import { parseDate, parseInstant } from "../../src/model/dates.ts";
import { describeOnEachEngine } from "../engines.ts";
import { ask, tryAsk } from "./asking.ts";
import { organisation } from "./small-graph.ts";
import {
  budget,
  delegation,
  member,
  outside,
  report,
  shadowMember,
  succession,
  support,
  write,
} from "./writing.ts";

const source = `query ($from: Date!, $to: Date!, $within: String, $kinds: [ChangeKind!], $organisationKind: OrganisationKind,
    $groupKind: OrganisationKind, $inBetween: Boolean, $first: Int, $after: String, $knownAt: DateTime) {
  changes(from: $from, to: $to, within: $within, kinds: $kinds, organisationKind: $organisationKind, groupKind: $groupKind,
      inBetween: $inBetween, first: $first, after: $after, knownAt: $knownAt) {
    totalCount counts { kind count } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor }
    nodes { organisation { code kind asOf } kind on inBetween description
      before { kind ...ends } after { kind ...ends } } } }
  fragment ends on Fact { validFrom validTo
    ... on Membership { group { code asOf } status } ... on Delegation { delegator { code } stage } ... on Support { provider { code } services }
    ... on Succession { successor { code } } ... on Outside { reason }
    ... on DelegationReport { position } ... on Budget { pounds: amountGbp } }`;

interface Ends {
  kind: string;
  group?: { code: string; asOf: string };
  delegator?: { code: string };
  provider?: { code: string };
  successor?: { code: string };
  status?: string;
  stage?: string;
  reason?: string;
  position?: string;
  pounds?: number;
}
interface Change {
  organisation: { code: string; kind: string; asOf: string };
  kind: string;
  on: string;
  inBetween: boolean;
  description: string;
  before: Ends[];
  after: Ends[];
}
const saidBy = ({ group, delegator, provider, successor, ...said }: Ends) =>
  [
    group ?? delegator ?? provider ?? successor,
    said.status ?? said.stage ?? said.reason ?? said.position ?? said.pounds,
  ]
    .map((part) => (typeof part === "object" ? part.code : part))
    .filter(Boolean)
    .join(" ");
/** A change in a line: "P01 MOVED 2011-04-15 [A01 ESTABLISHED] [A02 ESTABLISHED]". */
const shapeOf = ({ organisation, kind, on, before, after }: Change) =>
  `${organisation.code} ${kind} ${on} [${before.map(saidBy).sort()}] [${after.map(saidBy).sort()}]`;

/** How many of each kind, in the order of the kinds. */
function countsIn(found: readonly Change[]) {
  return changeKinds
    .map((kind) => ({ kind, count: found.filter((change) => change.kind === kind).length }))
    .filter(({ count }) => count > 0);
}

async function everyPage(graph: Graph, variables: object, first: number): Promise<Change[]> {
  const found: Change[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const { changes } = await ask(graph, source, { ...variables, first, after });
    found.push(...changes.nodes);
    expect(changes.pageInfo.hasPreviousPage).toBe(after !== null);
    ({ hasNextPage: more, endCursor: after } = changes.pageInfo);
    if (more) continue;
    expect(found.length).toBe(changes.totalCount);
    expect(changes.counts).toEqual(countsIn(found));
  }
  return found;
}

describeOnEachEngine("Changes between two days", (engine) => {
  describe("in the demonstration graph", () => {
    let graph: Graph;
    const changesOf = async (variables: object, statements: string[] = []) =>
      (await ask(graph, source, { first: 1000, ...variables }, statements)).changes as {
        totalCount: number;
        nodes: Change[];
      };
    beforeAll(async () => {
      graph = await engine.demonstration();
    });

    it("tell who moved PCT: everything in Solihull, on the day that its trust was succeeded, and nobody else", async () => {
      const { nodes, totalCount } = await changesOf({
        from: "2010-10-01",
        to: "2013-03-31",
        kinds: ["MOVED"],
        groupKind: "PCT",
      });
      expect(totalCount).toBe(nodes.length);
      expect(nodes.filter(({ organisation }) => organisation.kind === "PRACTICE").length).toBe(31);
      for (const { kind, on, before, after } of nodes) {
        expect({ kind, on }).toEqual({ kind: "MOVED", on: "2011-04-15" });
        expect(before).toMatchObject([{ group: { code: "TAM", asOf: "2010-10-01" } }]);
        expect(after).toMatchObject([{ group: { code: "5QW", asOf: "2013-03-31" } }]);
      }
      const { nodes: practices } = await changesOf({
        from: "2010-10-01",
        to: "2013-03-31",
        kinds: ["MOVED"],
        groupKind: "PCT",
        organisationKind: "PRACTICE",
      });
      expect(practices.length).toBe(31);
    });

    it("tell what a PCT reported that had not, and what budget it had", async () => {
      const { nodes } = await changesOf({
        from: "2010-03-31",
        to: "2010-11-01",
        within: "5PP",
        organisationKind: "PCT",
        kinds: ["REPORTED", "BUDGET_SET"],
      });
      expect(nodes.map(shapeOf)).toEqual([
        "5PP BUDGET_SET 2010-04-01 [] [870000000]",
        "5PP REPORTED 2010-10-01 [] [DELEGATED_OR_READY]",
      ]);
      const { before, after } = await ask(
        graph,
        `fragment said on PCT { position }
         { before: organisation(code: "5PP", asOf: "2010-07-31") { ...said } after: organisation(code: "5PP", asOf: "2011-04-01") { ...said } }`,
      );
      expect([before.position, after.position]).toEqual(["NOT_REPORTED", "DELEGATED_OR_READY"]);
    });

    it("tell the merger of two London clusters", async () => {
      const { nodes } = await changesOf({ from: "2012-03-31", to: "2012-04-01", within: "Q36" });
      const moved = nodes.filter(({ kind, organisation }) => kind === "MOVED" && organisation.kind === "PCT");
      expect(moved.length).toBe(7);
      for (const { after, on } of moved) {
        expect(on).toBe("2012-04-01");
        expect(after).toMatchObject([{ group: { code: "north-east-london-and-the-city-cluster" } }]);
      }
      const shapes = nodes.map(shapeOf);
      expect(shapes).toContain(
        "outer-north-east-london-cluster SUCCEEDED 2012-04-01 [] [north-east-london-and-the-city-cluster]",
      );
      expect(shapes).toContain("outer-north-east-london-cluster CLOSED 2012-04-01 [] []");
      expect(shapes).toContain("north-east-london-and-the-city-cluster OPENED 2012-04-01 [] []");
      expect(nodes.map(({ description }) => description)).toContain(
        "Havering PCT moved from Outer North East London to North East London and the City on 2012-04-01.",
      );
      const codes = nodes.map(({ organisation }) => organisation.code);
      expect(codes).toEqual([...codes].sort());
    });

    it("count what their pages hold", async () => {
      for (const variables of [
        { from: "2011-04-14", to: "2011-04-15" },
        { from: "2011-03-31", to: "2012-05-01", within: "sussex-cluster" },
        {
          from: "2011-03-31",
          to: "2012-05-01",
          within: "Q38",
          kinds: ["JOINED", "BECAME_OUTSIDE", "DELEGATED"],
        },
      ]) {
        const found = await everyPage(graph, variables, 83);
        expect(found.length).toBeGreaterThan(0);
        expect(new Set(found.map(shapeOf)).size).toBe(found.length);
      }
    });

    it("begin with the first code of thousands", async () => {
      const { nodes, totalCount } = await changesOf({
        from: "2010-10-01",
        to: "2012-05-01",
        kinds: ["JOINED"],
        first: 200,
      });
      const codes = nodes.map(({ organisation }) => organisation.code);
      expect(codes).toEqual([...codes].sort());
      expect(codes[0]).toBe("5A3");
      expect(codes.filter((code) => code.startsWith("5")).length).toBeGreaterThan(130);
      expect(totalCount).toBe(7523);
    });

    it("show proposed memberships that became established", async () => {
      const { nodes } = await changesOf({ from: "2011-05-31", to: "2011-06-01", kinds: ["STATUS_CHANGED"] });
      expect(nodes.length).toBe(151 + 50);
      for (const { before, after } of nodes) {
        expect([before[0]?.status, after[0]?.status]).toEqual(["PROPOSED", "ESTABLISHED"]);
        expect(before[0]?.group?.code).toBe(after[0]?.group?.code);
      }
    });

    it("agree with the memberships on either day", async () => {
      const [from, to] = ["2010-12-15", "2012-06-15"];
      const consortiumOn = async (asOf: string): Promise<Map<string, string | null>> => {
        const { practices } = await ask(
          graph,
          `query ($asOf: Date) { practices(where: { pct: { cluster: { code: { eq: "sussex-cluster" } } } }, asOf: $asOf, first: 1000) {
             nodes { code consortium { code } } } }`,
          { asOf },
        );
        return new Map(
          practices.nodes.map((node: { code: string; consortium: { code: string } | null }) => [
            node.code,
            node.consortium?.code ?? null,
          ]),
        );
      };
      const [before, after] = [await consortiumOn(from), await consortiumOn(to)];
      const expected = [...before].flatMap(([code, was]) => {
        const is = after.get(code) ?? null;
        return was === is
          ? []
          : [`${code} ${was === null ? "JOINED" : is === null ? "LEFT" : "MOVED"} ${was} ${is}`];
      });
      const { nodes } = await changesOf({
        from,
        to,
        within: "sussex-cluster",
        organisationKind: "PRACTICE",
        groupKind: "CONSORTIUM",
      });
      const groups = (ends: Ends[]) => ends[0]?.group?.code ?? null;
      const found = nodes.map(
        ({ organisation, kind, before, after }) =>
          `${organisation.code} ${kind} ${groups(before)} ${groups(after)}`,
      );
      expect(found).toEqual(expected.sort());
      expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(["JOINED", "MOVED", "LEFT"]));
    });

    it("run a constant number of statements, however many rows", async () => {
      const counts: number[] = [];
      for (const first of [1, 10, 1000]) {
        const statements: string[] = [];
        await changesOf({ from: "2010-10-01", to: "2013-03-31", within: "Q36", first }, statements);
        counts.push(statements.length);
      }
      expect(Math.max(...counts)).toBeLessThanOrEqual(9);
    });
  });

  describe("in a small graph", () => {
    let graph: Graph;
    const [from, to] = ["2011-01-01", "2011-12-31"];
    const later = parseInstant("2012-06-01T00:00:00Z");
    const shapes = async (variables: object = {}) =>
      (await everyPage(graph, { from, to, ...variables }, 1000)).map(shapeOf);

    beforeAll(async () => {
      graph = await engine.empty();
      const kinds = {
        P: "PRACTICE",
        C: "CONSORTIUM",
        A: "PCT",
        K: "CLUSTER",
        S: "SUPPORT_PROVIDER",
      } as const;
      const codes = "P01 P02 P03 P04 P05 P06 P07 P08 P09 P10 C01 C02 A01 A02 A03 K01 K02 S01".split(" ");
      await write(graph, {
        organisations: [
          ...codes.map((code) => organisation(kinds[code.charAt(0) as keyof typeof kinds], code)),
          organisation("PCT", "A04", { opened: parseDate("2011-06-01") }),
          organisation("PCT", "A05", { closed: parseDate("2011-05-31") }),
          organisation("PCT", "A06", { opened: parseDate("2011-02-01"), closed: parseDate("2011-03-01") }),
        ],
        facts: [
          // Moved between PCTs by way of a third.
          member("P01", "A01", null, "2011-02-28"),
          member("P01", "A03", "2011-03-01", "2011-05-31"),
          member("P01", "A02", "2011-06-01"),
          // Away and back: no difference.
          member("P02", "A01", null, "2011-02-28"),
          member("P02", "A02", "2011-03-01", "2011-05-31"),
          member("P02", "A01", "2011-06-01"),
          // Came and went: no difference.
          member("P03", "A01", "2011-03-01", "2011-05-31"),
          // Renewed and saying the same: no difference.
          member("P04", "C01", "2010-04-01", "2011-03-31"),
          member("P04", "C01", "2011-04-01"),
          // Joined in shadow form, established since: joined on the first day.
          shadowMember("P05", "C01", "2011-04-01", "2011-09-30"),
          member("P05", "C01", "2011-10-01"),
          // Status alone.
          shadowMember("P06", "C01", null, "2011-09-30"),
          member("P06", "C01", "2011-10-01", "2012-09-30"),
          // Left one kind of group and joined another kind.
          member("P07", "C01", null, "2011-03-31"),
          member("P07", "A01", "2011-07-01"),
          // Outside: became, changed its reason, no longer (with a change of PCT in between that is none of standing).
          outside("P08", "A01", "UNDECIDED", "2011-02-01"),
          outside("P09", "A01", "UNDECIDED", null, "2011-02-28"),
          outside("P09", "A02", "CHOSE_INDEPENDENCE", "2011-03-01"),
          outside("P10", "A01", "LEFT", null, "2011-08-31"),
          member("P10", "C02", "2011-09-01"),
          // Two claims of one membership, of which one ends: its status changed. Straddling: joined a second PCT.
          member("C01", "A01", null, "2011-06-30"),
          shadowMember("C01", "A01"),
          member("C02", "A01"),
          member("C02", "A02", "2011-04-01"),
          // Delegations and support.
          delegation("A01", "C01", { stage: "PLANNED" }, null, "2011-03-31"),
          delegation("A01", "C01", { stage: "IN_FORCE", amountGbp: 5_000_000 }, "2011-04-01"),
          delegation("A01", "C02", {}, "2011-05-01"),
          delegation("A02", "C02", { stage: "READY" }, null, "2011-05-31"),
          support("S01", "C01", ["finance"], null, "2011-05-31"),
          support("S01", "C01", ["finance", "estates"], "2011-06-01"),
          support("S01", "C02", ["finance"], "2011-02-01"),
          support("S01", "A01", ["finance"], null, "2011-02-01"),
          // Reports: the latest counts, those before stay in force; one that says the same again is no difference.
          report("A01", "DEVELOPING", "2010-10-01"),
          report("A01", "DELEGATED_OR_READY", "2011-03-01"),
          report("A02", "NO_CLEAR_PLANS", "2011-02-01"),
          report("A03", "DEVELOPING", "2010-10-01"),
          report("A03", "DEVELOPING", "2011-03-01"),
          report("A05", "DEVELOPING", "2010-10-01", "2011-05-31"),
          // Budgets: of another year, the first, and of a cluster that no longer has one.
          budget("A01", 100, "2010-04-01", "2011-03-31"),
          budget("A01", 110, "2011-04-01", "2012-03-31"),
          budget("A02", 200, "2011-04-01", "2012-03-31"),
          budget("K01", 900, "2010-04-01", "2011-03-31"),
          // There on neither day: only where it is asked for. Twice, with a gap.
          delegation("A02", "C01", { stage: "READY" }, "2011-02-01", "2011-03-31"),
          delegation("A02", "C01", { stage: "READY" }, "2011-06-01", "2011-06-30"),
          support("S01", "A02", ["estates"], "2011-02-01", "2011-03-31"),
          outside("P07", "A01", "LEFT", "2011-04-01", "2011-06-30"),
          report("A04", "DEVELOPING", "2011-07-01", "2011-08-31"),
          budget("A04", 5, "2011-07-01", "2011-12-30"),
          succession("A06", "A01", "2011-03-02", "2011-03-31"),
          // Successions and clusters.
          succession("A05", "A04", "2011-06-01"),
          member("A01", "K01", null, "2011-06-30"),
          member("A01", "K02", "2011-07-01"),
        ],
      });
      // Learned later: one more move.
      await write(graph, { facts: [member("A02", "K01", "2011-05-01")] }, later);
    });

    it("are exact", async () => {
      expect(await shapes()).toEqual([
        "A01 SUPPORT_ENDED 2011-02-02 [S01] []",
        "A01 REPORT_CHANGED 2011-03-01 [DEVELOPING] [DELEGATED_OR_READY]",
        "A01 BUDGET_CHANGED 2011-04-01 [100] [110]",
        "A01 MOVED 2011-07-01 [K01 ESTABLISHED] [K02 ESTABLISHED]",
        "A02 REPORTED 2011-02-01 [] [NO_CLEAR_PLANS]",
        "A02 BUDGET_SET 2011-04-01 [] [200]",
        "A02 JOINED 2011-05-01 [] [K01 ESTABLISHED]",
        "A04 OPENED 2011-06-01 [] []",
        "A05 REPORT_ENDED 2011-06-01 [DEVELOPING] []",
        "A05 SUCCEEDED 2011-06-01 [] [A04]",
        "A05 CLOSED 2011-06-01 [] []",
        "C01 DELEGATION_CHANGED 2011-04-01 [A01 PLANNED] [A01 IN_FORCE]",
        "C01 SUPPORT_CHANGED 2011-06-01 [S01] [S01]",
        "C01 STATUS_CHANGED 2011-07-01 [A01 ESTABLISHED,A01 SHADOW] [A01 SHADOW]",
        "C02 SUPPORT_BEGAN 2011-02-01 [] [S01]",
        "C02 JOINED 2011-04-01 [] [A02 ESTABLISHED]",
        "C02 DELEGATED 2011-05-01 [] [A01 PLANNED]",
        "C02 DELEGATION_ENDED 2011-06-01 [A02 READY] []",
        "K01 BUDGET_ENDED 2011-04-01 [900] []",
        "P01 MOVED 2011-06-01 [A01 ESTABLISHED] [A02 ESTABLISHED]",
        "P05 JOINED 2011-04-01 [] [C01 ESTABLISHED]",
        "P06 STATUS_CHANGED 2011-10-01 [C01 SHADOW] [C01 ESTABLISHED]",
        "P07 LEFT 2011-04-01 [C01 ESTABLISHED] []",
        "P07 JOINED 2011-07-01 [] [A01 ESTABLISHED]",
        "P08 BECAME_OUTSIDE 2011-02-01 [] [UNDECIDED]",
        "P09 OUTSIDE_REASON_CHANGED 2011-03-01 [UNDECIDED] [CHOSE_INDEPENDENCE]",
        "P10 JOINED 2011-09-01 [] [C02 ESTABLISHED]",
        "P10 NO_LONGER_OUTSIDE 2011-09-01 [LEFT] []",
      ]);
    });

    it("are, where it is asked for, also what came and went in between", async () => {
      const found = await everyPage(graph, { from, to, inBetween: true }, 3);
      expect(found.filter(({ inBetween }) => !inBetween).map(shapeOf)).toEqual(await shapes());
      const between = [
        "A02 SUPPORT_BEGAN 2011-02-01 [] [S01]",
        "A02 SUPPORT_ENDED 2011-04-01 [S01] []",
        "A04 REPORTED 2011-07-01 [] [DEVELOPING]",
        "A04 BUDGET_SET 2011-07-01 [] [5]",
        "A04 REPORT_ENDED 2011-09-01 [DEVELOPING] []",
        "A04 BUDGET_ENDED 2011-12-31 [5] []",
        "A06 OPENED 2011-02-01 [] []",
        "A06 SUCCEEDED 2011-03-02 [] [A01]",
        "A06 CLOSED 2011-03-02 [] []",
        "C01 DELEGATED 2011-02-01 [] [A02 READY,A02 READY]",
        "C01 DELEGATION_ENDED 2011-07-01 [A02 READY,A02 READY] []",
        "P01 JOINED 2011-03-01 [] [A03 ESTABLISHED]",
        "P01 LEFT 2011-06-01 [A03 ESTABLISHED] []",
        "P02 JOINED 2011-03-01 [] [A02 ESTABLISHED]",
        "P02 LEFT 2011-06-01 [A02 ESTABLISHED] []",
        "P03 JOINED 2011-03-01 [] [A01 ESTABLISHED]",
        "P03 LEFT 2011-06-01 [A01 ESTABLISHED] []",
        "P07 BECAME_OUTSIDE 2011-04-01 [] [LEFT]",
        "P07 NO_LONGER_OUTSIDE 2011-07-01 [LEFT] []",
      ];
      expect(found.filter(({ inBetween }) => inBetween).map(shapeOf)).toEqual(between);
      const all = found.map(shapeOf);
      for (const kind of ["JOINED", "DELEGATION_ENDED", "CLOSED"])
        expect(await shapes({ inBetween: true, kinds: [kind] })).toEqual(
          all.filter((shape) => shape.includes(` ${kind} `)),
        );
      expect(await shapes({ inBetween: true, groupKind: "CLUSTER" })).toEqual(
        await shapes({ groupKind: "CLUSTER" }),
      );
      expect(await shapes({ inBetween: true, within: "A06" })).toEqual(
        between.filter((shape) => shape.startsWith("A06")),
      );
      // A practice that was in it in between alone.
      expect(await shapes({ inBetween: true, within: "A03" })).toEqual(
        all.filter((shape) => shape.startsWith("A03") || shape.startsWith("P01")),
      );
      expect(
        found.filter(({ kind, organisation }) => kind === "LEFT" && organisation.code === "P03"),
      ).toMatchObject([
        { description: "P03 left A01 on 2011-06-01.", before: [{ group: { asOf: "2011-05-31" } }] },
      ]);
    });

    it("are those believed at an instant", async () => {
      const known = await shapes({ knownAt: "2011-06-01T00:00:00Z" });
      expect(known.filter((shape) => shape.startsWith("A02 JOINED"))).toEqual([]);
      expect(known.length).toBe((await shapes()).length - 1);
      expect(await shapes({ knownAt: "2009-01-01T00:00:00Z" })).toEqual([]);
    });

    it("are narrowed by kind, by the kind of organisation, and by the kind of group", async () => {
      const all = await shapes();
      for (const kind of [
        "MOVED",
        "LEFT",
        "OPENED",
        "SUCCEEDED",
        "DELEGATION_ENDED",
        "SUPPORT_CHANGED",
        "REPORTED",
        "BUDGET_CHANGED",
      ]) {
        expect(await shapes({ kinds: [kind] })).toEqual(all.filter((shape) => shape.includes(` ${kind} `)));
      }
      expect(await shapes({ organisationKind: "CONSORTIUM" })).toEqual(
        all.filter((shape) => shape.startsWith("C")),
      );
      expect(await shapes({ groupKind: "CLUSTER" })).toEqual(all.filter((shape) => shape.includes("[K0")));
      expect(await shapes({ kinds: [] })).toEqual([]);
      expect(await shapes({ kinds: ["OPENED"], groupKind: "PCT" })).toEqual([]);
    });

    it("lie within an area that holds the organisation on either day, the area included", async () => {
      const inside = (codes: string) => (shape: string) => codes.split(" ").includes(shape.slice(0, 3));
      const all = await shapes();
      expect(await shapes({ within: "C01" })).toEqual(all.filter(inside("C01 P04 P05 P06 P07")));
      expect(await shapes({ within: "K01" })).toEqual(all.filter(inside("K01 A01 A02 P01 P02 C01 C02")));
      expect(await shapes({ within: "A02" })).toEqual(all.filter(inside("A02 P01 C02")));
    });

    it("refuse what cannot be answered, saying what is expected", async () => {
      const refusal = async (variables: object) => {
        const { errors } = await tryAsk(graph, source, { from, to, ...variables });
        return (errors?.[0]?.originalError as { code?: string } | undefined)?.code;
      };
      expect(await refusal({ from: to, to: from })).toBe("BAD_USER_INPUT");
      expect(await refusal({ to: from })).toBe("BAD_USER_INPUT");
      expect(await refusal({ within: "S01" })).toBe("BAD_USER_INPUT");
      expect(await refusal({ within: "ZZZ" })).toBe("NOT_FOUND");
      expect(await refusal({ first: -1 })).toBe("BAD_USER_INPUT");
      expect(await refusal({ first: 1001 })).toBe("BAD_USER_INPUT");
      expect(await refusal({ after: "nonsense" })).toBe("BAD_USER_INPUT");
      const { changes } = await ask(graph, source, { from, to, first: 1 });
      expect(await refusal({ after: changes.pageInfo.endCursor, kinds: ["MOVED"] })).toBe("BAD_USER_INPUT");
      expect(await refusal({ after: changes.pageInfo.endCursor, to: "2011-12-30" })).toBe("BAD_USER_INPUT");
      expect(await refusal({ after: changes.pageInfo.endCursor })).toBeUndefined();
    });

    it("are found and counted alike between any two days", async () => {
      const days = [
        "2010-12-31",
        "2011-02-01",
        "2011-03-31",
        "2011-05-31",
        "2011-07-01",
        "2011-09-30",
        "2012-10-01",
      ];
      for (const [index, earlier] of days.entries()) {
        for (const later of days.slice(index + 1)) {
          const found = await everyPage(graph, { from: earlier, to: later, inBetween: true }, 50);
          expect(found.every(({ on }) => earlier < on && on <= later)).toBe(true);
        }
      }
    });

    it("are the same a page at a time, also where a page ends within an organisation", async () => {
      const paged = await everyPage(graph, { from, to }, 4);
      expect(paged.map(shapeOf)).toEqual(await shapes());
    });

    it("are told in words", async () => {
      const { changes } = await ask(graph, source, {
        from,
        to,
        kinds: ["DELEGATION_CHANGED", "NO_LONGER_OUTSIDE", "REPORT_CHANGED", "BUDGET_SET"],
      });
      expect(changes.nodes.map(({ description }: Change) => description)).toEqual([
        "A01 reported 2011/12, delegated or ready instead of 2011/12, developing on 2011-03-01.",
        "A02 had a budget (2011/12, £200) on 2011-04-01.",
        "C01 had its delegation by A01 changed from 2011/12, planned to 2011/12, in force, £5,000,000 on 2011-04-01.",
        "P10 was no longer known to be in no consortium (left) on 2011-09-01.",
      ]);
    });
  });
});
