import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { measure } from "../export/measured.ts";
import { diskFault } from "../graph/disk-fault.ts";
import type { Graph } from "../graph/graph.ts";
import type { AuditHead } from "../graph/statements/audit.ts";
import { graphSchemaVersion } from "../graph/statements/graph-schema.ts";
import { toInstant } from "../model/dates.ts";
import { BadUserInput, NotFound } from "../model/errors.ts";
import { checkedRecords } from "./checked-records.ts";
import { type Content, contentLine } from "./digest.ts";
import { endLine, headerLine } from "./format.ts";
import { readOf, type State, stateOf } from "./read-graph.ts";
import { sumOf } from "./record.ts";

export interface BackupRequest {
  readonly file: string;
  /** Write over a file that is there. */
  readonly force: boolean;
  readonly programVersion: string;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface Backup {
  readonly head: AuditHead;
  readonly content: Content;
  /** Of the file. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Writes all that a graph holds, as at one revision, into a file. It appears under its name when it is whole and on disk.
 * @throws BadUserInput when the file is there or cannot be written, NotFound when the graph is empty, Conflict when it
 * does not hold what its audit log tells of
 */
export async function writeBackup(graph: Graph, request: BackupRequest): Promise<Backup> {
  refuseExisting(request);
  const state = await stateOf(readOf(graph));
  if (state === null)
    throw new NotFound("The graph is empty: there is nothing to back up. Is it the right one?");
  const { file } = request;
  const partial = join(dirname(file), `.${basename(file)}.partial-${randomUUID()}`);
  try {
    const written = await writeTo(partial, graph, state, request);
    refuseExisting(request);
    await rename(partial, file);
    return written;
  } catch (error) {
    throw notWritable(file, error);
  } finally {
    await rm(partial, { force: true });
  }
}

function refuseExisting({ file, force }: BackupRequest): void {
  if (force || !existsSync(file)) return;
  throw new BadUserInput(
    `${file} is there already: expected a new file, such as england-2.backup.jsonl.gz, or --force to write over it.`,
  );
}

async function writeTo(
  partial: string,
  graph: Graph,
  state: State,
  { programVersion, onProgress = () => {}, signal }: BackupRequest,
): Promise<Backup> {
  const { through, result } = measure();
  let content: Content | null = null;
  const lines = linesOf(graph, state, {
    header: headerLine(headerOf(state, graph, programVersion)),
    onProgress,
    onEnd: (whole) => {
      content = whole;
    },
  });
  const target = createWriteStream(partial, { mode: 0o600, flush: true });
  await pipeline(Readable.from(lines), createGzip(), through, target, signal ? { signal } : {});
  if (content === null) throw new Error("A backup without an end");
  return { head: state.head, content, ...result() };
}

interface Writing {
  readonly header: string;
  readonly onProgress: (done: number, total: number) => void;
  readonly onEnd: (content: Content) => void;
}

async function* linesOf(graph: Graph, state: State, { header, onProgress, onEnd }: Writing) {
  const hash = createHash("sha256");
  const hashed = (text: string) => {
    hash.update(text);
    return text;
  };
  yield hashed(`${header}\n`);
  const total = sumOf(state.counts);
  let done = 0;
  const source = checkedRecords(readOf(graph), state);
  let next = await source.next();
  for (; !next.done; next = await source.next()) {
    done += next.value.length;
    onProgress(done, total);
    yield hashed(next.value.map((record) => `${contentLine(record)}\n`).join(""));
  }
  onEnd(next.value);
  yield `${endLine(next.value, hash.digest("hex"))}\n`;
}

function headerOf({ head, counts }: State, { engine }: Graph, programVersion: string) {
  const { revision, recordedAt, sequence, hash } = head;
  if (recordedAt === null || hash === null) throw new Error("A graph without an audit log");
  const log = { revision, recordedAt, auditSequence: sequence, auditHash: hash };
  const createdAt = toInstant(new Date());
  return { ...log, counts, programVersion, graphSchemaVersion, engine, createdAt };
}

function notWritable(file: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  const fault = diskFault(error, file);
  const expected = "expected a file in a folder that exists, such as england.backup.jsonl.gz.";
  return new BadUserInput(
    fault === null
      ? `${file} cannot be written (${code === "ENOENT" ? "there is no such folder" : code}): ${expected}`
      : `No backup was written: ${fault}. Mend that, or name another file.`,
    {},
    { cause: error },
  );
}
