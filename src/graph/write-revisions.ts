import type { Code } from "../model/code.ts";
import { type Instant, stillThere } from "../model/dates.ts";
import { type Fact, type FactKind, factKinds } from "../model/facts.ts";
import { groupBy } from "../model/group-by.ts";
import type { Transaction } from "./graph.ts";
import { LoggedRevisions } from "./logged-revisions.ts";
import { auditRecords, readAudit } from "./statements/audit.ts";
import { storedDataset } from "./statements/backup.ts";
import {
  type FactRevisions,
  writeDescriptionRevisions,
  writeFactRevisions,
  writeFormerRevisions,
} from "./statements/revisions.ts";
import {
  storedCodes,
  storedDescriptions,
  storedFacts,
  storedOrganisationsOf,
} from "./statements/whole-graph.ts";

const atOnce = 500;

/**
 * Writes into a graph of an earlier schema which revision brought and took away each fact and each description.
 * @returns what was done
 */
export async function writeRevisions(transaction: Transaction): Promise<string> {
  const revisions = await loggedRevisions(transaction);
  const codes = await transaction.run(storedCodes, {});
  let facts = 0;
  let descriptions = 0;
  for (let start = 0; start < codes.length; start += atOnce) {
    const some = codes.slice(start, start + atOnce);
    facts += await ofFacts(transaction, some, revisions);
    descriptions += await ofDescriptions(transaction, some, revisions);
  }
  return `revisions were written for ${facts} facts and ${descriptions} descriptions`;
}

async function loggedRevisions(transaction: Transaction): Promise<LoggedRevisions> {
  const revisions = new LoggedRevisions();
  const [stored] = await transaction.run(storedDataset, {});
  const last = stored?.head.sequence ?? 0;
  for (let from = 1; from <= last; from += atOnce) {
    const page = await transaction.run(auditRecords, { from, to: Math.min(last, from + atOnce - 1) });
    for (const record of page.sort((a, b) => a.sequence - b.sequence)) revisions.take(readAudit(record));
  }
  return revisions;
}

async function ofFacts(
  transaction: Transaction,
  codes: readonly Code[],
  revisions: LoggedRevisions,
): Promise<number> {
  const facts = await transaction.run(storedFacts, { codes });
  for (const kind of factKinds) {
    const rows = facts.filter((fact) => fact.kind === kind).map((fact) => rowOf(fact, revisions));
    await writeAll(transaction, kind, rows);
  }
  return facts.length;
}

function rowOf(fact: Fact, revisions: LoggedRevisions): FactRevisions {
  const { from, factId, retractedAt } = fact;
  const addedIn = revisions.added(fact);
  const removedIn = retractedAt === null ? stillThere : Math.max(addedIn, revisions.at(retractedAt));
  return { from, factId, addedIn, removedIn };
}

async function writeAll(
  transaction: Transaction,
  kind: FactKind,
  rows: readonly FactRevisions[],
): Promise<void> {
  if (rows.length === 0) return;
  const [written] = await transaction.run(writeFactRevisions(kind), { rows });
  if (written !== rows.length)
    throw new Error(`Revisions of ${written} of ${rows.length} facts were written`);
}

async function ofDescriptions(
  transaction: Transaction,
  codes: readonly Code[],
  revisions: LoggedRevisions,
): Promise<number> {
  const present = await transaction.run(storedOrganisationsOf, { codes });
  const former = await transaction.run(storedDescriptions, { codes });
  const rows = present.map(({ organisation: { code }, recordedAt, registeredAt }) => ({
    code,
    addedIn: revisions.at(registeredAt),
    describedIn: revisions.at(recordedAt),
  }));
  await transaction.run(writeDescriptionRevisions, { rows });
  const nextOf = nextDescriptions([...present, ...former]);
  const formerRows = former.map(({ organisation: { code }, recordedAt }) => ({
    ...{ code, recordedAt },
    addedIn: revisions.at(recordedAt),
    removedIn: revisions.at(nextOf(code, recordedAt)),
  }));
  if (former.length > 0) await transaction.run(writeFormerRevisions, { rows: formerRows });
  return present.length + former.length;
}

interface Described {
  readonly organisation: { readonly code: Code };
  readonly recordedAt: Instant;
}

/** When an organisation was described anew after an instant. */
function nextDescriptions(all: readonly Described[]): (code: Code, after: Instant) => Instant {
  const byCode = groupBy(all, ({ organisation }) => organisation.code);
  return (code, after) => {
    const instants = (byCode.get(code) ?? []).map(({ recordedAt }) => recordedAt);
    const later = instants.filter((instant) => instant > after).sort();
    return later[0] ?? after;
  };
}
