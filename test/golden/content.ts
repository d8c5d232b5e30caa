import { readOf, stateOf } from "../../src/backup/read-graph.ts";
import type { Graph } from "../../src/graph/graph.ts";
import { acquireWriteLock, type GraphChanges, nextInstant, record } from "../../src/graph/recorder.ts";
import { recordAccessToken } from "../../src/graph/statements/access-token.ts";
import { graphSchemaVersion } from "../../src/graph/statements/graph-schema.ts";
import { recordPathfinderCounts } from "../../src/graph/statements/pathfinder-counts.ts";
import { describeDataset } from "../../src/graph/statements/recording.ts";
import { storedFacts, storedOrganisationsOf } from "../../src/graph/statements/whole-graph.ts";
import type { AuditAction, Author } from "../../src/model/audit.ts";
import type { Code } from "../../src/model/code.ts";
import type { Instant, IsoDate } from "../../src/model/dates.ts";
import { claimIn, type Fact, type NewFact } from "../../src/model/facts.ts";
import type { OrganisationRecord } from "../../src/model/organisation.ts";
import { fact, organisation } from "../contract/small-graph.ts";

/** A made-up graph with one of everything that is stored: what golden files are made of. */

const synthetic = { confidence: "SYNTHETIC", note: "Made up." } as const;
const sources = [
  { code: "MADE-UP", title: "Made up", publisher: "Nobody", published: "2011", url: null, licence: null },
  {
    code: "MADE-UP-WEB",
    title: "Made up, with an address",
    publisher: "Nobody",
    published: "2011-05-01",
    url: "https://example.org/a",
    licence: "Open Government Licence v3.0",
  },
];

const madeUp = (...[kind, code, said]: Parameters<typeof organisation>): OrganisationRecord =>
  organisation(kind, code, { source: "MADE-UP", ...synthetic, ...said });

const organisations = [
  madeUp("PRACTICE", "X90001", {
    name: "Church View Surgery",
    postcode: "ZZ9 3AB",
    opened: "1974-04-01" as IsoDate,
    listSize: 6_512,
    listSizeOn: "2011-01-01" as IsoDate,
    odsSubType: "B",
  }),
  madeUp("PRACTICE", "X90002", { name: "Mill Lane Surgery", postcode: "ZZ9 4CD", listSize: 3_004 }),
  madeUp("PRACTICE", "X90003", { name: "The Café Practice", note: "Ünïcödé “quotes”,\ttab and 😀" }),
  madeUp("CONSORTIUM", "x-north", {
    name: "North Health",
    statedPopulation: 120_000,
    statedPractices: 2,
    pathfinderFrom: "2010-12-08" as IsoDate,
    pathfinderWave: 1,
    statutory: false,
  }),
  madeUp("CONSORTIUM", "x-south"),
  madeUp("PCT", "X9P", { name: "Made-up PCT", statedPopulation: 350_000 }),
  madeUp("CLUSTER", "x-cluster"),
  madeUp("SHA", "X9S", {
    minimumDelegatedShare: 0.25,
    minimumDelegatedShareFrom: "2011-04-01" as IsoDate,
  }),
  madeUp("SUPPORT_PROVIDER", "x-firm", { sector: "private" }),
];

const said = (...[matter, claim]: Parameters<typeof fact>): NewFact => ({
  ...fact(matter, claim),
  source: "MADE-UP",
  ...synthetic,
});
const year = { financialYear: "2011/12" };
const membership = { kind: "MEMBERSHIP", status: "SHADOW" } as const;

const facts: readonly NewFact[] = [
  said({ ...membership, from: "X90001", to: "x-north" }),
  said({ ...membership, from: "X90001", to: "X9P", status: "ESTABLISHED" }),
  {
    ...said({ ...membership, from: "X90002", to: "X9P", status: "ESTABLISHED" }),
    validFrom: null,
    validTo: null,
  },
  said({ ...membership, from: "x-north", to: "X9P", status: "PROPOSED" }, { assertedBy: "X9P" }),
  said({ ...membership, from: "X9P", to: "x-cluster" }),
  said({ ...membership, from: "X9P", to: "X9S" }),
  said({ kind: "OUTSIDE", from: "X90002", to: "X9P", reason: "UNDECIDED" }),
  said({ kind: "OUTSIDE", from: "X90003", to: "X9P", reason: "LEFT" }),
  said({
    ...{ kind: "DELEGATION", from: "X9P", to: "x-north", ...year, stage: "IN_FORCE" },
    ...{ amountGbp: 1_234.56, shareOfBudget: 1, scope: "Prescribing" },
  }),
  said({
    ...{ kind: "DELEGATION", from: "X9P", to: "x-south", ...year, stage: "PLANNED" },
    ...{ amountGbp: null, shareOfBudget: null, scope: null },
  }),
  said({
    ...{ kind: "SUPPORT", from: "x-firm", to: "x-north", services: ["payroll", "contracts"] },
    ...{ model: "CONTRACT", valueGbp: 70_000 },
  }),
  said({ kind: "SUPPORT", from: "X9S", to: "X9P", services: [], model: "HOSTED", valueGbp: null }),
  said({ kind: "SUCCESSION", from: "X9P", to: "x-north" }),
  said({
    ...{ kind: "REPORT", from: "X9P", ...year, position: "DEVELOPING" },
    ...{ amountGbp: null, shareOfBudget: 0.3 },
  }),
  said({ kind: "BUDGET", from: "X9P", ...year, amountGbp: 870_000_000 }),
];

