import type { AuditRecord, Author, RedescribedOrganisation } from "../model/audit.ts";
import { type Instant, toInstant } from "../model/dates.ts";
import type { AnyEdition } from "../model/editions.ts";
import {
  type Fact,
  type FactKind,
  type FactToRecord,
  type FactToRetract,
  factKinds,
  type LoggedFact,
} from "../model/facts.ts";
import { organisationKinds } from "../model/kinds.ts";
import type { Source } from "../model/source.ts";
import { append, digestDescriptions, maxRowsInFull, type Written } from "./audit.ts";
import { AuditDigest } from "./audit-digest.ts";
import { BatchSize } from "./batch-size.ts";
import type { DescriptionChange, NewOrganisation } from "./dated-description.ts";
import { describedAnew } from "./described-anew.ts";
import { claimIdOf, factIdOf } from "./fact-id.ts";
import type { Transaction } from "./graph.ts";
import { type AuditHead, beginLog, lockLog } from "./statements/audit.ts";
import { recordEditions, storedEdition } from "./statements/editions.ts";
import {
  recordFacts,
  recordOrganisations,
  recordSources,
  redescribeOrganisations,
  retractFacts,
  supersedeFacts,
} from "./statements/recording.ts";
import { storedFact, storedOrganisation } from "./statements/stored.ts";
import {
  type DescriptionWrite,
  type Moment,
  redescribedRow,
  writeDescriptions,
  writeNames,
} from "./write-descriptions.ts";

export { factIdOf } from "./fact-id.ts";

/** Everything that one change of the graph writes. */
export interface GraphChanges {
  readonly sources?: readonly Source[];
  readonly organisations?: readonly NewOrganisation[];
  readonly redescribed?: readonly RedescribedOrganisation[];
  /** How those were described before, where the change is to be kept in full in the audit log. */
  readonly former?: readonly RedescribedOrganisation[];
  readonly facts?: readonly FactToRecord[];
  readonly retracted?: readonly FactToRetract[];
  /** Versions of claims that others among `facts` take the place of, as if they had been said otherwise all along. */
  readonly superseded?: readonly LoggedFact[];
  /** Descriptions by editions: of days, and of times at which they were known. */
  readonly descriptions?: readonly DescriptionChange[];
  readonly editions?: readonly AnyEdition[];
}

/**
 * Writes changes inside a transaction, appends them to the audit log, and raises the revision once.
 * @param recordedAt when the graph learned it
 * @param onProgress told how many rows were written since the last call
 * @returns what the audit log says of it
 * @throws Error when a fact joins an organisation that is not in the graph; the caller's transaction is then undone
 */
export async function record(
  transaction: Transaction,
  changes: GraphChanges,
  recordedAt: Instant,
  author: Author,
  onProgress: (rows: number) => void = () => {},
): Promise<AuditRecord> {
  const head = await acquireWriteLock(transaction);
  const at: Moment = { recordedAt, revision: head.revision + 1 };
  const { sources = [], organisations = [], former = [] } = changes;
  const { retracted = [], superseded = [], editions = [] } = changes;
  const anew = await describedAnew(transaction, changes.redescribed ?? [], recordedAt);
  const { redescribed } = anew;
  const descriptions = [...(changes.descriptions ?? []), ...anew.descriptions];
  const facts = (changes.facts ?? []).map((fact) => believedFact(fact, at));
  const write = writer(transaction, onProgress);
  if (sources.length > 0) await transaction.run(recordSources, { rows: sources.map(covering(at)) });
  await writeOrganisations(write, { organisations, redescribed }, at);
  await writeDescriptions(write, descriptions, at);
  await writeFacts(write, { facts, retracted, superseded }, at);
  for (const edition of editions)
    await transaction.run(recordEditions, { rows: [storedEdition(edition, at.revision)] });
  await writeNames(write, redescribed, descriptions);
  const latest = facts.reduce((max, fact) => later(max, fact.recordedAt), recordedAt);
  const written = {
    sources,
    organisations,
    redescribed,
    former,
    facts,
    retracted,
    superseded,
    descriptions,
    editions,
  };
  return append(transaction, head, author, written, recordedAt, latest);
}

/**
 * Writes descriptions as `record` does, of which there may be more than memory should hold.
 * @param changes of some organisations at a time
 * @returns what the audit log says of it; null where there were none
 */
export async function recordInParts(
  transaction: Transaction,
  changes: AsyncIterable<readonly DescriptionChange[]>,
  recordedAt: Instant,
  author: Author,
): Promise<AuditRecord | null> {
  const head = await acquireWriteLock(transaction);
  const at: Moment = { recordedAt, revision: head.revision + 1 };
  const write = writer(transaction, () => {});
  const digest = new AuditDigest();
  /** As many as tell the log that they are too many for it. */
  const descriptions: DescriptionChange[] = [];
  for await (const some of changes) {
    await writeDescriptions(write, some, at);
    await writeNames(write, [], some);
    digestDescriptions(digest, some, recordedAt);
    if (descriptions.length <= maxRowsInFull) descriptions.push(...some);
  }
  if (descriptions.length === 0) return null;
  const written = { ...nothing, descriptions, digest: digest.toString() };
  return append(transaction, head, author, written, recordedAt, recordedAt);
}

