import { leastTrustedOf } from "./rests-on.ts";

/**
 * Registered patients of rows of practices: of those that were counted; null where there are practices and none was
 * counted, which is not known and never 0.
 * @param listSize the expression of a practice's own count
 */
export const patientsIn = (listSize: string): string =>
  `CASE WHEN count(*) > 0 AND count(${listSize}) = 0 THEN null ELSE sum(coalesce(${listSize}, 0)) END`;

/** How far a practice can be trusted with its patients: as `trustWithCount` has it. @param d its description */
export const trustWithCountOf = (d: string): string =>
  `CASE WHEN ${d}.listSizeConfidence IS NULL THEN ${d}.confidence ELSE ${leastTrustedOf([`${d}.confidence`, `${d}.listSizeConfidence`])} END`;

/** Reads what `patientsIn` gave. @param practices how many there are: of none the engines' sums differ */
export const readPatients = (raw: unknown, practices: unknown): number | null =>
  Number(practices ?? 0) === 0 ? 0 : raw == null ? null : Number(raw);
