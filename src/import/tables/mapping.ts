import { comparedText } from "../../model/compared-text.ts";
import { BadUserInput } from "../../model/errors.ts";
import type { Head } from "../csv/head.ts";
import { checkHeadingOrder, type HeadingPlaces } from "../csv/heading-order.ts";
import { columnOf, columns, type TableName, tableNames } from "./columns.ts";
import type { Layout, LayoutCell, LayoutColumn } from "./layout.ts";

/** Where one column of ours comes from in a file. */
export interface MappedColumn {
  /** What an error calls it: its name in the file. */
  readonly label: string;
  /** The place of its cell, counted from 0; null for a constant, and for a sum. */
  readonly at: number | null;
  /** Cells that it is the sum of. */
  readonly sum?: readonly SummedCell[];
  readonly constant: string;
  readonly values: Readonly<Record<string, string>> | undefined;
  readonly slug: string | undefined;
  readonly prefix: string | undefined;
}

export type SummedCell = Pick<MappedColumn, "label"> & { readonly at: number };

/** A rule that sets a row aside, where it has what is named in all of these places. */
export interface LeaveRule {
  readonly rule: string;
  readonly where: readonly CellCondition[];
}
/** A condition on one cell; a list of values with bars between is each of them. */
export interface CellCondition {
  readonly at: number;
  readonly fits: (cell: string) => boolean;
}

/** How the rows of one file make rows of ours. */
export interface Mapping {
  readonly table: TableName;
  readonly hasHeader: boolean;
  /** Cells that a row has. */
  readonly width: number;
  readonly columns: ReadonlyMap<string, MappedColumn>;
  readonly leave: readonly LeaveRule[];
  /** Rows that have something else there are set aside. */
  readonly only: readonly (CellCondition & { readonly rule: string })[];
  /** Rows that name a body which the graph does not hold are ignored, not rejected. */
  readonly knownBodiesOnly: boolean;
}

/** Values for columns that the file has not, by column. */
export type Constants = Readonly<Record<string, string>>;

/** Names are the same whatever their case, and with spaces, hyphens or underscores: "Valid from" is validFrom. */
const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, "");

/** How many cells of a first row are what a header of ours, or of the layout, has. */
export function headerFit(layout: Layout | undefined): (cells: readonly string[]) => number {
  if (typeof layout?.columns === "number") {
    const width = layout.columns;
    return (cells) => (cells.length === width ? 1 : 0);
  }
  const known = new Set(
    (layout?.columns ?? tableNames.flatMap((table) => Object.keys(columns[table]))).map(plain),
  );
  return (cells) => cells.filter((cell) => known.has(plain(cell))).length;
}

/**
 * The mapping of a file with a header of our own.
 * @throws BadUserInput for a header that is no table's, has a column that is not known or is there twice, or lacks one
 */
export function ownMapping(name: string, head: Head, constants: Constants): Mapping {
  const header = withoutTrailing(head.cells);
  const where = `${name}, line ${head.line}`;
  const table = tableOf(where, header);
  const known = new Map(Object.keys(columns[table]).map((column) => [plain(column), column]));
  const mapped = new Map<string, MappedColumn>();
  for (const [at, label] of header.entries()) {
    const column = known.get(plain(label));
    if (column === undefined) throw unknownColumn(where, at, label, table);
    if (mapped.has(column)) throw twice(where, at, label);
    mapped.set(column, fromColumn(label, at));
  }
  addConstants(name, table, mapped, constants);
  needRequired(where, table, mapped);
  return {
    table,
    hasHeader: true,
    width: header.length,
    columns: mapped,
    leave: [],
    only: [],
    knownBodiesOnly: false,
  };
}

/**
 * The mapping of a file by a layout.
 * @throws BadUserInput for a file that is not laid out so
 */
export function layoutMapping(name: string, head: Head, layout: Layout, constants: Constants): Mapping {
  const where = `${name}, line ${head.line}`;
  const hasHeader = typeof layout.columns !== "number";
  const header = withoutTrailing(head.cells);
  const width = hasHeader ? header.length : (layout.columns as number);
  if (!hasHeader && (head.cells.length < width || header.length > width)) {
    throw new BadUserInput(
      `${where}, has ${head.cells.length} columns: expected ${width}, as the layout says.`,
    );
  }
  if (!hasHeader) checkHeadingOrder(name, headingsOf(layout), head.cells);
  const placeOf = hasHeader ? placeByName(where, header, layout) : placeByNumber(where, width);
  const mapped = new Map<string, MappedColumn>();
  for (const [column, cell] of Object.entries(layout.cells))
    mapped.set(column, mappedCell(column, cell, placeOf));
  addConstants(name, layout.table, mapped, constants);
  needRequired(where, layout.table, mapped);
  return {
    table: layout.table,
    hasHeader,
    width,
    columns: mapped,
    ...rulesOf(layout, placeOf),
    knownBodiesOnly: layout.bodies === "known",
  };
}

const headingsOf = ({ headings }: Layout): HeadingPlaces =>
  headings.map(({ like, at }) => [new RegExp(like), at.map((place) => place - 1)]);

