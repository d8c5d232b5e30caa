import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Graph } from "../graph/graph.ts";
import { BadUserInput } from "../model/errors.ts";
import { dataPackageOf, type WrittenFile } from "./data-package.ts";
import type { Extract } from "./extract.ts";
import type { ExportFile } from "./formats.ts";
import { measure } from "./measured.ts";
import { countingRows } from "./row-counts.ts";

export const packageName = "datapackage.json";

export interface FolderRequest {
  readonly folder: string;
  readonly files: readonly ExportFile[];
  /** Write into a folder that holds something, over files of the same names. */
  readonly force: boolean;
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops the writing, and leaves nothing behind. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes an export into a folder. All is written beside it first, so that a folder with a `datapackage.json` is whole.
 * @throws BadUserInput when the folder holds something or cannot be written
 */
export async function writeFolder(
  graph: Graph,
  extract: Extract,
  request: FolderRequest,
): Promise<readonly WrittenFile[]> {
  const folder = resolve(request.folder);
  const existing = await contentsOf(folder);
  if (existing !== null && existing.length > 0 && !request.force) {
    throw new BadUserInput(
      `${request.folder} holds ${existing.length} ${existing.length === 1 ? "file" : "files"} already: expected a new or empty folder, or --force to write over files of the same names.`,
    );
  }
  const partial = await partialFolder(folder);
  try {
    const written = await writeFiles(extract, partial, request);
    const described = await dataPackageOf(graph, extract, written);
    await writeFile(join(partial, packageName), `${JSON.stringify(described, null, 2)}\n`);
    request.signal?.throwIfAborted();
    await moveInto(folder, partial, existing !== null);
    return written;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

/** The names in a folder; null where there is none. */
async function contentsOf(folder: string): Promise<readonly string[] | null> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT") return null;
    throw notWritable(folder, error);
  }
}

/** Beside the folder, so that moving it is renaming. */
async function partialFolder(folder: string): Promise<string> {
  try {
    const partial = join(dirname(folder), `.${basename(folder)}.partial-${randomUUID()}`);
    await mkdir(partial, { recursive: true });
    return partial;
  } catch (error) {
    throw notWritable(folder, error);
  }
}

function notWritable(folder: string, error: unknown): BadUserInput {
  const reason = error instanceof Error ? error.message : String(error);
  return new BadUserInput(
    `${folder} cannot be written (${reason}): expected a folder, such as exports/2011-04-01.`,
    {},
    { cause: error },
  );
}

async function writeFiles(extract: Extract, folder: string, request: FolderRequest): Promise<WrittenFile[]> {
  const { files, onProgress = () => {}, signal } = request;
  const total = extract.organisations * files.reduce((sum, file) => sum + file.tables.length, 0);
  let done = 0;
  const written: WrittenFile[] = [];
  for (const file of files) {
    const { read, counts } = countingRows(extract, (more) => {
      done += more;
      onProgress(done, total);
    });
    const { through, result } = measure();
    const target = createWriteStream(join(folder, file.name));
    await pipeline(Readable.from(file.chunks(extract, read)), through, target, {
      ...(signal ? { signal } : {}),
    });
    written.push({ file, path: file.name, ...result(), ...counts });
  }
  return written;
}

/** A new folder appears at once; in one that was there, the package comes last, and none stands while files change. */
async function moveInto(folder: string, partial: string, exists: boolean): Promise<void> {
  if (!exists) return rename(partial, folder);
  await rm(join(folder, packageName), { force: true });
  const names = (await readdir(partial)).filter((name) => name !== packageName);
  for (const name of [...names, packageName]) await rename(join(partial, name), join(folder, name));
}
