import type { ExportedDescription } from "../graph/statements/export.ts";
import type { Fact, FactKind } from "../model/facts.ts";

export type ColumnType = "string" | "integer" | "number" | "boolean" | "date" | "datetime" | "list";
export type Cell = string | number | boolean | readonly string[] | null;

/** A column of every format: it holds the row's property of its name. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
  /** Whether every row has it. */
  readonly required?: true;
  readonly oneOf?: readonly string[];
}

export type ExportedRow = ExportedDescription | Fact;

/** What is exported as one table. */
export interface Table {
  readonly name: "nodes" | "edges" | "figures";
  readonly description: string;
  readonly columns: readonly Column[];
  /** The kinds of facts in it; null for the table of organisations. */
  readonly kinds: readonly FactKind[] | null;
}

export function cellOf(row: ExportedRow, { name }: Column): Cell {
  return ((row as unknown as Record<string, Cell | undefined>)[name] ?? null) as Cell;
}

/** A cell as text, for formats that have no lists: parts of a list divided by "; ". */
export function cellText(cell: Exclude<Cell, null>): string {
  return Array.isArray(cell) ? cell.join("; ") : String(cell);
}
