import { BadUserInput } from "./errors.ts";

/** A calendar date as ISO 8601 text, so that text order is date order. */
export type IsoDate = string & { readonly brand: "IsoDate" };
/** An instant in UTC as ISO 8601 text with milliseconds: always 24 characters, so that text order is time order. */
export type Instant = string & { readonly brand: "Instant" };
/** A year of account from 1 April to 31 March, written as in "2011/12". */
export type FinancialYear = string & { readonly brand: "FinancialYear" };

/** How the graph stores a period's unknown start, a period's open end, and a fact that is still believed. */
export const unknownStart = "0001-01-01" as IsoDate;
export const openEnd = "9999-12-31" as IsoDate;
export const stillBelieved = "9999-12-31T23:59:59.999Z" as Instant;
/** The revision in which what is still there is stored as removed: the greatest whole number of GraphQL. */
export const stillThere = 2_147_483_647;
/** Clocks of a reader that is to see all that there is. */
export const latestRevision = stillThere - 1;

/**
 * Reads a calendar date that exists, from the year 1000 to 9998 (the ends stand for "unknown" and "open").
 * @throws BadUserInput
 */
export function parseDate(text: string): IsoDate {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  const exists = date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (exists && (text < "1000" || text >= "9999")) {
    throw new BadUserInput(
      `${shown(text)} is out of range: expected a day of the years 1000 to 9998, such as 2011-04-01; an unknown start and an open end are left out.`,
    );
  }
  if (!exists) {
    throw new BadUserInput(
      `${shown(text)} is not a date: expected a day that exists as YYYY-MM-DD, such as 2011-04-01.`,
    );
  }
  return text as IsoDate;
}

const instantText =
  /^([1-9]\d{3}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/;

/**
 * Reads an instant with its offset from UTC and answers it in UTC.
 * @throws BadUserInput
 */
export function parseInstant(text: string): Instant {
  const day = instantText.exec(text)?.[1];
  if (day === undefined) {
    throw new BadUserInput(
      `${shown(text)} is not an instant: expected a date, a time and an offset from UTC, such as 2011-04-01T09:30:00Z.`,
    );
  }
  parseDate(day);
  return toInstant(new Date(text));
}

export function toInstant(date: Date): Instant {
  return date.toISOString() as Instant;
}

/**
 * Reads a financial year.
 * @throws BadUserInput
 */
export function parseFinancialYear(text: string): FinancialYear {
  const match = /^([1-9]\d{3})\/(\d\d)$/.exec(text);
  if (!match || (Number(match[1]) + 1) % 100 !== Number(match[2])) {
    throw new BadUserInput(
      `${shown(text)} is not a financial year: expected two years that follow each other, such as 2011/12.`,
    );
  }
  return text as FinancialYear;
}

/** The financial year that a day falls in: it starts on 1 April. */
export function financialYearOf(date: IsoDate): FinancialYear {
  const year = Number(date.slice(0, 4)) - (date.slice(5) < "04-01" ? 1 : 0);
  return `${year}/${String((year + 1) % 100).padStart(2, "0")}` as FinancialYear;
}

/** The first and the last day of a financial year. */
export function daysOf(year: FinancialYear): { readonly first: IsoDate; readonly last: IsoDate } {
  const started = Number(year.slice(0, 4));
  return { first: `${started}-04-01` as IsoDate, last: `${started + 1}-03-31` as IsoDate };
}

/** The day a number of days later (or earlier, when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10) as IsoDate;
}

/** The same day a number of months later; where that month is shorter, the first of the next. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const moved = new Date(`${date}T00:00:00Z`);
  const day = moved.getUTCDate();
  moved.setUTCMonth(moved.getUTCMonth() + months);
  if (moved.getUTCDate() !== day) moved.setUTCDate(1);
  return moved.toISOString().slice(0, 10) as IsoDate;
}

/** The first day of a date that may be known to the month or the year only: "2011-03" is 2011-03-01. */
export function firstDayOf(text: string): IsoDate {
  return parseDate(text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text);
}

/** The first instant of a date that may be known to the month or the year only. */
export const firstInstantOf = (text: string): Instant => `${firstDayOf(text)}T00:00:00.000Z` as Instant;

/** Whether a text is a day, a month ("2011-03") or a year. */
export function isDateMonthOrYear(text: string): boolean {
  try {
    firstDayOf(text);
    return true;
  } catch (error) {
    if (error instanceof BadUserInput) return false;
    throw error;
  }
}

/** Whether a day, a month or a year begins after a moment; no other words do. */
export const isToCome = (text: string, now = new Date()): boolean =>
  isDateMonthOrYear(text) && firstInstantOf(text) > toInstant(now);

/** The last day of a date that may be known to the month or the year only: "2011-03" is 2011-03-31. */
export function lastDayOf(text: string): IsoDate {
  if (text.length === 4) return parseDate(`${text}-12-31`);
  if (text.length !== 7) return parseDate(text);
  const [year, month] = text.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 0, 0)).toISOString().slice(0, 10) as IsoDate;
}

