import type { Readable } from "node:stream";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { BadUserInput } from "../../model/errors.ts";
import { emptyFile, type Input, largestFile } from "./input.ts";

/** A zip has few entries beside its CSV: a read-me, a folder. */
const mostEntries = 100;

export const isZip = (firstBytes: Buffer): boolean =>
  firstBytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));

/**
 * Opens the one CSV file in a zip. An entry that unpacks to more than it claims ends in an error.
 * @throws BadUserInput when it is not a zip, holds none or several, or one that is empty, locked or too large
 */
export async function openZipped(path: string, name: string): Promise<Input> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch((error: Error) => {
    throw notReadable(name, error);
  });
  try {
    const entry = await onlyCsv(zip, name);
    const stream = await zip.openReadStreamPromise(entry);
    return {
      name,
      bytes: unpacked(stream, name),
      size: entry.uncompressedSize,
      path: null,
      close: async () => {
        stream.destroy();
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error instanceof BadUserInput ? error : notReadable(name, error as Error);
  }
}

async function onlyCsv(zip: ZipFile, name: string): Promise<Entry> {
  const found: Entry[] = [];
  const names: string[] = [];
  if (zip.entryCount > mostEntries) throw notOne(name, `${zip.entryCount} entries`);
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName);
    if (/\.csv$/i.test(entry.fileName) && !entry.fileName.startsWith("__MACOSX/")) found.push(entry);
  }
  const [entry] = found;
  if (entry === undefined) refuseWorkbook(name, names);
  if (entry === undefined) throw notOne(name, "none");
  if (found.length > 1) throw notOne(name, found.map((one) => JSON.stringify(one.fileName)).join(", "));
  if (entry.isEncrypted()) throw new BadUserInput(`${name} is locked with a password: unpack it first.`);
  if (entry.uncompressedSize === 0) throw emptyFile(`${entry.fileName} in ${name}`);
  if (entry.uncompressedSize > largestFile) {
    throw new BadUserInput(
      `${name} unpacks to ${entry.uncompressedSize} bytes: expected at most ${largestFile}.`,
    );
  }
  return entry;
}

/** Spreadsheets are zips too. */
function refuseWorkbook(name: string, entries: readonly string[]): void {
  const kind = entries.includes("xl/workbook.xml")
    ? "an Excel workbook (.xlsx)"
    : entries.includes("content.xml")
      ? "an OpenDocument spreadsheet (.ods)"
      : null;
  if (kind === null) return;
  throw new BadUserInput(
    `${name}, line 1, is the start of ${kind}: expected text, so save the sheet as "CSV UTF-8 (comma delimited)" and import that.`,
  );
}

const notOne = (name: string, found: string): BadUserInput =>
  new BadUserInput(`${name} holds ${found}: expected a zip with one file that ends in .csv.`);

const notReadable = (name: string, cause: Error): BadUserInput =>
  new BadUserInput(
    `${name} starts as a zip does, and cannot be read as one: ${cause.message}`,
    {},
    { cause },
  );

async function* unpacked(stream: Readable, name: string): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch (error) {
    throw notReadable(name, error as Error);
  }
}
