import { type Code, isNumber, numberAdvice } from "../../model/code.ts";
import { pastedCode } from "../../model/compared-text.ts";
import { type IsoDate, parseDate } from "../../model/dates.ts";
import type { ReadRow } from "../csv/line-records.ts";
import { fault, shown } from "../report/faults.ts";
import type { OdsLayout } from "./layouts.ts";

/** Reads one column of a row as text without the spaces around it, in the one form of Unicode that the graph has. */
export function cellReader<Column extends string>(layout: OdsLayout<Column>, row: ReadRow) {
  return (column: Column): string => {
    const cell = (row.cells[layout.at[column]] ?? "")
      .normalize("NFC")
      .replace(/\s*\n\s*/g, " ")
      .trim();
    if (/\p{Cc}|\uFFFD/u.test(cell)) fault(column, "it holds a control character");
    return cell;
  };
}

/** ODS practice codes: a letter and five digits, or three letters and three digits for the islands. */
export function practiceCodeIn(column: string, cell: string): Code {
  const code = codeIn(cell);
  if (!isPracticeCode(code)) {
    fault(column, `${shown(cell)} is not a practice code: expected a letter and five digits, such as A81001`);
  }
  return code as Code;
}
export const isPracticeCode = (cell: string): boolean => /^([A-Z]\d{5}|[A-Z]{3}\d{3})$/.test(cell);

/** A code in any case, without characters that nobody sees; empty where none is given. */
export const codeIn = (cell: string): string => pastedCode(cell).toUpperCase();

/** What to do with a code that cannot be, where a spreadsheet may have made a number of it; else nothing. */
export const adviceOnNumber = (code: string): string => (isNumber(code) ? `. ${numberAdvice}` : "");

/** English practices: A to P by old health authority area, Y for newer ones. W is Wales; ALD, GUE and JER the islands. */
export const isEnglish = (code: Code): boolean => /^[A-PY]\d{5}$/.test(code);

/** Some editions have zeros where there is no date, and some programs the last day there can be where there is no end. */
const noDay = "00000000";
const noEnd = /^9999-?12-?31$/;
const ends: readonly string[] = ["closed", "left"];

/** Reads a date as ODS writes it, null where there is none. */
export function dateIn(column: string, cell: string): IsoDate | null {
  if (cell === "" || cell === noDay || (ends.includes(column) && noEnd.test(cell))) return null;
  try {
    return parseDate(cell.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3"));
  } catch {
    return fault(
      column,
      `${shown(cell)} is not a date: expected a day that exists as YYYYMMDD, such as 20110401`,
    );
  }
}
