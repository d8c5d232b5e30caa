import { stripVTControlCharacters } from "node:util";
import Table from "cli-table3";
import pc from "picocolors";
import type { Output } from "../server/commands/output.ts";

export interface TableColumn {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly right?: boolean;
  /** Cut with an ellipsis rather than wrapped where the terminal is too narrow. */
  readonly cut?: boolean;
  /** Left out where the terminal is too narrow for the others. */
  readonly spare?: boolean;
}

const gap = 2;
/** A column is made no narrower than this to fit a terminal. */
const narrowest = 9;
/** A name that is cut shorter than this says little: a column to spare goes first. */
const shortestName = 20;

/** No lines are drawn, so that a table can be copied and searched. */
const noLines = Object.fromEntries(
  [
    "top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right",
    "left left-mid mid mid-mid right right-mid middle",
  ]
    .join(" ")
    .split(" ")
    .map((name) => [name, ""]),
);

/** Rows as a table that fits the output's width; as wide as it is where there is none. */
export function tableText(
  output: Output,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): string {
  const { bold } = pc.createColors(output.colours);
  const natural = columns.map(({ title }, at) =>
    rows.reduce((most, row) => Math.max(most, longestLine(row[at] ?? "")), title.length),
  );
  const widths = fitted(natural, output.columns);
  const spare = columns.findLastIndex((column) => column.spare);
  const cutShort = columns.some(
    ({ cut }, at) => cut && (widths[at] ?? 0) < Math.min(shortestName, natural[at] ?? 0),
  );
  if (spare >= 0 && cutShort) {
    return tableText(
      output,
      columns.toSpliced(spare, 1),
      rows.map((row) => row.toSpliced(spare, 1)),
    );
  }
  const lines = [columns.map(({ title }) => bold(title)), ...rows];
  const table = new Table({
    chars: noLines,
    style: { "padding-left": 0, "padding-right": gap, head: [], border: [], compact: true },
    colWidths: widths.map((width) => width + gap),
    colAligns: columns.map(({ right }) => (right ? "right" : "left")),
  });
  table.push(
    ...lines.map((line) =>
      line.map((content, at) => ({ content, wordWrap: !columns[at]?.cut, truncate: "…" })),
    ),
  );
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

const longestLine = (text: string): number =>
  Math.max(
    ...stripVTControlCharacters(text)
      .split("\n")
      .map(({ length }) => length),
  );

/** Takes from the widest columns until the table fits. */
function fitted(natural: readonly number[], columns: number | null): readonly number[] {
  if (columns === null) return natural;
  const widths = [...natural];
  for (;;) {
    const over = widths.reduce((sum, width) => sum + width + gap, 0) - columns;
    const widest = Math.max(...widths);
    if (over <= 0 || widest <= narrowest) return widths;
    const next = Math.max(narrowest, ...widths.filter((width) => width < widest));
    const ofWidest = widths.filter((width) => width === widest).length;
    const less = Math.max(1, Math.min(widest - next, Math.ceil(over / ofWidest)));
    for (const [at, width] of widths.entries()) {
      if (width === widest) widths[at] = Math.max(narrowest, width - less);
    }
  }
}
