import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { BadUserInput } from "../../model/errors.ts";
import { download } from "./download.ts";
import { gunzipped, isGzip } from "./gzipped.ts";
import { emptyFile, type Input, largestFile } from "./input.ts";
import { type StagedInput, stageInput } from "./stage-input.ts";
import { isZip, openZipped } from "./zipped.ts";

/**
 * Opens a path, "-" for standard input, or an https:// address; each may hold a CSV file or a zip with one in it.
 * @throws BadUserInput when there is no such file, or it is empty or too large
 */
export async function openInput(place: string, stdin: AsyncIterable<Buffer>): Promise<Input> {
  if (place === "-") return fromStream("standard input", stdin, null);
  if (/^[a-z]{2,}:\/\//i.test(place)) {
    const { name, bytes, size } = await download(place);
    return fromStream(name, bytes, size);
  }
  const name = basename(place);
  const file = await stat(place).catch((error: NodeJS.ErrnoException) => {
    throw notRead(place, error);
  });
  if (file.isDirectory()) {
    throw new BadUserInput(`${place} is a folder: expected a CSV file, such as ${place}/facts.csv.`);
  }
  if (!file.isFile()) return fromStream(name, bytesOf(place), null);
  if (file.size === 0) throw emptyFile(name);
  const first = await firstBytes(place);
  if (isZip(first)) return openZipped(place, name);
  if (isGzip(first)) return unzipped(name, bytesOf(place));
  return { name, bytes: limited(name, bytesOf(place)), size: file.size, path: place, close };
}

const close = async () => {};

/** Opened once somebody reads: an error before that would have nobody to hear it. */
async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  } catch (error) {
    throw notRead(path, error as NodeJS.ErrnoException);
  }
}

const notRead = (place: string, error: NodeJS.ErrnoException): BadUserInput =>
  new BadUserInput(
    `${place} cannot be read: ${reasonOf(error)}. Expected a CSV file, or a zip with one in it.`,
    {},
    { cause: error },
  );

const reasonOf = (error: NodeJS.ErrnoException): string =>
  error.code === "ENOENT"
    ? "there is no such file"
    : error.code === "EACCES"
      ? "it is not allowed"
      : `${error.code}`;

const unzipped = (name: string, bytes: AsyncIterable<Buffer>): Input => ({
  name,
  bytes: limited(name, gunzipped(name, bytes)),
  size: null,
  path: null,
  close,
});

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A stream tells what it is by its first bytes; a zip has its index at the end, so it goes to a file first. */
async function fromStream(name: string, stream: AsyncIterable<Buffer>, size: number | null): Promise<Input> {
  const rest = limited(name, stream)[Symbol.asyncIterator]();
  let first = Buffer.alloc(0);
  while (first.length < 4) {
    const { done, value } = await rest.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  if (first.length === 0) throw emptyFile(name);
  const bytes = startingWith(first, rest);
  if (isGzip(first)) return unzipped(name, bytes);
  if (!isZip(first)) return { name, bytes, size, path: null, close };
  const file: StagedInput = await stageInput(bytes);
  try {
    const input = await openZipped(file.path, name);
    const close = async () => {
      await input.close();
      await file.remove();
    };
    return { ...input, close };
  } catch (error) {
    await file.remove();
    throw error;
  }
}

async function* startingWith(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

async function* limited(name: string, stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > largestFile) {
      throw new BadUserInput(
        `${name} is larger than ${largestFile} bytes: expected a CSV file of a few million.`,
      );
    }
    yield chunk;
  }
}
