import pc from "picocolors";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Output } from "../server/commands/output.ts";
import { hanging, longestWord, wrapped } from "./wrapped.ts";

export interface TableColumn {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
  /** Left out on a terminal that is too narrow for the others, and named below the table. */
  readonly spare?: boolean;
}

type Row = readonly string[];

const gap = 2;
/** A column of prose, which is one wider than this, is made no narrower than `leastProse`. */
const widestTerm = 24;
const leastProse = 16;

/**
 * Rows as a table that fits the output's width, and as wide as it is where that has none. No lines are drawn, so that it
 * can be copied and searched. Cells are wrapped between words, and no word is cut or broken. Where that does not fit,
 * columns to spare are left out and named below; where that does not do, each row is a block, with a line a column.
 */
export function tableText(output: Output, columns: readonly TableColumn[], rows: readonly Row[]): string {
  const measured = columns.map(({ title }, at) => measure([title, ...rows.map((row) => row[at] ?? "")]));
  const fit = fitting(output, columns, measured);
  if (fit === null) return blocks(output, columns, rows);
  const { shown, widths } = fit;
  const { bold } = pc.createColors(output.colours);
  const of = (row: Row) => shown.map((at) => row[at] ?? "");
  const right = shown.map((at) => columns[at]?.right ?? false);
  const titles = of(columns.map(({ title }) => title)).map(bold);
  const lines = [titles, ...rows.map(of)].flatMap((cells) => aligned(cells, widths, right));
  const left = columns.filter((_, at) => !shown.includes(at)).map(({ title }) => title);
  if (left.length === 0) return lines.join("\n");
  const sentence = `Left out, as the terminal is too narrow: ${left.join(", ")}. --csv has all.`;
  return [...lines, "", wrapped(sentence, output.columns)].join("\n");
}

interface Measured {
  /** As wide as its widest cell. */
  readonly natural: number;
  /** No narrower, lest a word be broken, or prose be a column of single words. */
  readonly least: number;
}

function measure(cells: readonly string[]): Measured {
  const widest = (width: (cell: string) => number) =>
    cells.reduce((max, cell) => Math.max(max, width(cell)), 0);
  const natural = widest((cell) => Math.max(...cell.split("\n").map((line) => stringWidth(line))));
  const longest = widest(longestWord);
  return { natural, least: natural > widestTerm ? Math.max(leastProse, longest) : longest };
}

/** The columns that fit beside one another, and how wide they are; null where not even the needed ones do. */
function fitting(
  { columns: width, isTerminal }: Output,
  columns: readonly TableColumn[],
  measured: readonly Measured[],
): { readonly shown: readonly number[]; readonly widths: readonly number[] } | null {
  let shown = columns.map((_, at) => at);
  for (;;) {
    const widths = fitted(
      shown.map((at) => measured[at] as Measured),
      width,
    );
    if (widths !== null) return { shown, widths };
    const spare = shown.findLastIndex((at) => columns[at]?.spare);
    // Whoever reads a file has no wider terminal.
    if (spare < 0 || !isTerminal) return null;
    shown = shown.toSpliced(spare, 1);
  }
}

/** Takes from the widest columns until they fit beside one another; null where they cannot. */
function fitted(measured: readonly Measured[], width: number | null): readonly number[] | null {
  const widths = measured.map(({ natural }) => natural);
  if (width === null) return widths;
  for (let over = sum(widths) + gap * (widths.length - 1) - width; over > 0; over--) {
    const widest = Math.max(...widths.filter((each, at) => each > (measured[at]?.least ?? 0)));
    const at = widths.findLastIndex((each, at) => each === widest && each > (measured[at]?.least ?? 0));
    if (at < 0) return null;
    widths[at] = widest - 1;
  }
  return widths;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The lines of one row: as many as its highest cell has. */
function aligned(cells: Row, widths: readonly number[], right: readonly boolean[]): string[] {
  const wraps = cells.map((cell, at) => {
    const width = widths[at] ?? 0;
    return (stringWidth(cell) > width ? wrapAnsi(cell, width) : cell).split("\n");
  });
  const height = Math.max(...wraps.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    wraps
      .map((wrap, at) => padded(wrap[line] ?? "", widths[at] ?? 0, right[at] ?? false))
      .join(" ".repeat(gap))
      .trimEnd(),
  );
}

function padded(text: string, width: number, right: boolean): string {
  const padding = " ".repeat(Math.max(0, width - stringWidth(text)));
  return right ? padding + text : text + padding;
}

/** Each row by itself: what it has, a line a column, and an empty line between two. */
function blocks({ colours, columns: width }: Output, columns: readonly TableColumn[], rows: readonly Row[]) {
  const { dim } = pc.createColors(colours);
  const widest = Math.max(...columns.map(({ title }) => stringWidth(title)));
  const block = (row: Row) =>
    columns.flatMap(({ title }, at) => {
      const cell = row[at] ?? "";
      return cell === "" ? [] : [hanging(`${dim(padded(title, widest, false))}  `, cell, width)];
    });
  return rows.map((row) => block(row).join("\n")).join("\n\n");
}
