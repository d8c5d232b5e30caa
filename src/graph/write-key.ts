import { randomUUID } from "node:crypto";
import type { AuditRecord, Author, Idempotency } from "../model/audit.ts";
import { sha256 } from "./audit-digest.ts";
import type { Transaction, WriteKey } from "./graph.ts";
import { acquireWriteLock } from "./recorder.ts";
import { readAudit } from "./statements/audit.ts";
import { auditByKey } from "./statements/curation.ts";

/** A key for a write that was given none. */
export const newKey = (input: string): Idempotency => ({ key: randomUUID(), inputDigest: sha256(input) });

/** What was written under a key of somebody's. It keeps other writers waiting from then on. */
export async function recordUnder(
  transaction: Transaction,
  { who, idempotency }: Pick<Author, "who" | "idempotency">,
): Promise<AuditRecord | undefined> {
  if (!idempotency) return undefined;
  await acquireWriteLock(transaction);
  const [stored] = await transaction.run(auditByKey, { key: idempotency.key, who });
  return stored && readAudit(stored);
}

/** The key of a write whose author stands in its audit records, and that has nothing to answer but that it was done. */
export const keyOfAuthor = (author: Author, advice: string): WriteKey<"written"> => ({
  find: async (transaction) => ((await recordUnder(transaction, author)) ? "written" : undefined),
  advice,
});

/** What to do in doubt about a command that writes nothing where what it writes is there already. */
export const runAgain = (command: string): string =>
  `Run ${command} again: what is in the graph already is not written twice. Or look with: commissioning audit list --first 5`;
