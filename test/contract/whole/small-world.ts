import type { Graph } from "../../../src/graph/graph.ts";
import { factIdOf, type GraphChanges, record } from "../../../src/graph/recorder.ts";
import {
  type PathfinderCount,
  recordPathfinderCounts,
} from "../../../src/graph/statements/pathfinder-counts.ts";
import type { Code } from "../../../src/model/code.ts";
import { coveredMatters } from "../../../src/model/coverage.ts";
import { type Clocks, latestRevision, parseDate, parseInstant } from "../../../src/model/dates.ts";
import type { NewFact } from "../../../src/model/facts.ts";
import { organisationKinds } from "../../../src/model/kinds.ts";
import type { OrganisationRecord } from "../../../src/model/organisation.ts";
import { author } from "../../callers.ts";
import { describe } from "../plain/random-editions.ts";
import { writeRandomGraph } from "../plain/random-graph.ts";
import type { Edited, World } from "../plain/world.ts";
import { fact, organisation, write } from "../small-graph.ts";

/** Always the same graph, so that whatever must be seen in it is. */
const seed = 2011;
const learned = parseInstant("2011-04-11T00:00:00Z");
const corrected = parseInstant("2011-04-12T00:00:00Z");
const edited = parseInstant("2011-04-12T12:00:00Z");

/** When the graph is asked, unless said otherwise: after all that is written here. */
export const clocks: Clocks = {
  asOf: parseDate("2011-04-01"),
  knownAt: parseInstant("2011-04-13T00:00:00Z"),
  atRevision: latestRevision,
  pinned: true,
  revisionPinned: false,
};

/** A random graph and, beside it, one organisation of each kind of which everything is known: its code is pct-now for a PCT. */
export async function writeSmallWorld(graph: Graph): Promise<World> {
  const world = await writeRandomGraph(graph, seed);
  const mistaken = saidOnce("Said by mistake");
  const told: [GraphChanges, typeof learned][] = [
    [{ sources: [paper, ...surveys], organisations, facts: [...saidOnce("Said"), ...mistaken] }, learned],
    [{ retracted: mistaken.map(asRecorded) }, corrected],
  ];
  for (const [changes, at] of told) {
    await write(graph, changes, at);
    world.tell(changes, at);
  }
  world.tell({}, edited, renamed);
  await graph.write(async (transaction) => {
    await transaction.run(recordPathfinderCounts, { rows: [counted] });
    const described = { codes: [twiceRenamed.code], revision: world.revision };
    await record(transaction, await describe(transaction, world, described), edited, author);
    return {};
  });
  return world;
}

/** Of whom figures are published, in the order of their measures. */
const surveys = ["A1", "A2", "KIRKLEES-2011-12"].map((code) => ({ ...paperOf(code), title: "A survey" }));
const counted: PathfinderCount = {
  ...{ wave: "1-2", sha: codeOf("SHA", "now") as Code, pathfinders: 3, runningTotal: null, practices: null },
  ...{ population: null, announced: "2011-01", source: "A4", confidence: "REPORTED", note: null },
};

/** The source of all that is said here. */
export const paper = {
  ...paperOf("A4"),
  covers: coveredMatters.map((matter) =>
    matter === "MEMBERSHIP"
      ? "MEMBERSHIP of PRACTICE in CONSORTIUM 2010-01-01/2012-12-31"
      : `${matter} of PCT ../2013-03-31`,
  ),
};

function paperOf(code: string) {
  return {
    code,
    title: "A paper",
    publisher: "Nobody",
    published: "April 2011",
    url: "https://example.org/a4",
    licence: "Any use",
  };
}

const organisations = organisationKinds.flatMap((kind) =>
  ["before", "now", "after"].map((when) =>
    organisation(kind, codeOf(kind, when), {
      source: paper.code,
      note: `The one of ${when}`,
      opened: parseDate("2010-04-01"),
      closed: parseDate("2013-03-31"),
      postcode: "CB1 2AB",
      describedOn: parseDate("2010-01-01"),
      ...(kind === "PRACTICE" ? { listSize: 4_000, listSizeOn: parseDate("2011-01-01") } : statedOf(kind)),
    }),
  ),
);

