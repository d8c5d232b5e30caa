const count = new Intl.NumberFormat("en-GB");
const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en-GB", { maximumSignificantDigits: 3 });

export const inCounts = (value: number): string => count.format(value);

/** How many practices. */
export const inPractices = (practices: number): string =>
  `${inCounts(practices)} ${practices === 1 ? "practice" : "practices"}`;

/** How many of what is there in the graph: where it holds none, nobody knows that there are none. */
export const inKnown = (count: number): string => (count === 0 ? "none known" : inCounts(count));

/** A number of patients; null where none was counted. */
export const inPatients = (patients: number | null): string =>
  patients === null ? "not counted" : inCounts(patients);

/** A share of 0 to 1 in percent; what is unknown is said so. */
export const inPercent = (share: number | null | undefined): string =>
  share === null || share === undefined ? "not known" : percent.format(share);

/** Pounds to three figures, such as £7.6bn. */
export function inPounds(amount: number | null | undefined): string {
  if (amount === null || amount === undefined) return "not known";
  if (amount >= 1e9) return `£${short.format(amount / 1e9)}bn`;
  if (amount >= 1e6) return `£${short.format(amount / 1e6)}m`;
  return `£${count.format(amount)}`;
}
