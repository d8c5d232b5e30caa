import { isDeepStrictEqual } from "node:util";
import type { AuditRecord } from "../model/audit.ts";
import { Unavailable } from "../model/errors.ts";
import type { Fact } from "../model/facts.ts";
import { AuditChain } from "./audit-chain.ts";
import { AuditDigest } from "./audit-digest.ts";
import { hasItsId } from "./fact-id.ts";
import type { Graph } from "./graph.ts";
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
import { contentOfRows, readEdition } from "./statements/editions.ts";
import { storedDescriptions, storedFacts, storedOrganisations } from "./statements/whole-graph.ts";

const recordsAtOnce = 200;
const organisationsAtOnce = 2_000;
/** Reading the log and reading the graph are several statements: a change in between is looked for again. */
const attempts = 3;
const options = { timeLimitMs: 60_000 };

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
  const logged = new AuditDigest();
  const chain = new AuditChain();
  for await (const stored of storedRecords(graph, head)) {
    if (stored === null) chain.miss("it is missing");
    else follow(chain, logged, stored);
  }
  const [count = 0] = await graph.read(countAudit, {}, options);
  const held = await digestOfGraph(graph);
  const problems = [
    ...(graph.missing ? [missingSentence(graph.missing, head.revision)] : []),
    ...chain.problems,
    ...(count === head.sequence
      ? []
      : [`The log holds ${count} records, and ${head.sequence} were written.`]),
    ...headProblems(head, chain),
    ...held.problems,
    ...(held.digest.isLoggedIn(logged) ? [] : [notAccounted]),
  ];
  return {
    records: chain.records,
    hash: chain.hash,
    facts: held.facts,
    organisations: held.organisations,
    problems,
  };
}

/** What is said of a graph that ends before a change that was written to it. */
export const missingSentence = (missing: NonNullable<Graph["missing"]>, revision: number): string =>
  `The graph ends at revision ${revision}, and revision ${missing.revision} (hash ${missing.hash}) was written to it: what came between is missing, or another file was put in its place. Its log or its file was damaged or taken away. Restore the last backup: "commissioning restore england.backup.jsonl.gz --replace".`;

const notAccounted =
  "The facts and descriptions that the graph holds are not those that its audit log tells of: one was added, changed or removed without a record.";

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

function follow(chain: AuditChain, logged: AuditDigest, stored: StoredAudit): void {
  const record = parsed(stored);
  if (record === null) {
    chain.miss("it was changed after it was written: it cannot be read");
    return;
  }
  chain.follow(record, stored.text);
  if (!isDeepStrictEqual({ ...stored }, storedAudit(record, stored.text))) {
    chain.problems.push(`Record ${record.sequence}: what it is found by is not what it says.`);
  }
  if (/^[0-9a-f]{64}$/.test(record.digest)) logged.add(record.digest);
}

function parsed(stored: StoredAudit): AuditRecord | null {
  try {
    return readAudit(stored);
  } catch {
    return null;
  }
}

async function digestOfGraph(graph: Graph) {
  const digest = new AuditDigest();
  const problems: string[] = [];
  for (const stored of await storedEditions((statement, params) => graph.read(statement, params, options))) {
    digest.edition(stored);
    if (contentOfRows(readEdition(stored).rows) !== stored.content)
      problems.push(`The rows of the edition ${stored.name} were changed after it was imported.`);
  }
  let [after, facts, organisations] = ["", 0, 0];
  for (;;) {
    const page = await graph.read(storedOrganisations, { after, size: organisationsAtOnce }, options);
    const codes = page.map(({ organisation }) => organisation.code);
    for (const { organisation, registeredAt } of page) digest.registered(organisation, registeredAt);
    const former = await graph.read(storedDescriptions, { codes }, options);
    for (const described of [...page, ...former]) digest.described(described.organisation, described);
    for (const fact of await graph.read(storedFacts, { codes }, options)) {
      sumUp(digest, fact, problems);
      facts++;
    }
    organisations += page.length;
    if (page.length < organisationsAtOnce) return { digest, problems, facts, organisations };
    after = codes.at(-1) ?? "";
  }
}

function sumUp(digest: AuditDigest, fact: Fact, problems: string[]): void {
  if (!hasItsId(fact)) {
    problems.push(
      `Fact ${fact.factId} of ${fact.from} was changed after it was recorded: its id is another.`,
    );
  }
  digest.held(fact);
}
