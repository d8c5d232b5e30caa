import { type Code, parseCode, slugOf } from "../../model/code.ts";
import { type FinancialYear, type IsoDate, parseFinancialYear } from "../../model/dates.ts";
import { BadUserInput } from "../../model/errors.ts";
import { faultOfNumber } from "../../model/number-rules.ts";
import { faultOfText } from "../../model/text-rules.ts";
import type { TableRow } from "../csv/records.ts";
import { fault, shown } from "../report/faults.ts";
import { columnOf } from "./columns.ts";
import { type DateColumn, isPartial } from "./dates.ts";
import type { MappedColumn, Mapping, SummedCell } from "./mapping.ts";

/** What the columns of a file are to us. */
export interface Columns {
  readonly mapping: Mapping;
  /** Those that hold days, by our name of the column. */
  readonly dates: ReadonlyMap<string, DateColumn>;
}

/** Reads the cells of one row by our names of the columns. Each reader rejects the row where a cell is not as expected. */
export class Cells {
  readonly #table: Columns;
  readonly #row: TableRow;

  constructor(table: Columns, row: TableRow) {
    this.#table = table;
    this.#row = row;
  }

  /** What the file calls a column. */
  label(column: string): string {
    return this.#table.mapping.columns.get(column)?.label ?? column;
  }

  has(column: string): boolean {
    return this.#table.mapping.columns.has(column);
  }

  /** Whether it is the same for all rows, and in no cell of them. */
  isConstant(column: string): boolean {
    const mapped = this.#table.mapping.columns.get(column);
    return mapped !== undefined && mapped.at === null && mapped.sum === undefined;
  }

  /** The cell without the spaces around it; null where it is empty, or there is no such column. */
  text(column: string): string | null {
    const mapped = this.#table.mapping.columns.get(column);
    if (mapped === undefined) return null;
    if (mapped.sum) return this.#sumOf(mapped.sum);
    const cell = (mapped.at === null ? mapped.constant : (this.#row.cells[mapped.at] ?? ""))
      .normalize("NFC")
      .trim();
    const wrong = faultOfText(cell);
    if (wrong) fault(mapped.label, `${wrong.found}: expected ${wrong.expected}`);
    return this.#meant(mapped, cell) || null;
  }

  /** Not known where one of them is empty: the rest would be too little. */
  #sumOf(cells: readonly SummedCell[]): string | null {
    const numbers = cells.map(({ at, label }) => {
      const cell = (this.#row.cells[at] ?? "").trim();
      if (!/^\d{0,9}$/.test(cell))
        fault(label, `${shown(cell)} is not a whole number: expected digits alone, such as 361`);
      return cell;
    });
    if (numbers.includes("")) return null;
    return String(numbers.reduce((sum, cell) => sum + Number(cell), 0));
  }

  #meant({ values, slug, prefix, label }: MappedColumn, cell: string): string {
    if (prefix !== undefined && cell !== "") return `${prefix} ${cell}`;
    if (slug !== undefined && cell !== "") return slugEnding(cell, slug);
    if (values === undefined) return cell;
    const meant = values[cell];
    if (meant !== undefined) return meant;
    if (cell === "") return cell;
    return fault(
      label,
      `${shown(cell)} is not a value of the layout: expected ${Object.keys(values).join(", ")}`,
    );
  }

  needed(column: string): string {
    return this.text(column) ?? fault(this.label(column), `it is empty: expected ${this.#about(column)}`);
  }

  code(column: string): Code | null {
    const cell = this.text(column);
    return cell === null ? null : this.#as(column, () => parseCode(cell));
  }

  neededCode(column: string): Code {
    return this.#as(column, () => parseCode(this.needed(column)));
  }

  date(column: string): IsoDate | null {
    const cell = this.text(column);
    const edge = columnOf(this.#table.mapping.table, column)?.date ?? "start";
    const dates = this.#table.dates.get(column);
    return cell === null || !dates ? null : this.#as(column, () => dates.read(cell, edge));
  }

  /** The row's own note, and after it the dates that are known to the month or the year alone; null where there is neither. */
  note(): string | null {
    return [this.text("note"), this.#partialDates()].filter((note) => note !== null).join("; ") || null;
  }

  #partialDates(): string | null {
    const partial = [...this.#table.dates.keys()].flatMap((column) => {
      const cell = this.text(column);
      return cell !== null && isPartial(cell) ? [`${column}: ${cell}`] : [];
    });
    return partial.join("; ") || null;
  }

  financialYear(column: string): FinancialYear {
    return this.#as(column, () => parseFinancialYear(this.needed(column)));
  }

  oneOf<T extends string>(column: string, values: readonly T[]): T {
    const cell = this.needed(column);
    const value = values.find((one) => one === cell.toUpperCase().replace(/[\s-]+/g, "_"));
    return value ?? fault(this.label(column), `${shown(cell)} is not known: expected ${values.join(", ")}`);
  }

  /** Pounds, or another number of at least 0, to the penny. */
  amount(column: string): number | null {
    const cell = this.text(column);
    if (cell === null) return null;
    if (/^\d{1,15}(\.\d{1,2})?$/.test(cell)) return Number(cell);
    return fault(
      this.label(column),
      `${shown(cell)} is not an amount: expected digits alone, without signs or separators, such as 217500000`,
    );
  }

  share(column: string): number | null {
    const cell = this.text(column);
    if (cell === null) return null;
    if (/^(0(\.\d{1,9})?|1(\.0{1,9})?|\.\d{1,9})$/.test(cell)) return Number(cell);
    return fault(
      this.label(column),
      `${shown(cell)} is not a share: expected 0 to 1 with a point, such as 0.25 for a quarter`,
    );
  }

  whole(column: string): number | null {
    const cell = this.text(column);
    if (cell === null) return null;
    if (!/^\d{1,12}$/.test(cell)) {
      fault(this.label(column), `${shown(cell)} is not a whole number: expected digits alone, such as 6873`);
    }
    const wrong = faultOfNumber("count", Number(cell));
    if (wrong) fault(this.label(column), `${wrong.found}: expected ${wrong.expected}`);
    return Number(cell);
  }

  list(column: string): string[] {
    const parts = this.needed(column).split(";");
    return parts.map((part) => part.trim()).filter((part) => part !== "");
  }

  truth(column: string): boolean | null {
    const cell = this.text(column)?.toLowerCase() ?? null;
    if (cell === null) return null;
    if (["true", "yes", "1"].includes(cell)) return true;
    if (["false", "no", "0"].includes(cell)) return false;
    return fault(this.label(column), `${shown(cell)} is neither true nor false: expected one of them`);
  }

  #about(column: string): string {
    return columnOf(this.#table.mapping.table, column)?.about ?? column;
  }

  /** An error of the model's readers, told of the column; its full stop comes with the report. */
  #as<T>(column: string, read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (error instanceof BadUserInput) return fault(this.label(column), error.message.replace(/\.$/, ""));
      throw error;
    }
  }
}

function slugEnding(name: string, ending: string): string {
  const slug = slugOf(name, ending);
  return slug.endsWith(`-${ending}`) ? slug : `${slug}-${ending}`;
}
