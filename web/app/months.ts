/** The slider's scale: the first day of each month, from January 2010 to December 2013. */
const firstYear = 2010;
export const lastMonth = 4 * 12 - 1;

/** Until the dataset says its own reference date. */
export const assumedReferenceDate = "2011-04-01";

export interface Mark {
  readonly asOf: string;
  readonly label: string;
  /** As it is written on the line of months. */
  readonly name: string;
  /** Whether its name stands before it, where the next mark is near. */
  readonly isBefore?: boolean;
}

/** Days that changed who commissioned what; which cluster formed when is in the graph itself. */
export const marks: readonly Mark[] = [
  { asOf: "2011-04-01", label: "April 2011: budgets of 2011/12", name: "budgets of 2011/12", isBefore: true },
  { asOf: "2011-06-01", label: "June 2011: clusters form", name: "clusters form" },
  { asOf: "2013-04-01", label: "April 2013: PCTs end", name: "PCTs end" },
];

/** How far along the scale a day is, in months; a day beyond its ends is at that end. */
export function monthOf(asOf: string): number {
  const [year = firstYear, month = 1] = asOf.split("-").map(Number);
  return Math.min(lastMonth, Math.max(0, (year - firstYear) * 12 + month - 1));
}

export function dayOf(month: number): string {
  const year = firstYear + Math.floor(month / 12);
  return `${year}-${String((month % 12) + 1).padStart(2, "0")}-01`;
}

/** The same day some years later, or earlier; of a leap day the day before it. */
export function yearsLater(day: string, years: number): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const other = String(Number(year) + years).padStart(4, "0");
  return `${other}-${month}-${month === "02" && date === "29" ? "28" : date}`;
}

/** A day in words, such as "1 April 2011". */
export function inWords(asOf: string): string {
  const day = new Date(`${asOf}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return asOf;
  return day.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** An instant to the minute, such as "4 May 2011, 13:05 UTC". */
export function instantInWords(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const words = at.toLocaleString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  });
  return `${words.replace(" at ", ", ")} UTC`;
}
