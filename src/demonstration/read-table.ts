import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** A row of a table in `seed/`: every cell by its column, empty ones as "". */
export type SeedRow = Readonly<Record<string, string>>;

/** Reads a table of the package's `seed/` folder. @param name without ".csv" */
export function readTable(name: string): SeedRow[] {
  // The same number of folders up from src/demonstration and from dist/demonstration.
  const file = new URL(`../../seed/${name}.csv`, import.meta.url);
  return parse<Record<string, string>>(readFileSync(file), { columns: true, skip_empty_lines: true });
}

/** A cell that has to be there. */
export function cell(row: SeedRow, column: string): string {
  const text = row[column];
  if (!text) throw new Error(`A seed row has no ${column}: ${JSON.stringify(row)}`);
  return text;
}

/** A cell, null where it is empty. */
export function optional(row: SeedRow, column: string): string | null {
  return row[column] || null;
}

/** A cell with a number, null where it is empty. */
export function numberIn(row: SeedRow, column: string): number | null {
  const text = optional(row, column);
  return text === null ? null : Number(text);
}

/** A cell with several values between semicolons. */
export function listIn(row: SeedRow, column: string): string[] {
  return (row[column] ?? "")
    .split(";")
    .map((text) => text.trim())
    .filter((text) => text !== "");
}
