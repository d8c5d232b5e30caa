import {
  type BigIntStats,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import grafeo, { type GrafeoDB } from "@grafeo-db/js";
import { headFileOf, type LastChange, noteHead } from "./head-file.ts";

/** What tells one file or folder from another that is put in its place. */
interface Identity {
  readonly device: bigint;
  readonly inode: bigint;
}

/** When a file's content was changed last, and how much of it there is. */
interface Stamp {
  readonly changed: bigint;
  readonly size: bigint;
}

/** The embedded graph's file as this process opened it, and the folder of the engine's log beside it. */
export class GraphFile {
  /** For sentences that leave this machine: without the folders. */
  readonly name: string;
  readonly #path: string;
  readonly #file: Identity;
  readonly #logFolder: Identity | null;
  #stamp: Stamp;

  /** @param path of a file that the engine has opened */
  constructor(path: string) {
    this.#path = path;
    this.name = basename(path);
    const stats = statSync(path, { bigint: true });
    this.#file = identityOf(stats);
    this.#stamp = stampOf(stats);
    const log = statOf(this.#logPath);
    this.#logFolder = log && identityOf(log);
    this.makePrivate();
  }

  get #logPath(): string {
    return logFolderOf(this.#path);
  }

  /**
   * Why what the engine writes would no longer be found at the file's path; null while it would. The engine itself
   * goes on writing into a file that was deleted, and notices nothing.
   */
  whyLost(): string | null {
    const file = statOf(this.#path);
    if (file === null) return `${this.name} was moved or deleted`;
    if (!isSame(identityOf(file), this.#file)) return `${this.name} was replaced by another file`;
    if (this.#isOverwritten(file)) return `${this.name} was written over`;
    return this.#whyLogLost();
  }

  #whyLogLost(): string | null {
    if (this.#logFolder === null) return null;
    const log = statOf(this.#logPath);
    const there = log !== null && isSame(identityOf(log), this.#logFolder) && this.logFiles().length > 0;
    return there
      ? null
      : `${this.name}.wal, the engine's log beside ${this.name}, was moved, deleted or replaced`;
  }

  #isOverwritten(stats: BigIntStats): boolean {
    const stamp = stampOf(stats);
    return stamp.changed !== this.#stamp.changed || stamp.size !== this.#stamp.size;
  }

  /** The engine has written to the file, as it does at a checkpoint alone: what it holds now is its own. */
  checkpointed(): void {
    const stats = statOf(this.#path);
    if (stats !== null && isSame(identityOf(stats), this.#file)) this.#stamp = stampOf(stats);
    this.makePrivate();
  }

  /**
   * Keeps aside what somebody wrote over the file, since the engine is about to write its own there.
   * @returns where it is kept; null where nobody wrote
   */
  backUpOverwritten(): string | null {
    const stats = statOf(this.#path);
    if (stats === null || !isSame(identityOf(stats), this.#file) || !this.#isOverwritten(stats)) return null;
    const copy = `${this.#path}.written-over-${Date.now()}`;
    copyFileSync(this.#path, copy, constants.COPYFILE_EXCL);
    return copy;
  }

  noteHead(head: LastChange): void {
    noteHead(this.#path, head);
  }

  logFiles(): string[] {
    return filesIn(this.#logPath);
  }

  /**
   * Brings what was committed to the disk. The engine does so in batches, so that a machine which loses its power would
   * lose changes that were acknowledged: docs/decisions/0031-embedded-engine-weighed-again.md.
   */
  async syncLog(): Promise<void> {
    for (const name of this.logFiles()) {
      const log = await open(join(this.#logPath, name), "r");
      try {
        await log.datasync();
      } finally {
        await log.close();
      }
    }
  }

  logBytes(): number {
    return this.logFiles().reduce((sum, name) => sum + sizeOf(join(this.#logPath, name)), 0);
  }

  /** Nobody but the owner may read the graph or its log; files of the time before this was so are put right too. */
  makePrivate(): void {
    restrict(this.#path, 0o600);
    restrict(headFileOf(this.#path), 0o600);
    restrict(this.#logPath, 0o700);
    for (const name of this.logFiles()) restrict(join(this.#logPath, name), 0o600);
  }
}

/** Opens a graph's file, or makes one that only its owner may read. */
export function openDatabase(path: string): GrafeoDB {
  if (existsSync(path)) return grafeo.GrafeoDB.open(path);
  mkdirSync(dirname(path), { recursive: true });
  // What the engine makes anew, it makes with the rights that the process gives.
  const before = process.umask(0o077);
  try {
    // So that it is told from one that lost what it held.
    noteHead(path, { revision: 0, hash: null });
    return grafeo.GrafeoDB.create(path);
  } finally {
    process.umask(before);
  }
}

export const logFolderOf = (path: string): string => `${path}.wal`;

function restrict(path: string, mode: number): void {
  try {
    if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, mode);
  } catch {
    // Another user's, or gone since: whoever may not change it may not open it either, which is said there.
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".log"));
  } catch {
    return [];
  }
}

const sizeOf = (path: string): number => Number(statOf(path)?.size ?? 0n);
const statOf = (path: string): BigIntStats | null =>
  statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
const identityOf = ({ dev, ino }: BigIntStats): Identity => ({ device: dev, inode: ino });
const stampOf = ({ mtimeNs, size }: BigIntStats): Stamp => ({ changed: mtimeNs, size });
const isSame = (a: Identity, b: Identity): boolean => a.device === b.device && a.inode === b.inode;