const nothing = {
  ...{ sources: [], organisations: [], redescribed: [], former: [] },
  ...{ facts: [], retracted: [], superseded: [], editions: [] },
};

const covering =
  ({ revision }: Moment) =>
  (source: Source): Source =>
    source.covers ? { ...source, coversAddedIn: revision } : source;

/** More of them, as objects and on their way to the engine, would take more memory than all that is written. */
const rowsAtOnce = 500;

function writer(transaction: Transaction, onProgress: (rows: number) => void): DescriptionWrite {
  const size = new BatchSize(rowsAtOnce);
  return async (statement, things, rowOf) => {
    for (const batch of batches(things, size)) {
      const started = performance.now();
      const rows = batch.map(rowOf);
      const [written] = await transaction.run(statement, { rows });
      if (written !== batch.length) {
        throw new Error(
          `"${statement.name}" wrote ${written} of ${batch.length} rows: an end is missing. First row: ${JSON.stringify(rows[0])}`,
        );
      }
      if (batch.length === size.rows) size.took(performance.now() - started);
      onProgress(batch.length);
    }
  };
}

async function writeOrganisations(
  write: DescriptionWrite,
  { organisations, redescribed }: Required<Pick<GraphChanges, "organisations" | "redescribed">>,
  { recordedAt, revision }: Moment,
): Promise<void> {
  for (const kind of organisationKinds) {
    const rows = organisations.filter((organisation) => organisation.kind === kind);
    await write(recordOrganisations(kind), rows, (row) => storedOrganisation(row, recordedAt, revision));
  }
  const now = { before: null, knownFrom: recordedAt, validFrom: null, until: recordedAt };
  await write(redescribeOrganisations, redescribed, (organisation) =>
    redescribedRow({ organisation, ...now }, { recordedAt, revision }),
  );
}

async function writeFacts(
  write: DescriptionWrite,
  { facts, retracted, superseded }: Pick<Written, "facts" | "retracted" | "superseded">,
  { recordedAt, revision }: Moment,
): Promise<void> {
  const of = <F extends LoggedFact>(kind: FactKind, all: readonly F[]) =>
    all.filter((fact) => fact.kind === kind);
  for (const kind of factKinds) {
    await write(supersedeFacts(kind), of(kind, superseded), (fact) => ({
      ...versionOf(fact),
      ...{ retractedAt: recordedAt, supersededIn: revision },
    }));
    await write(retractFacts(kind), of(kind, retracted), (fact) => ({
      ...versionOf(fact),
      ...{ retractedAt: recordedAt, knownTo: fact.until ?? recordedAt, removedIn: revision },
    }));
    await write(recordFacts(kind), of(kind, facts), (fact) => ({
      from: fact.from,
      to: "to" in fact ? fact.to : null,
      fact: storedFact(fact),
    }));
  }
}

const versionOf = ({ from, factId, recordedAt, knownFrom = recordedAt }: LoggedFact) => ({
  from,
  factId,
  knownFrom,
});

/** Keeps every other writer waiting until this transaction ends, and answers where the log stands. */
export async function acquireWriteLock(transaction: Transaction): Promise<AuditHead> {
  const [present] = await transaction.run(lockLog, {});
  const [head] = present ? [present] : await transaction.run(beginLog, {});
  if (!head) throw new Error("The graph did not answer where its audit log stands");
  return head;
}

/**
 * When a change that is being written is recorded: now, but always later than anything that the graph holds, so that a
 * read at an earlier instant never answers differently afterwards.
 */
export function nextInstant({ recordedAt }: AuditHead): Instant {
  const now = toInstant(new Date());
  return recordedAt === null ? now : later(now, toInstant(new Date(Date.parse(recordedAt) + 1)));
}

const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);

function believedFact(fact: FactToRecord, at: Moment): Fact {
  const { recordedAt = at.recordedAt, knownFrom, knownTo = null, ...said } = fact;
  const factId = knownFrom === undefined ? factIdOf(said, recordedAt) : claimIdOf(said);
  const own = { factId, recordedAt, knownFrom: knownFrom ?? recordedAt, knownTo, addedIn: at.revision };
  if (knownTo === null) return { ...said, ...own, retractedAt: null, removedIn: null };
  return { ...said, ...own, retractedAt: at.recordedAt, removedIn: at.revision };
}

function* batches<T>(rows: readonly T[], size: BatchSize): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; ) {
    const batch = rows.slice(start, start + size.rows);
    start += batch.length;
    yield batch;
  }
}
