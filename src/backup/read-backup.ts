import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream";
import { isDeepStrictEqual } from "node:util";
import { createGunzip } from "node:zlib";
import { measure } from "../export/measured.ts";
import { linesIn } from "../graph/lines.ts";
import type { AuditHead } from "../graph/statements/audit.ts";
import { BadUserInput } from "../model/errors.ts";
import { Checker, Fault } from "./checker.ts";
import { type Content, ContentDigest } from "./digest.ts";
import { type End, type Header, isOfFormat, readHeader, readLine } from "./format.ts";
import type { StoredRecord } from "./record.ts";

/** A longer line is none of ours, and would have to be held in memory. */
const longestLine = 64 * 1024 * 1024;

/** The file is not a backup, or not as it was written. `details` say where, what was found and what was expected. */
export class BackupRefused extends BadUserInput {}

/** What a whole backup was found to be. */
export interface Verified {
  readonly header: Header;
  readonly content: Content;
  /** Of the file as it lies there. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Where the log of the graph stood that a backup is of. */
export const auditHeadOf = (header: Header): AuditHead => ({
  revision: header.revision,
  recordedAt: header.recordedAt,
  sequence: header.auditSequence,
  hash: header.auditHash,
});

/**
 * Reads a backup record by record, and checks all that can be checked. What it answers may be trusted once it has ended.
 * @param onHeader told of the header before the first record
 * @returns what the backup is
 * @throws BackupRefused where anything is wrong, BadUserInput where the file cannot be read
 */
export async function* readBackup(
  file: string,
  onHeader: (header: Header) => void = () => {},
): AsyncGenerator<StoredRecord, Verified> {
  const reading = new Reading();
  const { through, result } = measure();
  try {
    await refuseUnlessGzip(file);
    for await (const { line, ended } of linesIn(unpacked(file, through))) {
      const record = reading.take(line, ended, onHeader);
      if (record !== null) yield record;
    }
    return { ...reading.end(), ...result() };
  } catch (error) {
    throw refusalOf(file, reading.lines, error);
  }
}

/** What was read so far. */
class Reading {
  lines = 0;
  readonly #checker = new Checker();
  readonly #content = new ContentDigest();
  readonly #sha256: Hash = createHash("sha256");
  #header: Header | null = null;
  #result: { readonly header: Header; readonly content: Content } | null = null;

  /** @returns the line's record; null for the header and the end */
  take(line: string, ended: boolean, onHeader: (header: Header) => void): StoredRecord | null {
    this.lines++;
    if (this.#result !== null) throw new Fault("a line after the last one", "nothing");
    if (!ended) throw new Fault("a line that is cut off", "a line feed at its end");
    if (this.#header === null) {
      this.#header = readHeader(line);
      this.#sha256.update(`${line}\n`);
      onHeader(this.#header);
      return null;
    }
    const read = readLine(line);
    if (read.type === "end") {
      this.#finish(this.#header, read);
      return null;
    }
    if (!isOfFormat(this.#header, read)) {
      throw new Fault(
        `a record of type "${read.type}" with${this.#header.formatVersion === 1 ? "" : "out"} a revision`,
        `one of format version ${this.#header.formatVersion}`,
      );
    }
    this.#sha256.update(`${line}\n`);
    this.#content.take(read.type, line);
    this.#checker.take(read);
    return read;
  }

  end() {
    if (this.#header === null) throw new Fault("nothing", "the header of a backup");
    if (this.#result === null) throw new Fault("no last line", 'one of type "end": the file is cut off');
    return this.#result;
  }

  #finish(header: Header, { sha256, type: _type, ...said }: End): void {
    const content = this.#content.result();
    if (!isDeepStrictEqual(content.counts, said.counts) || !isDeepStrictEqual(said.counts, header.counts)) {
      throw new Fault(`${JSON.stringify(content.counts)} records`, JSON.stringify(header.counts));
    }
    const found = this.#sha256.digest("hex");
    if (found !== sha256) throw new Fault(`lines with the SHA-256 ${found}`, sha256);
    if (!isDeepStrictEqual(content, said))
      throw new Fault(`records with the digest ${content.digest}`, said.digest);
    this.#checker.end(auditHeadOf(header));
    this.#result = { header, content };
  }
}

async function refuseUnlessGzip(file: string): Promise<void> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    const start = buffer.subarray(0, bytesRead);
    if (start.equals(Buffer.from([0x1f, 0x8b]))) return;
    throw new Fault(
      bytesRead === 0 ? "an empty file" : `a file that begins with the bytes ${start.toString("hex")}`,
      "a gzip file, which begins with 1f8b, as `commissioning backup` writes it",
    );
  } finally {
    await handle.close();
  }
}

/** @throws Fault where it is damaged, cut off, or something follows it */
async function* unpacked(
  file: string,
  through: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  // What goes wrong comes out of the last one too, where it is told.
  pipeline(source, through, gunzip, () => {});
  let unended = 0;
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      const end = chunk.lastIndexOf(10);
      unended = end < 0 ? unended + chunk.length : chunk.length - end - 1;
      if (unended > longestLine) throw new Fault(`a line of more than ${longestLine} bytes`, "a shorter one");
      yield chunk;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code?.startsWith("Z_")) throw error;
    throw new Fault(`gzip that cannot be unpacked further (${message})`, "the whole file as it was written");
  }
  const { size } = await stat(file);
  if (gunzip.bytesWritten !== size) {
    throw new Fault(`${size - gunzip.bytesWritten} bytes after the end of gzip`, "nothing");
  }
}

function refusalOf(file: string, lines: number, error: unknown): unknown {
  if (error instanceof Fault) {
    const { found, expected } = error;
    const where = lines === 0 ? file : `${file}, line ${lines}`;
    return new BackupRefused(
      `${where}: found ${found}; expected ${expected}. Nothing was written.`,
      { file, line: lines === 0 ? null : lines, found, expected },
      { cause: error },
    );
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !/^E[A-Z]+$/.test(code)) return error;
  return new BadUserInput(
    `${file} cannot be read (${code === "ENOENT" ? "there is no such file" : code}): expected a backup, such as england.backup.jsonl.gz.`,
    {},
    { cause: error },
  );
}
