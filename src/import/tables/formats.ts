import { BadUserInput } from "../../model/errors.ts";

/** Files that are taken for CSV by mistake, by how they start. Zip and gzip are unpacked before this. */
const signatures: readonly (readonly [start: readonly number[], what: string, advice: string])[] = [
  [[0xd0, 0xcf, 0x11, 0xe0], "an Excel workbook of before 2007 (.xls)", 'save the sheet as "CSV UTF-8"'],
  [[0x25, 0x50, 0x44, 0x46], "a PDF document", "ask for the table behind it as CSV"],
  [[0x50, 0x41, 0x52, 0x31], "a Parquet file", "write it as CSV"],
  [[0x42, 0x5a, 0x68], "a bzip2 archive", "unpack it"],
  [[0x37, 0x7a, 0xbc, 0xaf], "a 7-Zip archive", "unpack it"],
  [[0xff, 0xfe, 0x00, 0x00], "UTF-32 text", "save it as UTF-8"],
  [[0x00, 0x00, 0xfe, 0xff], "UTF-32 text", "save it as UTF-8"],
];

const texts: readonly (readonly [start: RegExp, what: string, advice: string])[] = [
  [/^\s*<(!doctype|html|head|body)/i, "a web page (HTML)", "give the address of the file itself"],
  [/^\s*<\?xml/i, "XML", "write it as CSV"],
  [/^\s*(\[\s*)?\{/, "JSON", "write it as CSV"],
];

/**
 * Refuses by its name what is no CSV at all.
 * @param start the first bytes of the file, a few hundred
 * @throws BadUserInput
 */
export function refuseOtherFormats(name: string, start: Buffer): void {
  const binary = signatures.find(([bytes]) => start.subarray(0, bytes.length).equals(Buffer.from(bytes)));
  const text = texts.find(([pattern]) => pattern.test(start.toString("latin1")));
  const found = binary ?? text;
  if (!found) return;
  throw new BadUserInput(
    `${name}, line 1, column 1, is the start of ${found[1]}: expected CSV text with a header, so ${found[2]}.`,
  );
}
