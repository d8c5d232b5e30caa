import { createHash } from "node:crypto";
import type { Code } from "../model/code.ts";
import { type Instant, toInstant } from "../model/dates.ts";
import { type Fact, type FactKind, factKinds, type NewFact } from "../model/facts.ts";
import { organisationKinds } from "../model/kinds.ts";
import type { Description, OrganisationRecord } from "../model/organisation.ts";
import { searchTextOf } from "../model/search.ts";
import type { Source } from "../model/source.ts";
import type { Transaction } from "./graph.ts";
import { datasetProperties } from "./statements/dataset.ts";
import {
  raiseRevision,
  recordFacts,
  recordOrganisations,
  recordSources,
  redescribeOrganisations,
  retractFacts,
} from "./statements/recording.ts";
import { storedDescription, storedFact, storedOrganisation } from "./statements/stored.ts";

/** Rows that one statement takes: large enough that a round trip costs little, small enough to bound memory. */
const batchSize = 5_000;

/** Everything that one change of the graph writes. `recordedAt` of a fact may be given where it was learned earlier. */
export interface Changes {
  readonly sources?: readonly Source[];
  readonly organisations?: readonly OrganisationRecord[];
  readonly redescribed?: readonly ({ readonly code: Code } & Description)[];
  readonly facts?: readonly (NewFact & { readonly recordedAt?: Instant })[];
  readonly retracted?: readonly Fact[];
}

/**
 * Writes changes inside a transaction and raises the revision once.
 * @param recordedAt when the graph learned it
 * @param onProgress told how many rows were written since the last call
 * @throws Error when a fact joins an organisation that is not in the graph; the caller's transaction is then undone
 */
export async function record(
  transaction: Transaction,
  changes: Changes,
  recordedAt: Instant,
  onProgress: (rows: number) => void = () => {},
): Promise<void> {
  const run = async (statement: ReturnType<typeof recordFacts>, rows: readonly Record<string, unknown>[]) => {
    for (const batch of batches(rows)) {
      const [written] = await transaction.run(statement, { rows: batch });
      if (written !== batch.length) {
        throw new Error(
          `"${statement.name}" wrote ${written} of ${batch.length} rows: an end is missing. First row: ${JSON.stringify(batch[0])}`,
        );
      }
      onProgress(batch.length);
    }
  };
  if (changes.sources?.length) await transaction.run(recordSources, { rows: changes.sources });
  for (const kind of organisationKinds) {
    const rows = (changes.organisations ?? []).filter((organisation) => organisation.kind === kind);
    await run(
      recordOrganisations(kind),
      rows.map((row) => storedOrganisation(row, recordedAt)),
    );
  }
  await run(
    redescribeOrganisations,
    (changes.redescribed ?? []).map((row) => ({
      code: row.code,
      recordedAt,
      description: storedDescription(row),
      searchText: searchTextOf(row),
    })),
  );
  for (const kind of factKinds) {
    const retracted = (changes.retracted ?? []).filter((fact) => fact.kind === kind);
    await run(
      retractFacts(kind),
      retracted.map(({ from, factId }) => ({ from, factId, retractedAt: recordedAt })),
    );
    await run(recordFacts(kind), factRows(kind, changes.facts ?? [], recordedAt));
  }
  const latest = (changes.facts ?? []).reduce(
    (max, fact) => later(max, fact.recordedAt ?? recordedAt),
    recordedAt,
  );
  await transaction.run(raiseRevision, { recordedAt: latest });
}

/**
 * When a change that is being written is recorded: now, but always later than anything that the graph holds, so that a
 * read at an earlier instant never answers differently afterwards.
 */
export async function nextInstant(transaction: Transaction): Promise<Instant> {
  const [dataset] = await transaction.run(datasetProperties, {});
  const now = toInstant(new Date());
  const last = dataset?.recordedAt ?? null;
  return last === null ? now : later(now, toInstant(new Date(Date.parse(last) + 1)));
}

const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);

function factRows(kind: FactKind, facts: NonNullable<Changes["facts"]>, recordedAt: Instant) {
  return facts
    .filter((fact) => fact.kind === kind)
    .map(({ recordedAt: learnedAt = recordedAt, ...fact }) => ({
      from: fact.from,
      to: "to" in fact ? fact.to : null,
      fact: storedFact(fact, factIdOf(fact, learnedAt), learnedAt),
    }));
}

/** The id of a fact is a digest of all that it says and when it was learned: the same fact twice has the same id. */
export function factIdOf(fact: NewFact, recordedAt: Instant): string {
  const said = Object.entries({ ...fact, recordedAt }).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 20);
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += batchSize) yield rows.slice(start, start + batchSize);
}
