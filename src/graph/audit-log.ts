import { isDeepStrictEqual } from "node:util";
import type { AuditRecord } from "../model/audit.ts";
import type { Instant } from "../model/dates.ts";
import { Unavailable } from "../model/errors.ts";
import { AuditChain } from "./audit-chain.ts";
import { changedClocks, type Lacking } from "./changed-clocks.ts";
import {
  type ClockFault,
  clockSentence,
  descriptionFault,
  faultsOf,
  RegisterKnownTimes,
} from "./clock-faults.ts";
import type { DatedDescription } from "./dated-description.ts";
import { DigestsByRevision } from "./digests-by-revision.ts";
import { hasItsId } from "./fact-id.ts";
import type { Graph } from "./graph.ts";
import { LoggedRevisions } from "./logged-revisions.ts";
import { storedEditions } from "./read-editions.ts";
import {
  type AuditHead,
  auditHead,
  auditRecords,
  countAudit,
  readAudit,
  type StoredAudit,
  storedAudit,
} from "./statements/audit.ts";
import { contentOfRows, readEdition, type StoredEdition } from "./statements/editions.ts";
import { storedSchemaVersion } from "./statements/graph-schema.ts";
import {
  type FactAsItLies,
  factsAsTheyLie,
  type StoredOrganisation,
  storedDescriptions,
  storedOrganisations,
} from "./statements/whole-graph.ts";

const recordsAtOnce = 200;
const organisationsAtOnce = 2_000;
/** Reading the log and reading the graph are several statements: a change in between is looked for again. */
const attempts = 3;
const options = { timeLimitMs: 60_000 };
/** How many are tried to find what a fact's known time was. */
const maxInstants = 100;
const versionWithKnownTime = 5;

/** What came of checking a log against itself and the graph. */
export interface AuditReport {
  readonly records: number;
  /** The hash of the last record. Kept elsewhere, it shows a log that was written anew or cut short. */
  readonly hash: string;
  readonly facts: number;
  readonly organisations: number;
  /** What is wrong, in sentences; empty where all is as it was written. */
  readonly problems: readonly string[];
}

/** The log from its first record to its last, read a page at a time. */
export async function* readLog(graph: Graph): AsyncGenerator<AuditRecord> {
  const head = await headOf(graph);
  for await (const stored of storedRecords(graph, head)) if (stored !== null) yield readAudit(stored);
}

/**
 * Checks that every record is as it was written and follows the one before it, and that the facts and descriptions which
 * the graph holds are those that the records tell of: none is missing, none was slipped in, none was changed.
 * @throws Unavailable where the graph keeps changing meanwhile
 */
export async function verifyLog(graph: Graph): Promise<AuditReport> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const head = await headOf(graph);
    const report = await verifyAt(graph, head);
    if (isDeepStrictEqual(await headOf(graph), head)) return report;
  }
  throw new Unavailable("The graph was changed while its audit log was checked. Try again.");
}

async function headOf(graph: Graph): Promise<AuditHead> {
  const [head] = await graph.read(auditHead, {}, options);
  return head ?? { revision: 0, recordedAt: null, sequence: 0, hash: null };
}

async function verifyAt(graph: Graph, head: AuditHead): Promise<AuditReport> {
  const log = new LoggedRevisions();
  const logged = new DigestsByRevision();
  const chain = new AuditChain();
  for await (const stored of storedRecords(graph, head)) {
    if (stored === null) chain.miss("it is missing");
    else
      follow(chain, stored, (record) => {
        log.take(record);
        if (/^[0-9a-f]{64}$/.test(record.digest)) logged.in(record.revision).add(record.digest);
      });
  }
  const [count = 0] = await graph.read(countAudit, {}, options);
  const contents = await contentsIn(graph, log);
  const problems = [
    ...(graph.missing ? [missingSentence(graph.missing, head.revision)] : []),
    ...chain.problems,
    ...(count === head.sequence
      ? []
      : [`The log holds ${count} records, and ${head.sequence} were written.`]),
    ...headProblems(head, chain),
    ...contents.problems,
    ...(await clockProblems(graph, contents, log, contents.digests.lacking(logged))),
  ];
  return {
    records: chain.records,
    hash: chain.hash,
    facts: contents.facts,
    organisations: contents.organisations,
    problems: [...new Set(problems)],
  };
}

/** What was changed of when facts were said, as far as it can be told; and what else is not as the log tells. */
async function clockProblems(
  graph: Graph,
  { faults, instants }: GraphContents,
  log: LoggedRevisions,
  lacking: Lacking,
): Promise<string[]> {
  const changed = await changedClocks(() => factsOf(graph), lacking, log, [...instants]);
  const named = new Set(changed.map(({ factId }) => factId));
  const others = faults.filter(({ factId }) => !named.has(factId));
  return [...[...changed, ...others].map(clockSentence), ...[...lacking.keys()].map(notAccounted)];
}

/** What is said of a graph that ends before a change that was written to it. */
export const missingSentence = (missing: NonNullable<Graph["missing"]>, revision: number): string =>
  `The graph ends at revision ${revision}, and revision ${missing.revision} (hash ${missing.hash}) was written to it: what came between is missing, or another file was put in its place. Its log or its file was damaged or taken away. Restore the last backup: "commissioning restore england.backup.jsonl.gz --replace".`;

