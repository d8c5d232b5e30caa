import { BadUserInput } from "../../model/errors.ts";
import { emptyFile, type Input } from "../input/input.ts";
import type { Rejects } from "../report/rejects.ts";
import {
  countIgnored,
  type Ignored,
  ignored,
  type PartReport,
  type Rejected,
  rejected,
} from "../report/report.ts";
import { isPracticeCode } from "./cells.ts";
import { type FileKind, type Layout, membershipsLayout, practicesLayout } from "./layouts.ts";
import { type ReadRow, type Row, readRows } from "./rows.ts";

const layouts: Readonly<Record<FileKind, Layout<string>>> = {
  practices: practicesLayout,
  memberships: membershipsLayout,
};

/** What a row turned out to be: a fault, nothing of ours, or taken by the reader. */
export type Outcome = Ignored | Rejected | { readonly kind: "taken" };

/**
 * Reads a file to its end, a row at a time, and counts what became of each.
 * @throws BadUserInput when the file is empty, or is the other of the two files
 */
export async function readFile(
  input: Input,
  part: PartReport & { readonly part: FileKind },
  rejects: Rejects,
  take: (row: ReadRow) => Outcome,
  onRejected: (row: Row) => void = () => {},
): Promise<void> {
  for await (const rows of readRows(input.name, input.bytes)) {
    for (const row of rows) {
      part.read++;
      const outcome = outcomeOf(input.name, part.part, row, take);
      if (outcome.kind === "ignored") countIgnored(part, outcome);
      if (outcome.kind !== "rejected") continue;
      part.rejected++;
      rejects.add(input.name, row, outcome);
      onRejected(row);
    }
    await rejects.settle();
  }
  if (part.read === 0) throw emptyFile(input.name);
}

function outcomeOf(file: string, kind: FileKind, row: Row, take: (row: ReadRow) => Outcome): Outcome {
  if (row.kind === "unreadable") return rejected(null, row.reason);
  if (row.text === "") return ignored("empty line");
  const { columns } = layouts[kind];
  const found = row.cells.length;
  if (found === columns) return isHeader(row) ? ignored("header") : take(row);
  if (row.line === 1) refuseOther(file, kind, found);
  return rejected(null, `it has ${found} columns: expected ${columns}`);
}

/** ODS files have no header; where somebody added one it holds no code and no date. */
function isHeader({ line, cells }: ReadRow): boolean {
  return line === 1 && !isPracticeCode(cells[0]?.trim() ?? "") && !cells.some((cell) => /^\d{8}$/.test(cell));
}

function refuseOther(file: string, kind: FileKind, columns: number): void {
  const other: FileKind = kind === "practices" ? "memberships" : "practices";
  if (columns !== layouts[other].columns) return;
  throw new BadUserInput(
    `${file} has ${columns} columns, as a ${other} file has: expected ${layouts[kind].columns} for --${kind}. Give it with --${other} instead.`,
  );
}
