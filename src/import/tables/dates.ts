import { addDays, firstDayOf, type IsoDate, lastDayOf, parseDate } from "../../model/dates.ts";
import { BadUserInput } from "../../model/errors.ts";

/** In which order a date such as 01/04/2011 has its day and month. */
export const dateOrders = ["dmy", "mdy"] as const;
export type DateOrder = (typeof dateOrders)[number];

interface Seen {
  /** Null where it is the same for all rows. */
  readonly line: number | null;
  readonly cell: string;
}

const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/;
const named = /^(\d{1,2})(?:st|nd|rd|th)?[- ]([a-z]{3,9})[- ](\d{4}|\d{2})$/i;
const namedMonth = /^([a-z]{3,9})[- ](\d{4})$/i;
const serial = /^\d{5}$/;
const midnight = /[T ]00:00(:00(\.0+)?)?$/;
const months = "january february march april may june july august september october november december".split(
  " ",
);

/**
 * The dates of one column: what all of its cells say together settles what each of them means. A year or a month alone
 * stands for its first day, or for its last where something ends.
 */
export class DateColumn {
  readonly #name: string;
  #order: DateOrder | undefined;
  readonly #chosen: boolean;
  #dayFirst: Seen | undefined;
  #monthFirst: Seen | undefined;
  #either: Seen | undefined;
  #shortYear: Seen | undefined;
  #serial: Seen | undefined;
  #written: Seen | undefined;

  /** @param order where the user has settled it */
  constructor(name: string, order: DateOrder | undefined) {
    this.#name = name;
    this.#order = order;
    this.#chosen = order !== undefined;
  }

  /** Takes in a cell, before any is read. */
  observe(cell: string, line: Seen["line"]): void {
    if (cell === "") return;
    const seen = { line, cell };
    if (serial.test(cell)) this.#serial ??= seen;
    else this.#written ??= seen;
    const match = numeric.exec(withoutTime(cell));
    if (!match) return;
    const [, first, , second, year = ""] = match;
    if (year.length === 2) this.#shortYear ??= seen;
    if (Number(first) > 12) this.#dayFirst ??= seen;
    else if (Number(second) > 12) this.#monthFirst ??= seen;
    else if (first !== second) this.#either ??= seen;
  }

  /**
   * Decides the order of day and month from all that was observed.
   * @throws BadUserInput where the column leaves it open, naming the lines that leave it open
   */
  decide(file: string): void {
    const where = ({ line, cell }: Seen) =>
      `${file}, ${line === null ? "all rows" : `line ${line}`}, ${this.#name}: ${JSON.stringify(cell)}`;
    if (this.#serial && this.#written) {
      throw new BadUserInput(
        `${where(this.#serial)} looks like one of Excel's day numbers, while line ${this.#written.line} has ${JSON.stringify(this.#written.cell)}: expected one or the other in a column, best all as YYYY-MM-DD.`,
      );
    }
    if (this.#chosen) return;
    if (this.#dayFirst && this.#monthFirst) {
      throw new BadUserInput(
        `${where(this.#dayFirst)} has the day first, and line ${this.#monthFirst.line}, ${JSON.stringify(this.#monthFirst.cell)}, the month: expected one order in a column, best YYYY-MM-DD.`,
      );
    }
    if (this.#shortYear) {
      throw new BadUserInput(
        `${where(this.#shortYear)} may be read in several ways: expected YYYY-MM-DD, or say --dates dmy (day first) or --dates mdy.`,
      );
    }
    if (this.#either && !this.#dayFirst && !this.#monthFirst) {
      throw new BadUserInput(
        `${where(this.#either)} may have the day or the month first, and no other line tells: expected YYYY-MM-DD, or say --dates dmy (day first) or --dates mdy.`,
      );
    }
    this.#order = this.#monthFirst ? "mdy" : "dmy";
  }

  /** How the column's dates are written, where it is not as YYYY-MM-DD: for the report. */
  get note(): string | null {
    if (this.#serial) return `${this.#name} as Excel's day numbers`;
    if (!this.#dayFirst && !this.#monthFirst && !this.#either) return null;
    return `${this.#name} with the ${this.#order === "mdy" ? "month" : "day"} first`;
  }

  /**
   * Reads a cell of the column, after `decide`.
   * @throws BadUserInput, without the column's name
   */
  read(cell: string, edge: "start" | "end"): IsoDate {
    const text = inDigits(withoutTime(cell));
    // Day 0 of Excel's calendar; it has a 29 February 1900 that never was, so that this holds from March 1900.
    if (serial.test(text)) return addDays("1899-12-30" as IsoDate, Number(text));
    if (isPartial(text)) return edge === "start" ? firstDayOf(text) : lastDayOf(text);
    const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
    if (compact) return day(cell, Number(compact[1]), Number(compact[2]), Number(compact[3]));
    const words = named.exec(text);
    if (words) return day(cell, fullYear(words[3]), monthOf(words[2]), Number(words[1]));
    const match = numeric.exec(text);
    if (!match) return parseDate(text);
    const [, first, , second, year] = match;
    return this.#order === "mdy"
      ? day(cell, fullYear(year), Number(first), Number(second))
      : day(cell, fullYear(year), Number(second), Number(first));
  }
}

/** A date known to the month or the year only. */
export const isPartial = (cell: string): boolean => /^\d{4}(-\d\d)?$/.test(inDigits(cell));

/** A month in words, such as "April 2011" or "Apr-2011", as 2011-04; any other cell as it is. */
function inDigits(cell: string): string {
  const [, name, year] = namedMonth.exec(cell) ?? [];
  const month = monthOf(name);
  return month === 0 ? cell : `${year}-${String(month).padStart(2, "0")}`;
}

const withoutTime = (cell: string): string => cell.replace(midnight, "");

/** Excel's own reading of a year of two digits: 00 to 29 are of this century. */
function fullYear(text = ""): number {
  const year = Number(text);
  return text.length > 2 ? year : year < 30 ? 2000 + year : 1900 + year;
}

/** By its name, or the first letters of it, three at least; 0 where it is none. */
function monthOf(name = ""): number {
  const start = name.toLowerCase();
  return start.length < 3 ? 0 : months.findIndex((month) => month.startsWith(start)) + 1;
}

function day(cell: string, year: number, month: number, date: number): IsoDate {
  const two = (part: number) => String(part).padStart(2, "0");
  try {
    return parseDate(`${year}-${two(month)}-${two(date)}`);
  } catch {
    return parseDate(cell);
  }
}
