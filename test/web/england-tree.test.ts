import { expect, test } from "vitest";
import { leavesOf } from "../../web/views/england/area.ts";
import type { EnglandData } from "../../web/views/england/england-query.ts";
import { englandTree } from "../../web/views/england/england-tree.ts";
import { nextBelow, shownPractices, wayTo } from "../../web/views/england/zoom.ts";

const source = { code: "A1", title: "T", publisher: "P", published: "2011", url: null };
const id = "an id";
const body = (code: string) => ({ code, id, name: code.toUpperCase() });

function pct(code: string, sha: string, cluster: string | null): EnglandData["pcts"]["nodes"][number] {
  return {
    ...body(code),
    confidence: "CONFIRMED",
    position: "DEVELOPING",
    delegatedShare: code === "a" ? 0.4 : null,
    source,
    report: null,
    sha: body(sha),
    cluster: cluster === null ? null : body(cluster),
  };
}

const ccg = {
  ...body("ccg"),
  confidence: "CONFIRMED" as const,
  isStatutory: true,
  hasDelegatedBudget: false,
  source,
};

/** Two SHAs that share a cluster, a PCT in no cluster, and practices that come under no PCT. */
const data = {
  dataset: { sources: [source] },
  delegationSummary: { practicesNotCovered: 0 },
  pcts: {
    totalCount: 3,
    nodes: [pct("a", "north", "shared"), pct("b", "south", "shared"), pct("c", "south", null)],
  },
  byPct: [
    { practices: 2, patients: 200, group: { __typename: "PCT", code: "a", id } },
    { practices: 3, patients: 300, group: { __typename: "PCT", code: "b", id } },
  ],
  outsideByPct: [{ practices: 1, group: { __typename: "PCT", code: "a", id } }],
  withoutPct: [
    { practices: 5, patients: 0, group: { __typename: "Consortium", ...ccg } },
    { practices: 7, patients: 70, group: null },
  ],
  withoutMembers: { nodes: [{ ...ccg, ...body("empty") }] },
} as unknown as EnglandData;
const england = englandTree(data, "position");

test("England's patients and practices are those of its parts, none twice", () => {
  expect(england).toMatchObject({ patients: 570, practices: 17 });
  expect(leavesOf(england).map(({ code }) => code)).toEqual(["a", "b", "c", "ccg", "none", "empty"]);
});

test("an area names the source of its report, else its own, as it is listed once", () => {
  expect(leavesOf(england).map((area) => area.source?.title)).toEqual(["T", "T", "T", "T", undefined, "T"]);
});

test("who is outside is not known of a PCT without practices, nor of any on a day of which no source tells", () => {
  expect(leavesOf(england).map((area) => area.outside)).toEqual([
    1,
    0,
    null,
    undefined,
    undefined,
    undefined,
  ]);
  const untold = { ...data, delegationSummary: { ...data.delegationSummary, practicesNotCovered: 5 } };
  const leaves = leavesOf(englandTree(untold, "outside"));
  expect(leaves.slice(0, 3).map(({ outside, tone }) => [outside, tone])).toEqual(
    Array.from({ length: 3 }, () => [null, "OUTSIDE_UNKNOWN"]),
  );
});

test("a cluster of two SHAs is drawn in both, and whole by itself", () => {
  expect(england.children.slice(0, 2).map(({ children }) => children[0]?.code)).toEqual(["shared", "shared"]);
  expect(wayTo(england, "shared").at(-1)).toMatchObject({ patients: 500, practices: 5 });
});

test("a PCT without practices stays, with none", () => {
  expect(leavesOf(england).find(({ code }) => code === "c")).toMatchObject({ practices: 0, patients: 0 });
});

test("colours follow what was chosen", () => {
  const byShare = leavesOf(englandTree(data, "share"));
  expect(byShare.map(({ tone }) => tone).slice(0, 2)).toEqual(["SHARE_FROM_35", "SHARE_UNKNOWN"]);
  expect(leavesOf(england)[0]?.tone).toBe("DEVELOPING");
});

test("a click leads one level down, towards what was clicked", () => {
  const leaf = leavesOf(england)[0];
  expect(nextBelow(england, leaf?.id ?? "")?.code).toBe("north");
});

test("practices are asked for where they are large enough to see", () => {
  expect(shownPractices(england)).toBeUndefined();
  expect(shownPractices(wayTo(england, "north").at(-1) ?? england)).toBeUndefined();
  expect(shownPractices(wayTo(england, "a").at(-1) ?? england)).toEqual({ pct: { code: { eq: "a" } } });
  expect(shownPractices(wayTo(england, "elsewhere").at(-1) ?? england)).toEqual({
    consortium: { code: { eq: "elsewhere" } },
  });
});

test("who is outside is not known of a PCT without practices, and none where all have one", () => {
  const outside = leavesOf(englandTree(data, "outside")).map(({ code, outside, tone }) => ({
    code,
    outside,
    tone,
  }));
  expect(outside.slice(0, 4)).toEqual([
    { code: "a", outside: 1, tone: "OUTSIDE_FROM_1" },
    { code: "b", outside: 0, tone: "OUTSIDE_NONE" },
    { code: "c", outside: null, tone: "OUTSIDE_UNKNOWN" },
    { code: "ccg", outside: undefined, tone: "OUTSIDE_UNKNOWN" },
  ]);
  expect(leavesOf(englandTree(data, "patients"))[1]?.tone).toBe("PATIENTS_UNDER_150");
});
