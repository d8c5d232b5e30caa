import {
  type AuditCounts,
  type AuditRecord,
  type AuditState,
  type Author,
  noHash,
  type RedescribedOrganisation,
} from "../model/audit.ts";
import type { Code } from "../model/code.ts";
import type { Instant } from "../model/dates.ts";
import type { AnyEdition } from "../model/editions.ts";
import type { Fact, FactToRetract, LoggedFact } from "../model/facts.ts";
import type { OrganisationRecord } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";
import { textOf } from "./audit-chain.ts";
import { AuditDigest, canonicalText, sha256 } from "./audit-digest.ts";
import type { DescriptionChange, NewOrganisation } from "./dated-description.ts";
import type { Transaction } from "./graph.ts";
import { type AuditHead, appendAudit, storedAudit } from "./statements/audit.ts";

/** A change of more rows than this is kept as its counts and its digest alone. */
export const maxRowsInFull = 500;

/** What one change wrote. */
export interface Written {
  readonly sources: readonly Source[];
  readonly organisations: readonly NewOrganisation[];
  readonly redescribed: readonly RedescribedOrganisation[];
  /** How those that were redescribed were described before. */
  readonly former: readonly RedescribedOrganisation[];
  readonly facts: readonly Fact[];
  /** As they were believed before. */
  readonly retracted: readonly FactToRetract[];
  readonly superseded: readonly LoggedFact[];
  readonly descriptions: readonly DescriptionChange[];
  readonly editions: readonly AnyEdition[];
  /** Where it was summed up while it was written: not all of it is here then. */
  readonly digest?: string;
}

/**
 * Appends the record of a change to the audit log, and raises the revision.
 * @param head as held since the start of the transaction
 * @param recordedAt of what was written
 * @param latest the latest instant that anything written was recorded at
 */
export async function append(
  transaction: Transaction,
  head: AuditHead,
  author: Author,
  written: Written,
  recordedAt: Instant,
  latest: Instant,
): Promise<AuditRecord> {
  const record = chained(head, {
    ...author,
    assertedBy: author.assertedBy ?? null,
    idempotency: author.idempotency ?? null,
    at: new Date().toISOString() as Instant,
    recordedAt,
    ...contentsOf(written, recordedAt),
  });
  await write(transaction, record, latest);
  return record;
}

/**
 * Appends the record of a restore to the log that was restored. It adds nothing to what the log tells of.
 * @param head of the restored log, with the revision that the new one is to come after
 */
export async function appendRestore(
  transaction: Transaction,
  head: AuditHead,
  { who, requestId, reason }: Omit<Author, "action">,
  recordedAt: Instant,
): Promise<AuditRecord> {
  const record = chained(head, {
    ...{ who, requestId, reason, action: "RESTORE", assertedBy: null, idempotency: null },
    at: new Date().toISOString() as Instant,
    recordedAt,
    counts: { sources: 0, organisations: 0, redescribed: 0, facts: 0, retracted: 0 },
    digest: new AuditDigest().toString(),
    sources: [],
    ...{ organisations: null, before: null, after: null },
  });
  await write(transaction, record, recordedAt);
  return record;
}

async function write(transaction: Transaction, record: AuditRecord, latest: Instant): Promise<void> {
  const { sequence, revision, hash } = record;
  const stored = storedAudit(record, textOf(record));
  await transaction.run(appendAudit, { record: stored, recordedAt: latest, sequence, revision, hash });
}

type Unchained = Omit<AuditRecord, "sequence" | "revision" | "previousHash" | "hash">;

function chained(head: AuditHead, unchained: Unchained): AuditRecord {
  const record = {
    ...unchained,
    sequence: head.sequence + 1,
    revision: head.revision + 1,
    previousHash: head.hash ?? noHash,
  };
  return { ...record, hash: sha256(canonicalText(record)) };
}

function contentsOf(written: Written, recordedAt: Instant) {
  const counts = countsOf(written);
  const rows = counts.organisations + counts.redescribed + counts.facts + counts.retracted;
  const ofEditions = written.superseded.length + written.descriptions.length + written.editions.length;
  const inFull = rows + ofEditions <= maxRowsInFull;
  return {
    counts,
    digest: written.digest ?? digestOf(written, recordedAt),
    sources: inFull ? sourcesOf(written) : written.sources.map(({ code }) => code),
    organisations: inFull ? touchedBy(written) : null,
    before: inFull
      ? {
          sources: [],
          organisations: written.former,
          facts: [...written.superseded, ...written.retracted.map(({ until: _until, ...fact }) => fact)],
        }
      : null,
    after: inFull ? stateAfter(written) : null,
  };
}

function countsOf({ sources, organisations, redescribed, facts, retracted }: Written): AuditCounts {
  return {
    sources: sources.length,
    organisations: organisations.length,
    redescribed: redescribed.length,
    facts: facts.length,
    retracted: retracted.length,
  };
}

const stateAfter = ({ sources, organisations, redescribed, facts, descriptions }: Written): AuditState => ({
  sources,
  organisations: [
    ...organisations.map(({ clocks: _clocks, ...said }) => said),
    ...redescribed,
    ...writtenIn(descriptions),
  ],
  facts,
});

/** The descriptions by editions that are new. */
const writtenIn = (descriptions: Written["descriptions"]): OrganisationRecord[] =>
  descriptions.flatMap(({ kind, description }) =>
    kind === "present" || kind === "former" ? [description.organisation] : [],
  );

function sourcesOf({ sources, organisations, redescribed, facts, descriptions }: Written): string[] {
  const named = [...organisations, ...redescribed, ...facts, ...writtenIn(descriptions)].map(
    ({ source }) => source,
  );
  return [...new Set([...sources.map(({ code }) => code), ...named])].sort();
}

function touchedBy(written: Written): Code[] {
  const { organisations, redescribed, facts, retracted, superseded, descriptions } = written;
  const described = descriptions.map(({ description }) => description.organisation);
  const ends = [...facts, ...retracted, ...superseded].flatMap((fact) =>
    "to" in fact ? [fact.from, fact.to] : [fact.from],
  );
  return [
    ...new Set([...[...organisations, ...redescribed, ...described].map(({ code }) => code), ...ends]),
  ].sort();
}

/** Sums up the descriptions that are new. */
export function digestDescriptions(
  digest: AuditDigest,
  changes: readonly DescriptionChange[],
  recordedAt: Instant,
): void {
  for (const { kind, description } of changes)
    if (kind === "present" || kind === "former")
      digest.described(description.organisation, { recordedAt, ...description });
}

function digestOf(written: Written, at: Instant): string {
  const digest = new AuditDigest();
  for (const organisation of written.organisations) {
    digest.registered(organisation, at);
    digest.described(organisation, { recordedAt: at, ...organisation.clocks });
  }
  digestDescriptions(digest, written.descriptions, at);
  for (const edition of written.editions) digest.edition(edition);
  for (const organisation of written.redescribed) digest.described(organisation, { recordedAt: at });
  for (const fact of written.superseded) digest.superseded(fact);
  for (const fact of written.facts) digest.version(fact);
  for (const { until, ...fact } of written.retracted) digest.retracted(fact, at, until);
  return digest.toString();
}
