import { basename } from "node:path";
import type { Graph } from "../graph/graph.ts";
import type { AuditHead } from "../graph/statements/audit.ts";
import type { Author } from "../model/audit.ts";
import { auditHeadOf, BackupRefused, readBackup, type Verified } from "./read-backup.ts";
import { type StoredRecord, sumOf } from "./record.ts";
import { type Expected, type Replacement, replaceGraph } from "./replace-graph.ts";

export interface RestoreRequest {
  readonly file: string;
  readonly replace: boolean;
  readonly by: Pick<Author, "who" | "requestId">;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Restored extends Replacement {
  readonly backup: Verified;
}

/**
 * Checks a whole backup without writing anything.
 * @param onRecord told of each record, and of how many there are
 * @throws BackupRefused
 */
export async function checkBackup(
  file: string,
  onRecord: (records: number) => void = () => {},
): Promise<Verified> {
  let records = 0;
  const source = readBackup(file, ({ counts }) => {
    records = sumOf(counts);
  });
  let next = await source.next();
  for (; !next.done; next = await source.next()) onRecord(records);
  return next.value;
}

/**
 * Puts a backup's graph into an empty one, or in the place of another: the whole file is checked before anything is
 * written, and then all of it is written in one transaction, with a record of it in the audit log.
 * @throws BackupRefused when the file is not a whole backup, Conflict when the graph is not empty
 */
export async function restoreBackup(graph: Graph, request: RestoreRequest): Promise<Restored> {
  const { file, replace, by, onProgress = () => {} } = request;
  let done = 0;
  let total = 0;
  // Checked, written, and read back.
  const advance = (records: number) => {
    done = Math.min(done + records, total);
    onProgress(done, total);
  };
  const backup = await checkBackup(file, (records) => {
    total = 3 * records;
    advance(1);
  });
  const put = await replaceGraph(graph, () => again(backup, file), {
    replace,
    author: (replaced) => ({ ...by, reason: reasonOf(backup, file, replaced) }),
    onRecords: advance,
  });
  return { ...put, backup };
}

/** The file once more. @throws BackupRefused where it is another by now */
async function* again(backup: Verified, file: string): AsyncGenerator<StoredRecord, Expected> {
  const { sha256, header, content } = yield* readBackup(file);
  if (sha256 !== backup.sha256) {
    throw new BackupRefused(
      `${file}: found another file than the one that was checked; expected it to stay as it is meanwhile. Nothing was written.`,
      { file },
    );
  }
  return { head: auditHeadOf(header), schemaVersion: header.graphSchemaVersion, content };
}

function reasonOf({ sha256, header }: Verified, file: string, replaced: AuditHead | null): string {
  const restored = `Restored revision ${header.revision} from ${basename(file)} (SHA-256 ${sha256}).`;
  if (replaced === null) return restored;
  return `${restored} It took the place of a graph at revision ${replaced.revision}, whose last audit record had the hash ${replaced.hash}.`;
}
