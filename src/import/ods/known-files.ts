import { isPracticeCode } from "./cells.ts";
import type { FileKind } from "./layouts.ts";
import { mayBeLater } from "./oddities.ts";

/** A file that users of ODS have at hand, told by what it holds. */
export interface KnownFile {
  readonly what: string;
  /** How to import it, or why it cannot be. */
  readonly advice: string;
  readonly is: (cells: readonly string[]) => boolean;
  /** The option of `import` that reads it. */
  readonly option?: FileKind;
  /** The layout that reads it. */
  readonly layout?: string;
}

const orgCode = /^[A-Z0-9]{3,5}$/;
const networkCode = /^U\d{5}$/;
const day = /^\d{4}-?\d\d-?\d\d$/;
const settingOrRoles = /^(\d{1,2}|RO\d+(\s*[|;,]\s*RO\d+)*)$/i;
const statuses = /^([ACDP]|ACTIVE|INACTIVE)$/;
const first = (cells: readonly string[]): string => cells[0] ?? "";

/** 27 columns are the form of nearly all files of ODS; some programs leave out the last, which is always empty. */
const isOfOds = (cells: readonly string[]): boolean => cells.length >= 26;

/** The most telling first: the first that fits is meant. */
export const knownFiles: readonly KnownFile[] = [
  {
    what: "a file of practices (epraccur)",
    advice: "Give it with --practices instead",
    option: "practices",
    is: (cells) =>
      isOfOds(cells) &&
      (isPracticeCode(first(cells)) ||
        (settingOrRoles.test(cells[25] ?? "") && statuses.test(cells[12] ?? ""))),
  },
  {
    what: "a file of memberships (epcmem)",
    advice: "Give it with --memberships instead",
    option: "memberships",
    is: (cells) =>
      cells.length >= 6 &&
      cells.slice(6).every((cell) => cell === "") &&
      isPracticeCode(first(cells)) &&
      (cells[2] === "W" || day.test(cells[3] ?? "")),
  },
  {
    what: "a list of branch surgeries (ebranchs), by their codes of nine characters",
    advice: "The graph holds practices, and none of their branches: give ODS's epraccur.csv",
    is: (cells) => isOfOds(cells) && /^[A-Z]\d{8}$/.test(first(cells)),
  },
  {
    what: "a list of primary care networks and their practices (ePCN)",
    advice: "Networks are of 2019 and later, and the graph does not hold them",
    is: (cells) =>
      cells.some((cell) => networkCode.test(cell)) || cells.some((cell) => /^PCN Code$/i.test(cell)),
  },
  {
    what: "a file of clinical commissioning groups (eccg)",
    advice: "Give it as a table: import eccg.csv --layout ods-eccg",
    layout: "ods-eccg",
    is: (cells) =>
      isOfOds(cells) && mayBeLater(first(cells)) && /^([CH]|RO(98|218|319|327)\b.*)$/.test(cells[13] ?? ""),
  },
  {
    what: "a file of successions (succ)",
    advice: "Give it as a table: import succ.csv --layout ods-succ",
    layout: "ods-succ",
    is: (cells) => cells.length === 5 && areAlike(first(cells), cells[1] ?? "") && day.test(cells[3] ?? ""),
  },
  {
    what: "a file of registered patients by practice (NHSBSA)",
    advice:
      "Give it as a table with the day of the count: import list-sizes.csv --layout nhsbsa-list-sizes --set listSizeOn=2013-04-01",
    layout: "nhsbsa-list-sizes",
    is: (cells) =>
      cells.some((cell) => /^Practice Code$/i.test(cell)) &&
      cells.some((cell) => /^(Fem|M)ale \d/i.test(cell)),
  },
  {
    what: "another file of ODS",
    advice:
      "Expected are epraccur.csv (--practices), epcmem.csv (--memberships) or eccg.csv (--layout ods-eccg)",
    is: (cells) => isOfOds(cells) && day.test(cells[10] ?? ""),
  },
];

/** A practice follows a practice: one before a parent's code is a member of it. */
const areAlike = (from: string, to: string): boolean =>
  (orgCode.test(from) && orgCode.test(to)) || (isPracticeCode(from) && isPracticeCode(to));

/** Which file of ODS the first rows of a file are of, whatever the case of its codes; undefined where none. */
export const knownFileOf = (rows: readonly (readonly string[])[]): KnownFile | undefined => {
  const trimmed = rows.map((cells) => cells.map((cell) => cell.trim().toUpperCase()));
  return knownFiles.find((file) => trimmed.some(file.is));
};