/** The clocks of a read: the day asked about, the instant whose beliefs answer, and the state of the dataset. */
export interface Clocks {
  readonly asOf: IsoDate;
  readonly knownAt: Instant;
  /** Revisions count from 1, one a change. */
  readonly atRevision: number;
  /** Whether `knownAt` was asked for; if not, it is the moment of the request. */
  readonly pinned: boolean;
  /** Whether `atRevision` was asked for; if not, it is the revision that the request reads. */
  readonly revisionPinned: boolean;
}

export const clockNames = [
  "asOf",
  "knownAt",
  "atRevision",
  "pinned",
  "revisionPinned",
] as const satisfies (keyof Clocks)[];

/** Each row of a list asks for the key of the same clocks. */
const keys = new WeakMap<Clocks, string>();

/** Clocks as a text, the same for the same: what was asked for and what was not are two views, whose ids differ. */
export function clocksKey(clocks: Clocks): string {
  const known = keys.get(clocks);
  if (known !== undefined) return known;
  const { asOf, knownAt, atRevision, pinned, revisionPinned } = clocks;
  const key = `${asOf} ${knownAt}${pinned ? "!" : ""} ${atRevision}${revisionPinned ? "!" : ""}`;
  keys.set(clocks, key);
  return key;
}

/** Whether both see the same, whatever of it was asked for. */
export const isSameView = (a: Clocks, b: Clocks): boolean =>
  a.asOf === b.asOf && a.knownAt === b.knownAt && a.atRevision === b.atRevision;

/**
 * Reads the number of a revision.
 * @throws BadUserInput
 */
export function parseRevision(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new BadUserInput(
    `${shown(text)} is not a revision: expected a whole number, such as 12: dataset { revision } answers the present one.`,
  );
}

/**
 * A revision that was asked for, where it is one of those that the dataset has had.
 * @param present the dataset's revision now
 * @throws BadUserInput
 */
export function revisionAmong(asked: number, present: number): number {
  if (Number.isInteger(asked) && asked >= 1 && asked <= present) return asked;
  throw new BadUserInput(
    present < 1
      ? `atRevision: ${asked} is no revision of this dataset: nothing was written to it yet. Expected none.`
      : `atRevision: ${asked} is no revision of this dataset: expected a whole number from 1 to ${present}, its present revision, such as atRevision: ${present}.`,
    { revision: present },
  );
}

/** Which states of the graph answer alike: the instant and the revision that were asked for, "now" where none was. */
export function pinnedKey({ knownAt, atRevision, pinned, revisionPinned }: Clocks): string {
  const moment = pinned ? knownAt : "now";
  return revisionPinned ? `${moment} ${atRevision}` : moment;
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
