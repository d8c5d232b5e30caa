import { type IsoDate, openEnd, unknownStart } from "./dates.ts";

/** From one day to another, both included; null: not known since when, or going on. */
export interface Days {
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
}

/** The days that are in both; null where there are none. */
export function commonDays(a: Days, b: Days): Days | null {
  const validFrom = firstOf(a) < firstOf(b) ? b.validFrom : a.validFrom;
  const validTo = lastOf(a) < lastOf(b) ? a.validTo : b.validTo;
  return firstOf({ validFrom }) <= lastOf({ validTo }) ? { validFrom, validTo } : null;
}

/** The earlier beginning first. */
export const byFirstDay = (a: Days, b: Days): number => {
  const [first, other] = [firstOf(a), firstOf(b)];
  return first === other ? 0 : first < other ? -1 : 1;
};

const firstOf = ({ validFrom }: Pick<Days, "validFrom">): IsoDate => validFrom ?? unknownStart;
const lastOf = ({ validTo }: Pick<Days, "validTo">): IsoDate => validTo ?? openEnd;