const began = "2011-01-01T00:00:00.000Z" as Instant;
const corrected = "2011-05-01T09:30:00.000Z" as Instant;

/** Fills an empty graph. The same each time, but for the instants of what is recorded now. */
export async function fillGolden(graph: Graph): Promise<void> {
  await graph.write(async (transaction) => {
    const properties = {
      ...{ referenceDate: "2011-04-01", from: "2010-01-01", to: "2013-12-31" },
      ...{ financialYear: "2011/12", synthetic: true, schemaVersion: graphSchemaVersion },
    };
    await transaction.run(describeDataset, { properties });
    await transaction.run(recordPathfinderCounts, { rows: pathfinderCounts });
    const token = {
      ...{ id: "0123456789", name: "a made-up token", role: "reader" as const, createdBy: "nobody" },
      ...{ createdAt: began, expiresAt: corrected, revokedAt: null, revokedBy: null },
    };
    await transaction.run(recordAccessToken, { token, secretHash: "0".repeat(64) });
    const seed = author("SEED");
    await record(transaction, { sources, organisations, facts }, began, seed);
    const late = { ...said({ ...membership, from: "X90003", to: "x-south" }), recordedAt: corrected };
    await record(transaction, { facts: [late] }, corrected, seed);
  });
  await change(graph, "IMPORT", async () => describedAnew(graph, "X90001", { name: "Meadow View Surgery" }));
  await change(graph, "REGISTER", async () => ({ organisations: [madeUp("PRACTICE", "X90004")] }));
  await change(graph, "RECORD", async () => ({
    facts: [said({ ...membership, from: "X90004", to: "x-north" }, { note: "Recorded late." })],
  }));
  await change(graph, "END", async () => {
    const [before] = await held(graph, "X90001", "MEMBERSHIP", "x-north");
    return before ? { retracted: [before], facts: [endedOn(before, "2011-09-30" as IsoDate)] } : {};
  });
  await change(graph, "RETRACT", async () => ({ retracted: await held(graph, "X90002", "OUTSIDE", "X9P") }));
  await change(graph, "CLOSE", async () =>
    describedAnew(graph, "X90001", { closed: "2012-03-31" as IsoDate, postcode: "ZZ9 9ZZ", listSize: null }),
  );
}

const pathfinderCounts = [
  {
    ...{ wave: "1", sha: null, pathfinders: 52, runningTotal: null, practices: 1_860, population: null },
    ...{ announced: "2010-12", source: "MADE-UP-WEB", ...synthetic },
  },
  {
    ...{ wave: "1-2", sha: "X9S" as Code, pathfinders: 2, runningTotal: 9, practices: null },
    ...{ population: 470_000, announced: null, source: "MADE-UP", ...synthetic },
  },
];

const author = (action: AuditAction): Author => ({
  ...{ who: "somebody made up", action, reason: "To have one of each.", requestId: null },
});

async function change(
  graph: Graph,
  action: AuditAction,
  changes: () => Promise<GraphChanges>,
): Promise<void> {
  const planned = await changes();
  await graph.write(async (transaction) => {
    const at = nextInstant(await acquireWriteLock(transaction));
    const idempotency = { key: `the ${action}`, inputDigest: "0".repeat(64) };
    await record(transaction, planned, at, { ...author(action), assertedBy: "X9S" as Code, idempotency });
  });
}

async function describedAnew(graph: Graph, code: string, differently: object): Promise<GraphChanges> {
  const rows = await graph.read(storedOrganisationsOf, { codes: [code as Code] });
  const former = rows.map(({ organisation }) => organisation);
  return { former, redescribed: former.map((before) => ({ ...before, ...differently })) };
}

async function held(graph: Graph, from: string, kind: Fact["kind"], to: string): Promise<Fact[]> {
  const all = await graph.read(storedFacts, { codes: [from as Code] });
  return all.filter((fact) => fact.kind === kind && "to" in fact && fact.to === to);
}

function endedOn(before: Fact, validTo: IsoDate): NewFact {
  return { ...claimIn(before), validTo };
}

/** What a golden file is to show for ever. */
export interface Expected {
  readonly revision: number;
  readonly auditHash: string;
  readonly factIds: readonly string[];
}

/** What a graph shows of itself. */
export async function expectedOf(graph: Graph): Promise<Expected> {
  const state = await stateOf(readOf(graph));
  if (state === null) throw new Error("The graph is empty");
  const held = await graph.read(storedFacts, { codes: state.codes });
  const { revision, hash } = state.head;
  return { revision, auditHash: hash ?? "", factIds: held.map(({ factId }) => factId).sort() };
}
