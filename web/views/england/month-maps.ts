import { type Area, leavesOf } from "./area.ts";
import { type Tone, tones } from "./tones.ts";

/** An area on the first of a month, and England around it. */
export interface MonthMap {
  readonly day: string;
  readonly england: Area;
  readonly area: Area;
}

/** The first of each month of the financial year of a day: April to March. */
export function monthsOfYear(asOf: string): readonly string[] {
  const [year = 0, month = 1] = asOf.split("-").map(Number);
  const first = month >= 4 ? year : year - 1;
  return Array.from({ length: 12 }, (_, index) => {
    const at = index + 3;
    return `${first + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}-01`;
  });
}

/** What the colours of these maps stand for, in the order of the legend. */
export function tonesIn(months: readonly MonthMap[]): readonly Tone[] {
  const drawn = new Set(months.flatMap(({ area }) => leavesOf(area).map(({ tone }) => tone)));
  return (Object.keys(tones) as Tone[]).filter((tone) => drawn.has(tone));
}
