import { BadUserInput } from "../../model/errors.ts";

/** Files that are taken for CSV by mistake, by how they start. Zip and gzip are unpacked once before this. */
const signatures: readonly (readonly [start: readonly number[], what: string, advice: string])[] = [
  [[0xd0, 0xcf, 0x11, 0xe0], "an Excel workbook of before 2007 (.xls)", 'save the sheet as "CSV UTF-8"'],
  [[0x25, 0x50, 0x44, 0x46], "a PDF document", "ask for the table behind it as CSV"],
  [[0x50, 0x41, 0x52, 0x31], "a Parquet file", "write it as CSV"],
  [[0x42, 0x5a, 0x68], "a bzip2 archive", "unpack it"],
  [[0x37, 0x7a, 0xbc, 0xaf], "a 7-Zip archive", "unpack it"],
  [[0x52, 0x61, 0x72, 0x21], "a RAR archive", "unpack it"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "an xz archive", "unpack it"],
  [[0x28, 0xb5, 0x2f, 0xfd], "a Zstandard archive", "unpack it"],
  [[0x50, 0x4b, 0x05, 0x06], "a zip with nothing in it", "give one with a CSV file in it"],
  [[0x50, 0x4b, 0x03, 0x04], "a zip in another archive", "unpack the outer one"],
  [[0x1f, 0x8b], "gzip in another archive", "unpack the outer one"],
  [[0xff, 0xfe, 0x00, 0x00], "UTF-32 text", "save it as UTF-8"],
  [[0x00, 0x00, 0xfe, 0xff], "UTF-32 text", "save it as UTF-8"],
  [[0x1f, 0x9d], "an archive of compress (.Z)", "unpack it"],
  [[...Buffer.from("SQLite format 3\0")], "an SQLite database", "write the table as CSV"],
  [[...Buffer.from("ARROW1")], "an Arrow or Feather file", "write it as CSV"],
  [[...Buffer.from("FEA1")], "a Feather file", "write it as CSV"],
  [[...Buffer.from("\x89HDF", "latin1")], "an HDF5 file", "write the table as CSV"],
  [[...Buffer.from("RDX")], "data of R (.RData)", "write it as CSV, such as with write.csv"],
  [[...Buffer.from("X\n\0\0\0")], "data of R (.rds)", "write it as CSV, such as with write.csv"],
  [
    [...Buffer.from("{\\rtf")],
    "a document in Rich Text Format (RTF)",
    "save it as plain text with commas (CSV)",
  ],
];

/** The most telling first: what ODS itself publishes in other forms has its own advice. */
const texts: readonly (readonly [start: RegExp, what: string, advice: string])[] = [
  [
    /^\s*\{\s*"(Organisation|Organisations)"\s*:/,
    "JSON of ODS's ORD interface, which tells of single organisations",
    "import the file that tells of all of them, such as epraccur.csv, or write what it says into a table of ours (import --template)",
  ],
  [
    /^\s*<\?xml[^>]*>\s*<(\w+:)?HSCOrgRefData/i,
    "XML of ODS, with all organisations (HSCOrgRefData)",
    "import the files that ODS publishes as CSV, such as epraccur.csv and epcmem.csv",
  ],
  [
    /^version https:\/\/git-lfs\.github\.com/,
    "a pointer of Git LFS, which stands for the file itself",
    'fetch that with "git lfs pull"',
  ],
  [/^\s*<(!doctype|html|head|body)/i, "a web page (HTML)", "give the address of the file itself"],
  [/^\s*<(table|tr)\b/i, "a table of a web page (HTML)", "open it in a spreadsheet and save it as CSV"],
  // No CSV that is known begins so: a code, a name and a heading have no such bracket.
  [/^\s*<[?!a-z]/i, "XML", "write it as CSV"],
  [/^\s*(\{|\[\s*[{["\]\d])/, "JSON", "write it as CSV"],
];

/** Where a tar archive has its mark, behind the name and the rights of its first file. */
const tarMarkAt = 257;

/**
 * Refuses by its name what is no CSV at all.
 * @param start the first bytes of the file, some hundred thousand
 * @throws BadUserInput
 */
export function refuseOtherFormats(name: string, start: Buffer): void {
  if (start.toString("latin1", tarMarkAt, tarMarkAt + 5) === "ustar") throw isTar(name);
  const binary = signatures.find(([bytes]) => start.subarray(0, bytes.length).equals(Buffer.from(bytes)));
  const text = start.toString("utf8", 0, 1_000).replace(/^\uFEFF/, "");
  const found = binary ?? texts.find(([pattern]) => pattern.test(text));
  if (!found) return;
  throw new BadUserInput(
    `${name}, line 1, column 1, is the start of ${found[1]}: expected CSV text, so ${found[2]}.`,
  );
}

const isTar = (name: string): BadUserInput =>
  new BadUserInput(
    `${name} holds a tar archive (.tar or .tar.gz): expected one CSV file, so unpack it, such as with "tar -xf", and give the CSV file in it. A .zip or .csv.gz can be given as it is.`,
  );
