import type { Readable } from "node:stream";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { BadUserInput } from "../../model/errors.ts";
import { emptyFile, type Input, largestFile } from "./input.ts";

/** A zip has few entries beside its CSV: a read-me, a folder. */
const maxEntries = 100;

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
    // It unpacks at once, and yauzl tells of damage to whoever listens then: kept by the stream, it is told who reads later.
    stream.on("error", (error: Error) => stream.destroy(error));
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

/** What macOS adds beside each file. */
const isOfMac = /^__MACOSX\/|(^|\/)\._/;

async function onlyCsv(zip: ZipFile, name: string): Promise<Entry> {
  const found: Entry[] = [];
  const others: Entry[] = [];
  if (zip.entryCount > maxEntries) throw notOne(name, `${zip.entryCount} entries`);
  for await (const entry of zip.eachEntry()) {
    if (/\.csv$/i.test(entry.fileName) && !isOfMac.test(entry.fileName)) found.push(entry);
    else others.push(entry);
  }
  const [entry] = found;
  if (entry === undefined) await refuseWorkbook(zip, name, others);
  if (entry === undefined) throw notOne(name, `no CSV file${listed(others)}`);
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
async function refuseWorkbook(zip: ZipFile, name: string, entries: readonly Entry[]): Promise<void> {
  const workbook = entries.find(({ fileName }) => fileName === "xl/workbook.xml");
  if (workbook !== undefined && (await sheetsOf(zip, workbook)).some((sheet) => /\bPCN\b/.test(sheet))) {
    throw new BadUserInput(
      `${name} is ODS's workbook of primary care networks and their practices (ePCN): networks are of 2019 and later, and the graph does not hold them. Expected is a CSV file, such as epraccur.csv.`,
    );
  }
  const isOpenDocument = entries.some(({ fileName }) => fileName === "content.xml");
  if (workbook === undefined && !isOpenDocument) return;
  const kind = workbook ? "an Excel workbook (.xlsx)" : "an OpenDocument spreadsheet (.ods)";
  throw new BadUserInput(
    `${name}, line 1, is the start of ${kind}: expected text, so save the sheet as "CSV UTF-8 (comma delimited)" and import that.`,
  );
}

/** A list of sheets takes a few hundred bytes; what stands behind them is not read. */
const sheetListBytes = 64 * 1024;

async function sheetsOf(zip: ZipFile, workbook: Entry): Promise<string[]> {
  if (workbook.isEncrypted()) return [];
  let text = "";
  for await (const chunk of await zip.openReadStreamPromise(workbook)) {
    text += String(chunk);
    if (text.length > sheetListBytes) break;
  }
  return [...text.matchAll(/<sheet [^>]*\bname="([^"]*)"/g)].map(([, sheet = ""]) => sheet);
}

/** The first few, for whoever wonders what is in it. */
const listed = (entries: readonly Entry[]): string =>
  entries.length === 0
    ? ""
    : `, but ${entries
        .slice(0, 3)
        .map(({ fileName }) => JSON.stringify(fileName))
        .join(", ")}${entries.length > 3 ? ", …" : ""}`;

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