/** An SHA that editions of two days call otherwise. */
const twiceRenamed = organisations.find(({ code }) => code === codeOf("SHA", "before")) as OrganisationRecord;
const renamed = [
  ["2010-09-01", "Between two names"],
  ["2010-12-01", "The latest name"],
].map(
  ([day = "", name = ""]): Edited => ({
    code: twiceRenamed.code,
    stated: { knownFrom: edited, day: parseDate(day), record: { ...twiceRenamed, name } },
    counts: [],
  }),
);

function codeOf(kind: string, when: string): string {
  return `${kind.toLowerCase().replace("_", "-")}-${when}`;
}

function statedOf(kind: string) {
  if (kind === "SUPPORT_PROVIDER") return { sector: "NHS" };
  const day = parseDate("2013-04-01");
  const stated = { statedPopulation: 100_000, statedPopulationOn: day, statedPractices: 12 };
  if (kind === "SHA") return { ...stated, minimumDelegatedShare: 0.25 };
  return kind === "CONSORTIUM"
    ? {
        ...stated,
        pathfinderFrom: parseDate("2010-12-01"),
        pathfinderWave: 1,
        statutory: true,
        runningCostAllowanceGbp: 2_610_000,
      }
    : stated;
}

/** A fact of each kind on the organisations of which everything is known. */
function saidOnce(note: string): NewFact[] {
  const claim = { note, assertedBy: "pct-now", assertedByName: "its director" };
  const member = (from: string, to: string) =>
    fact({ kind: "MEMBERSHIP", from, to, status: "ESTABLISHED" }, claim);
  const year = { financialYear: "2011/12", amountGbp: 500, shareOfBudget: 0.5 };
  const support = { services: ["HR"], model: "HOSTED", valueGbp: 900 } as const;
  return [
    member("practice-now", "consortium-now"),
    ...["practice-now", "practice-before", "consortium-now"].map((from) => member(from, "pct-now")),
    member("pct-now", "cluster-now"),
    ...["pct-now", "cluster-now", "support-provider-now"].map((from) => member(from, "sha-now")),
    // No register says such, but every organisation has these fields: the graph holds what it is told.
    ...["practice", "support-provider", "sha"].flatMap((kind) =>
      ["before", "after"].map((when) => member(`${kind}-${when}`, `${kind}-now`)),
    ),
    ...["before", "after"].flatMap((when) => [
      member(`consortium-${when}`, "pct-now"),
      member(`pct-${when}`, "cluster-now"),
      member(`pct-${when}`, "sha-now"),
      member(`cluster-${when}`, "sha-now"),
      member("practice-after", `consortium-${when}`),
    ]),
    member("practice-after", "consortium-now"),
    fact({ kind: "OUTSIDE", from: "practice-before", to: "pct-now", reason: "LEFT" }, claim),
    fact(
      { kind: "DELEGATION", from: "pct-now", to: "consortium-now", ...year, stage: "IN_FORCE", scope: "all" },
      claim,
    ),
    fact({ kind: "REPORT", from: "pct-now", position: "DELEGATED_OR_READY", ...year }, claim),
    ...["pct-now", "cluster-now"].map((from) =>
      fact({ kind: "BUDGET", from, financialYear: "2011/12", amountGbp: 1000 }, claim),
    ),
    ...["practice-now", "consortium-now", "pct-now", "cluster-now", "sha-now"].map((to) =>
      fact({ kind: "SUPPORT", from: "support-provider-now", to, ...support }, claim),
    ),
    fact(
      { kind: "SUPPORT", from: "pct-now", to: "practice-now", ...support },
      { ...claim, to: "2011-03-31" },
    ),
    fact(
      { kind: "SUPPORT", from: "pct-now", to: "practice-now", ...support, services: ["Finance"] },
      { ...claim, from: "2011-04-01" },
    ),
    ...organisationKinds.flatMap((kind) => [
      fact({ kind: "SUCCESSION", from: codeOf(kind, "before"), to: codeOf(kind, "now") }, claim),
      fact({ kind: "SUCCESSION", from: codeOf(kind, "now"), to: codeOf(kind, "after"), ...went }, claim),
    ]),
  ].map((said) => ({ ...said, source: paper.code }));
}

const went = { practices: 3, patients: 1_234, shareOfPredecessor: 0.75, shareOfSuccessor: 0.6 };

const asRecorded = (said: NewFact) => ({
  ...said,
  factId: factIdOf(said, learned),
  recordedAt: learned,
  retractedAt: null,
});

/** The id of one of the facts, and not of a mistaken one. */
export const oneFact = saidOnce("Said").map(asRecorded)[0]?.factId;