function fitOf(condition: Layout["leave"][number]["where"][number]): CellCondition["fits"] {
  if (!("like" in condition)) {
    const values = new Set(condition.in.map(comparedText));
    return (cell) => values.has(comparedText(cell));
  }
  const pattern = new RegExp(condition.like);
  return (cell) => pattern.test(cell);
}

function rulesOf(layout: Layout, placeOf: (column: LayoutColumn) => number): Pick<Mapping, "leave" | "only"> {
  const placed = (condition: Layout["leave"][number]["where"][number]): CellCondition => ({
    at: placeOf(condition.column),
    fits: fitOf(condition),
  });
  return {
    leave: layout.leave.map(({ rule, where }) => ({ rule, where: where.map(placed) })),
    only: layout.only.map((one) => ({
      ...placed({ column: one.column, in: one.in }),
      rule: one.rule ?? `${one.column} is not ${one.in.join(" or ")}`,
    })),
  };
}

const fromColumn = (label: string, at: number): MappedColumn => ({
  label,
  at,
  constant: "",
  values: undefined,
  slug: undefined,
  prefix: undefined,
});

function mappedCell(
  column: string,
  cell: LayoutCell,
  placeOf: (column: LayoutColumn) => number,
): MappedColumn {
  if ("constant" in cell) return { ...fromColumn(column, 0), at: null, constant: cell.constant };
  const labelOf = (of: LayoutColumn) => (typeof of === "number" ? `column ${of} (${column})` : of);
  if ("sum" in cell) {
    const sum = cell.sum.map((each) => ({ label: labelOf(each), at: placeOf(each) }));
    return { ...fromColumn(column, 0), at: null, sum };
  }
  return {
    ...fromColumn(labelOf(cell.column), placeOf(cell.column)),
    values: cell.values,
    slug: cell.slug,
    prefix: cell.prefix,
  };
}

function placeByName(where: string, header: readonly string[], layout: Layout) {
  const places = new Map(header.map((label, at) => [plain(label), at]));
  const expected = layout.columns as readonly string[];
  const missing = expected.filter((label) => !places.has(plain(label)));
  if (missing.length > 0) {
    throw new BadUserInput(
      `${where}, lacks the column ${missing.join(", ")}: found ${header.join(", ")}, expected ${expected.join(", ")}, as the layout says.`,
    );
  }
  return (column: LayoutColumn): number => {
    const at = places.get(plain(String(column)));
    if (at === undefined) throw new BadUserInput(`The layout takes ${column}, which its columns lack.`);
    return at;
  };
}

function placeByNumber(where: string, width: number) {
  return (column: LayoutColumn): number => {
    if (typeof column === "number" && column <= width) return column - 1;
    throw new BadUserInput(
      `${where}, has no header: the layout takes ${JSON.stringify(column)}, and expected are numbers from 1 to ${width}.`,
    );
  };
}

function withoutTrailing(cells: readonly string[]): string[] {
  const last = cells.findLastIndex((cell) => cell !== "");
  return cells.slice(0, last + 1);
}

/** Whether a first row is the header of one of our tables. */
export const isOwnHeader = (cells: readonly string[]): boolean => {
  const names = new Set(cells.map(plain));
  return ["from", "title", "code"].some((name) => names.has(name));
};

/** Each table has a column that no other has; counts are organisations of which nothing else is said. */
function tableOf(where: string, header: readonly string[]): TableName {
  const names = new Set(header.map(plain));
  if (names.has("from")) return "facts";
  if (names.has("title")) return "sources";
  const counted = new Set(Object.keys(columns.counts).map(plain));
  if (names.has("listsize") && [...names].every((name) => counted.has(name))) return "counts";
  if (names.has("code")) return "organisations";
  throw new BadUserInput(
    `${where}, is no header that is known: found ${JSON.stringify(header.join(",").slice(0, 200))}, expected one with from (facts), code and kind (organisations) or code and title (sources). See "import --template", or give --layout for a file laid out otherwise.`,
  );
}

const unknownColumn = (where: string, at: number, label: string, table: TableName): BadUserInput =>
  new BadUserInput(
    `${where}, column ${at + 1}, is ${JSON.stringify(label)}: expected columns of ${table}: ${Object.keys(columns[table]).join(", ")}.`,
  );

const twice = (where: string, at: number, label: string): BadUserInput =>
  new BadUserInput(
    `${where}, column ${at + 1}, is ${JSON.stringify(label)} a second time: expected it once.`,
  );

function addConstants(
  name: string,
  table: TableName,
  mapped: Map<string, MappedColumn>,
  constants: Constants,
): void {
  for (const [column, constant] of Object.entries(constants)) {
    if (columnOf(table, column) === undefined) continue;
    if (mapped.get(column)?.at != null) {
      throw new BadUserInput(
        `${name} has a column ${column} of its own: --set ${column} is for files without.`,
      );
    }
    mapped.set(column, { ...fromColumn(column, 0), at: null, constant });
  }
}

function needRequired(where: string, table: TableName, mapped: ReadonlyMap<string, MappedColumn>): void {
  const missing = Object.keys(columns[table]).filter(
    (column) => columnOf(table, column)?.required && !mapped.has(column),
  );
  if (missing.length === 0) return;
  throw new BadUserInput(
    `${where}, lacks the column ${missing.join(", ")}: expected it in the header, or the same for all rows with --set ${missing[0]}=…`,
  );
}