const notAccounted = (revision: number): string =>
  `The facts and descriptions that the graph holds ${revision === 0 ? "" : `of revision ${revision} `}are not those that its audit log tells of: one was added, changed or removed without a record.`;

function headProblems(head: AuditHead, chain: AuditChain): string[] {
  return [
    ...(head.sequence > 0 && head.hash !== chain.hash
      ? ["The last record is not the one that was written last."]
      : []),
    ...(head.revision === chain.revision
      ? []
      : [`The graph is at revision ${head.revision}, and its log ends at revision ${chain.revision}.`]),
  ];
}

/** The records by number; null where one is missing. */
async function* storedRecords(
  graph: Graph,
  { sequence: last }: AuditHead,
): AsyncGenerator<StoredAudit | null> {
  for (let from = 1; from <= last; from += recordsAtOnce) {
    const to = Math.min(last, from + recordsAtOnce - 1);
    const page = new Map(
      (await graph.read(auditRecords, { from, to }, options)).map((stored) => [stored.sequence, stored]),
    );
    for (let sequence = from; sequence <= to; sequence++) yield page.get(sequence) ?? null;
  }
}

function follow(chain: AuditChain, stored: StoredAudit, onRecord: (record: AuditRecord) => void): void {
  const record = parsed(stored);
  if (record === null) {
    chain.miss("it was changed after it was written: it cannot be read");
    return;
  }
  chain.follow(record, stored.text);
  if (!isDeepStrictEqual({ ...stored }, storedAudit(record, stored.text))) {
    chain.problems.push(`Record ${record.sequence}: what it is found by is not what it says.`);
  }
  onRecord(record);
}

function parsed(stored: StoredAudit): AuditRecord | null {
  try {
    return readAudit(stored);
  } catch {
    return null;
  }
}

/** What the graph holds, summed up, and what is wrong with it by itself. */
class GraphContents {
  readonly digests = new DigestsByRevision();
  readonly problems: string[] = [];
  readonly #clockFaults: ClockFault[] = [];
  readonly #ofRegister = new RegisterKnownTimes();
  /** By when something had been said: of editions, and a few of facts. */
  readonly instants = new Set<Instant>();
  facts = 0;
  organisations = 0;

  edition(stored: StoredEdition): void {
    this.digests.edition(stored);
    this.instants.add(stored.knownFrom);
    if (contentOfRows(readEdition(stored).rows) !== stored.content)
      this.problems.push(`The rows of the edition ${stored.name} were changed after it was imported.`);
  }

  registered({ organisation, registeredAt, registeredIn }: StoredOrganisation): void {
    this.digests.registered(organisation, registeredAt, registeredIn);
    this.organisations++;
  }

  /** @param log null where the graph was not carried forward to known time yet */
  described(described: DatedDescription, log: LoggedRevisions | null): void {
    this.digests.described(described.organisation, described);
    const fault = log && descriptionFault(described, log);
    if (fault) this.problems.push(fault);
  }

  fact(lying: FactAsItLies, log: LoggedRevisions | null): void {
    const { fact } = lying;
    if (!hasItsId(fact))
      this.problems.push(
        `Fact ${fact.factId} of ${fact.from} was changed after it was recorded: its id is another.`,
      );
    this.digests.fact(fact);
    this.facts++;
    for (const instant of [fact.knownFrom, fact.knownTo])
      if (instant != null && this.instants.size < maxInstants) this.instants.add(instant);
    if (!log) return;
    this.#clockFaults.push(...faultsOf(lying, log));
    this.#ofRegister.take(lying);
  }

  get faults(): ClockFault[] {
    return [...this.#clockFaults, ...this.#ofRegister.faults()];
  }
}

async function contentsIn(graph: Graph, log: LoggedRevisions): Promise<GraphContents> {
  const contents = new GraphContents();
  const [version = 0] = await graph.read(storedSchemaVersion, {}, options);
  const carried = version >= versionWithKnownTime ? log : null;
  for (const stored of await storedEditions((statement, params) => graph.read(statement, params, options)))
    contents.edition(stored);
  for await (const page of organisationsOf(graph)) {
    const codes = page.map(({ organisation }) => organisation.code);
    for (const organisation of page) contents.registered(organisation);
    const former = await graph.read(storedDescriptions, { codes }, options);
    for (const described of [...page, ...former]) contents.described(described, carried);
    for (const fact of await graph.read(factsAsTheyLie, { codes }, options)) contents.fact(fact, carried);
  }
  return contents;
}

async function* organisationsOf(graph: Graph): AsyncGenerator<readonly StoredOrganisation[]> {
  for (let after = ""; ; ) {
    const page = await graph.read(storedOrganisations, { after, size: organisationsAtOnce }, options);
    yield page;
    if (page.length < organisationsAtOnce) return;
    after = page.at(-1)?.organisation.code ?? "";
  }
}

async function* factsOf(graph: Graph): AsyncGenerator<FactAsItLies> {
  for await (const page of organisationsOf(graph)) {
    const codes = page.map(({ organisation }) => organisation.code);
    yield* await graph.read(factsAsTheyLie, { codes }, options);
  }
}
