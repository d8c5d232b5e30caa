import { type Confidence, confidences } from "./kinds.ts";

/** How many statements of a confidence a figure rests on. */
export interface RestsOn {
  readonly confidence: Confidence;
  readonly facts: number;
}

/** How many statements there are of each confidence, in the order of `confidences`. */
export type Tally = readonly number[];

export const noTally: Tally = confidences.map(() => 0);

export const tallied = (found: Iterable<Confidence>): Tally => {
  const tally = [...noTally];
  for (const confidence of found) {
    const at = confidences.indexOf(confidence);
    tally[at] = (tally[at] ?? 0) + 1;
  }
  return tally;
};

export const addedUp = (...tallies: readonly Tally[]): Tally =>
  noTally.map((_, at) => tallies.reduce((sum, tally) => sum + (tally[at] ?? 0), 0));

/** As the API answers it: the most trusted first, those that there are none of left out. */
export const restsOnOf = (tally: Tally): RestsOn[] =>
  confidences.flatMap((confidence, at) => {
    const facts = tally[at] ?? 0;
    return facts === 0 ? [] : [{ confidence, facts }];
  });

/**
 * How far a practice can be trusted with its patients: as the less trusted of its description and of the count of them,
 * where others counted than describe it.
 */
export const trustWithCount = ({
  confidence,
  listSizeConfidence,
}: {
  readonly confidence: Confidence;
  readonly listSizeConfidence?: Confidence | null | undefined;
}): Confidence => (listSizeConfidence == null ? confidence : leastTrusted([confidence, listSizeConfidence]));

/** The least trusted of what something rests on. */
export const leastTrusted = (of: readonly Confidence[]): Confidence =>
  confidences[Math.max(0, ...of.map((confidence) => confidences.indexOf(confidence)))] ?? "SYNTHETIC";
