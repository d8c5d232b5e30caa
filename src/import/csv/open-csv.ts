import { open } from "node:fs/promises";
import type { LocalFile } from "../input/local-file.ts";
import { type Encoding, encodingOf } from "./encoding.ts";
import { refuseOtherFormats } from "./formats.ts";
import { delimiterName } from "./head.ts";

/** A file of CSV text, as it was recognised: how its bytes are read. */
export interface CsvFile {
  readonly file: LocalFile;
  readonly encoding: Encoding;
  readonly delimiter: string;
}

const headBytes = 256 * 1024;

/**
 * Recognises a file's format and encoding, whoever reads its rows. It is read to its end for that.
 * @returns with the text that it starts with, with "\n" for every line end
 * @throws BadUserInput for a file in which one of them cannot be recognised, by name
 */
export async function openText(file: LocalFile): Promise<{ encoding: Encoding; start: string }> {
  const bytes = await startOf(file.path);
  refuseOtherFormats(file.name, bytes);
  const encoding = await encodingOf(file.name, file.path, bytes);
  // The last line may be cut, in the middle of a character even: it is only there to end the one before.
  return { encoding, start: new TextDecoder(encoding).decode(bytes).replace(/\r\n?/g, "\n") };
}

async function startOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** How a file is written where it is not in UTF-8 with commas: for the report. */
export const writtenAs = ({ encoding, delimiter }: CsvFile): string[] => [
  ...(encoding === "utf-8" ? [] : [encodingNames[encoding]]),
  ...(delimiter === "," ? [] : [delimiterName(delimiter)]),
];

/** A note for the report; null where there is nothing to say. */
export const readAs = (name: string, notes: readonly string[]): string | null =>
  notes.length === 0 ? null : `${name} was read as ${notes.join(", ")}.`;

const encodingNames: Readonly<Record<Encoding, string>> = {
  "utf-8": "UTF-8",
  "windows-1252": "Windows-1252",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
};
