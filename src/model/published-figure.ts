import type { IsoDate } from "./dates.ts";

/** What a source says of an area as a whole: kept as it was said, and held against what the graph adds up to. */

/** What is counted, in words for the API. */
export const publishedMeasures = {
  PCTS_REPORTING: "PCTs that said what they plan to delegate.",
  PCTS_DELEGATED_OR_READY: "PCTs that have delegated, or are ready to.",
  PCTS_DEVELOPING: "PCTs that are developing plans.",
  PCTS_NO_CLEAR_PLANS: "PCTs without clear plans.",
  DELEGATED_GBP: "Pounds delegated in the financial year of the day.",
  PRACTICES_OUTSIDE: "Practices known to be in no consortium.",
  PATIENTS_OUTSIDE: "Their registered patients.",
  PATIENTS_UNCLEAR: "Registered patients of practices of which nothing is known either way.",
  TRUSTS_ANSWERING: "Trusts that answered a survey; held against PCTs that reported.",
  TRUSTS_HANDING_OVER:
    "Of these, trusts that have begun to hand over decisions; held against PCTs that delegated or are ready to.",
  PATHFINDERS: "Consortia that were pathfinders.",
  CLUSTERS: "Clusters of PCTs.",
} as const;
export type PublishedMeasure = keyof typeof publishedMeasures;

/** A total of England that a source publishes. */
export interface PublishedTotal {
  readonly measure: PublishedMeasure;
  readonly value: number;
  /** The source says "at least". */
  readonly atLeast: boolean;
  /** The source says "about". */
  readonly approximate: boolean;
  /** The day that it is of; null where the source does not say. */
  readonly on: IsoDate | null;
  /** From when it was known; null: from the start. */
  readonly knownFrom: IsoDate | null;
  readonly source: string;
  /** What the source says, in our words. */
  readonly fact: string | null;
}
