import type { Graph } from "../../src/graph/graph.ts";
import { acquireWriteLock, nextInstant, record } from "../../src/graph/recorder.ts";
import { recordPathfinderCounts } from "../../src/graph/statements/pathfinder-counts.ts";
import { describeDataset } from "../../src/graph/statements/recording.ts";
import { storedFacts } from "../../src/graph/statements/whole-graph.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant } from "../../src/model/dates.ts";
import { undescribed } from "../../src/model/organisation.ts";
import { author } from "../callers.ts";
import { fact, member, organisation, outside, source, write } from "../contract/small-graph.ts";

const [first, second] = ["2011-01-01T00:00:00.000Z", "2011-05-01T00:00:00.000Z"] as Instant[];
const addressed = {
  ...source,
  code: "WEB",
  url: "https://example.org/a",
  licence: "Open Government Licence v3.0",
};

/** One of everything that a backup holds: a made-up graph. */
export async function fillRichly(graph: Graph): Promise<Graph> {
  await graph.write(async (transaction) => {
    const properties = {
      referenceDate: "2011-04-01",
      from: "2010-01-01",
      financialYear: "2011/12",
      synthetic: true,
    };
    await transaction.run(describeDataset, { properties });
    const count = {
      wave: "1",
      sha: null,
      pathfinders: 52,
      runningTotal: null,
      practices: 1_860,
      population: null,
    };
    const rows = [
      { ...count, announced: "2010-12", source: "WEB", confidence: "REPORTED" as const, note: null },
    ];
    await transaction.run(recordPathfinderCounts, { rows });
  });
  await write(graph, { sources: [source, addressed], organisations, facts }, first);
  await write(
    graph,
    { redescribed: [{ ...renamed, code: "A81001" as Code }], retracted: await outsides(graph) },
    second,
  );
  await later(graph, {
    facts: [member("A81002", "hunts-health", { note: "Ünïcödé “quotes”,\ttab, \u2028 and 😀" })],
  });
  return graph;
}

const organisations = [
  organisation("PRACTICE", "A81001", {
    name: "Church View",
    postcode: "PE29 3AB",
    listSize: 5_012,
    source: "WEB",
  }),
  organisation("PRACTICE", "A81002"),
  organisation("CONSORTIUM", "hunts-health", { pathfinderWave: 1, statutory: false }),
  organisation("PCT", "5PP"),
  organisation("CLUSTER", "east-cluster"),
  organisation("SHA", "Q35", { minimumDelegatedShare: 0.25 }),
  organisation("SUPPORT_PROVIDER", "a-firm", { sector: "private" }),
];
const renamed = { ...undescribed, name: "Meadow View", confidence: "REPORTED" as const, source: source.code };

const year = { financialYear: "2011/12" };
const facts = [
  member("A81001", "5PP"),
  outside("A81002", "5PP"),
  member("5PP", "east-cluster", { assertedBy: "Q35" }),
  fact({
    kind: "DELEGATION",
    from: "5PP",
    to: "hunts-health",
    ...year,
    stage: "IN_FORCE",
    amountGbp: 1_234.56,
    shareOfBudget: 1,
    scope: null,
  }),
  fact({
    kind: "SUPPORT",
    from: "a-firm",
    to: "hunts-health",
    services: ["payroll", "contracts"],
    model: "CONTRACT",
    valueGbp: null,
  }),
  fact({ kind: "SUCCESSION", from: "5PP", to: "hunts-health" }),
  fact({ kind: "REPORT", from: "5PP", ...year, position: "DEVELOPING", amountGbp: null, shareOfBudget: 0.3 }),
  fact({ kind: "BUDGET", from: "5PP", ...year, amountGbp: 870_000_000 }),
];

async function outsides(graph: Graph) {
  const held = await graph.read(storedFacts, { codes: ["A81002" as Code] });
  return held.filter(({ kind }) => kind === "OUTSIDE");
}

/** A change as a curator's: later than all that the graph holds. */
export async function later(graph: Graph, changes: Parameters<typeof record>[1]): Promise<void> {
  await graph.write(async (transaction) => {
    const head = await acquireWriteLock(transaction);
    await record(transaction, changes, nextInstant(head), {
      ...author,
      idempotency: { key: "once", inputDigest: "0".repeat(64) },
    });
  });
}
