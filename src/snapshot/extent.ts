import type { Instant, IsoDate } from "../model/dates.ts";
import type { Fact, Recorded } from "../model/facts.ts";

/**
 * On which days, from when on and at which revisions something is seen, as numbers: comparing the texts of facts, whose
 * kinds have many shapes, took half the time of a list of England.
 */
export interface Extent {
  /** Days as in 20110401. */
  readonly validFrom: number;
  readonly validTo: number;
  /** Milliseconds of UTC. */
  readonly knownFrom: number;
  readonly knownTo: number;
  readonly addedIn: number;
  /** 0 where it is still there: no revision comes before it. */
  readonly removedIn: number;
  readonly supersededIn: number;
}
export type Dated = Pick<Fact, "validFrom" | "validTo" | keyof Recorded>;

/** How days stand for an unknown start and an open end. */
const unknownStartNumber = 0;
const openEndNumber = 99_999_999;

export const firstDayNumber = (day: IsoDate | null): number =>
  day === null ? unknownStartNumber : dayNumber(day);
export const lastDayNumber = (day: IsoDate | null): number => (day === null ? openEndNumber : dayNumber(day));

export const extentOf = (fact: Dated): Extent => ({
  validFrom: firstDayNumber(fact.validFrom),
  validTo: lastDayNumber(fact.validTo),
  knownFrom: instantNumber(fact.knownFrom),
  knownTo: fact.knownTo === null ? Infinity : instantNumber(fact.knownTo),
  addedIn: fact.addedIn,
  removedIn: fact.removedIn ?? 0,
  supersededIn: fact.supersededIn ?? Infinity,
});

/** The first and the last day of a period. */
export interface DayNumbers {
  readonly first: number;
  readonly last: number;
}

/** Whether it holds on some day of a period. */
export const holdsDuring = ({ validFrom, validTo }: Extent, { first, last }: DayNumbers): boolean =>
  validFrom <= last && first <= validTo;

export const dayNumber = (day: IsoDate): number =>
  Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8));

export const instantNumber = (instant: Instant): number => Date.parse(instant);
