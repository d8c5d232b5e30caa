import { BadUserInput } from "../../model/errors.ts";
import { isSeparatorLine } from "../csv/head.ts";
import { checkHeadingOrder } from "../csv/heading-order.ts";
import type { CsvRow, ReadRow } from "../csv/line-records.ts";
import { isPracticeCode } from "./cells.ts";
import { headingPlaces } from "./heading-places.ts";
import { knownFileOf } from "./known-files.ts";
import { type FileKind, layouts } from "./layouts.ts";

/** How the rows of a file of ODS are laid out. */
export interface OdsForm {
  /** Cells that each row has. */
  readonly width: number;
  /** The line of a header; null where there is none. */
  readonly header: number | null;
}

/** Rows that show what a file is: a header and a few below it. */
const shownBy = 50;

/**
 * Tells by its first rows whether a file is of the kind that it was given as, with or without a header.
 * @throws BadUserInput for any other file, by its name where it is one that is known
 */
export function recognise(name: string, kind: FileKind, rows: readonly CsvRow[]): OdsForm {
  const read = rows.filter((row) => row.kind === "read").slice(0, shownBy);
  const filled = read.filter(
    (row) => row.cells.some((cell) => cell.trim() !== "") && !isSeparatorLine(row.text, row.line),
  );
  const [top] = filled;
  const { columns } = layouts[kind];
  if (top === undefined) return { width: columns, header: null };
  const known = knownFileOf(filled.map((row) => row.cells));
  if (known?.option === kind) {
    if (isHeader(top)) checkHeadingOrder(name, headingPlaces[kind], top.cells);
    return { width: widthOf(name, kind, filled), header: headerOf(top) };
  }
  // A single row may be a header without rows, or a row with a fault.
  if (known === undefined && filled.length === 1 && top.cells.length === columns) {
    return { width: columns, header: headerOf(top) };
  }
  throw isOther(name, kind, filled, known);
}

/**
 * Some programs leave out a last column that is empty, or add empty ones: all rows of a file do.
 * @throws BadUserInput where most have something in columns that such a file does not have
 */
function widthOf(name: string, kind: FileKind, rows: readonly ReadRow[]): number {
  const { columns } = layouts[kind];
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const [commonest] = [...counts].sort(([, a], [, b]) => b - a);
  const width = commonest?.[0] ?? columns;
  if (rows.filter((row) => isBeyond(row, columns)).length * 2 > rows.length) {
    throw new BadUserInput(
      `${name} has ${width} columns, and something stands behind the last that such a file has: expected is ${files[kind]}. Take out what was added.`,
    );
  }
  return width >= columns - 1 ? width : columns;
}

/** Whether a row has something in a column that such a file does not have. */
export const isBeyond = ({ cells }: Pick<ReadRow, "cells">, columns: number): boolean =>
  cells.slice(columns).some((cell) => cell.trim() !== "");

const headerOf = (top: ReadRow): number | null => (isHeader(top) ? top.line : null);

/** A header holds no code and no date. */
const isHeader = ({ cells }: ReadRow): boolean =>
  !isPracticeCode(cells[0]?.trim().toUpperCase() ?? "") &&
  !cells.some((cell) => /^\d{4}-?\d\d-?\d\d$/.test(cell.trim()));

function isOther(
  name: string,
  kind: FileKind,
  rows: readonly ReadRow[],
  known: ReturnType<typeof knownFileOf>,
): BadUserInput {
  const cells = rows[0]?.cells ?? [];
  const { columns } = layouts[kind];
  const own = rows.find((row) => knownFileOf([row.cells])?.option === kind);
  const others = rows.find((row) => knownFileOf([row.cells])?.option === known?.option);
  if (known?.option !== undefined && own && others) {
    return new BadUserInput(
      `${name} has a row of ${kind} in line ${own.line} and one of ${known.option} in line ${others.line}: expected one kind in a file, such as ${files[kind]}. Divide it.`,
    );
  }
  if (known?.option !== undefined) {
    return new BadUserInput(
      `${name} has ${cells.length} columns, as a ${known.option} file has: expected ${columns} for --${kind}. ${known.advice}.`,
    );
  }
  if (known !== undefined) {
    return new BadUserInput(
      `${name} is ${known.what}: expected for --${kind} is ${files[kind]}. ${known.advice}.`,
    );
  }
  const shown = cells.slice(0, 4).map((cell) => cell.trim().slice(0, 30));
  return new BadUserInput(
    `${name} is no file of ${kind} of ODS, since its first row has ${cells.length} columns (${shown.join(", ")}${cells.length > 4 ? ", …" : ""}): expected is ${files[kind]}. Give ODS's own file, or make a table of ours from it: see "import --template", and docs/imports.md for layouts.`,
  );
}

const files: Readonly<Record<FileKind, string>> = {
  practices: "epraccur.csv, of 27 columns with a practice's code first, such as A81001",
  memberships: "epcmem.csv, of 6 columns with a practice's code first, such as A81001",
};
