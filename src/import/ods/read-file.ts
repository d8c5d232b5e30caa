import { decodedText } from "../csv/encoding.ts";
import { delimiterOf, isSeparatorLine } from "../csv/head.ts";
import { type CsvRow, lineRecordsOf, type ReadRow } from "../csv/line-records.ts";
import { type CsvFile, openText } from "../csv/open-csv.ts";
import { emptyFile } from "../input/input.ts";
import type { LocalFile } from "../input/local-file.ts";
import type { Rejects } from "../report/rejects.ts";
import {
  countIgnored,
  type Ignored,
  ignored,
  type PartReport,
  type Rejected,
  rejected,
} from "../report/report.ts";
import { type FileKind, layouts } from "./layouts.ts";
import { type Odd, OddRows } from "./oddities.ts";
import { isBeyond, type OdsForm, recognise } from "./recognise.ts";

/** What a row turned out to be: a fault, nothing of ours, an oddity, or taken by the reader. */
export type OdsRowOutcome = Ignored | Rejected | Odd | { readonly kind: "taken" };

/** A file to read, where its rejected rows go, and who is told how much was read. */
export interface Reading {
  readonly file: LocalFile;
  readonly rejects: Rejects;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Reads a file to its end, a row at a time, and counts what became of each.
 * @returns how the file was recognised
 * @throws BadUserInput when the file is empty, or is not of the kind that it was given as
 */
export async function readFile(
  { file, rejects, onBytes }: Reading,
  part: PartReport & { readonly part: FileKind },
  take: (row: ReadRow) => OdsRowOutcome,
  onRejected: (row: { readonly text: string }) => void = () => {},
): Promise<CsvFile> {
  const csv = await openOds(file);
  const odd = new OddRows();
  let form: OdsForm | undefined;
  for await (const rows of lineRecordsOf(
    file.name,
    decodedText(file.path, csv.encoding, onBytes),
    csv.delimiter,
  )) {
    form ??= recognise(file.name, part.part, rows);
    for (const row of rows) {
      part.read++;
      const outcome = outcomeOf(row, form, layouts[part.part].columns, take);
      if (outcome.kind === "ignored") countIgnored(part, outcome);
      if (outcome.kind === "odd") odd.add(row, outcome);
      if (outcome.kind !== "rejected") continue;
      part.rejected++;
      rejects.add(file.name, row, outcome);
      onRejected(row);
    }
    await rejects.drain();
  }
  if (part.read === 0) throw emptyFile(file.name);
  odd.conclude(part, rejects, onRejected);
  return csv;
}

export async function openOds(file: LocalFile): Promise<CsvFile> {
  const { encoding, start } = await openText(file);
  const widths = Object.values(layouts).map(({ columns }) => columns);
  const delimiter = delimiterOf(start, ({ length }) => (widths.includes(length) ? 100 : length));
  return { file, encoding, delimiter };
}

function outcomeOf(
  row: CsvRow,
  form: OdsForm,
  columns: number,
  take: (row: ReadRow) => OdsRowOutcome,
): OdsRowOutcome {
  if (row.kind === "unreadable") return rejected(null, row.reason);
  if (row.cells.every((cell) => cell.trim() === "")) return ignored("empty line");
  if (isSeparatorLine(row.text, row.line)) return ignored("Excel's line that names the delimiter");
  if (row.line === form.header) return ignored("header");
  const found = row.cells.length;
  if (found !== form.width) return rejected(null, `it has ${found} columns: expected ${form.width}`);
  return isBeyond(row, columns)
    ? rejected(
        null,
        `something stands behind its column ${columns}, the last that such a file has: expected nothing`,
      )
    : take(row);
}
