import type { OrganisationRow } from "./candidates.ts";

/**
 * Registered patients of practices: of those that were counted; null where there are practices and none was counted,
 * which is not known and never 0.
 */
export function patientSumOf(practices: readonly OrganisationRow[]): number | null {
  let [counted, patients] = [0, 0];
  for (const { shown } of practices) {
    if (shown.listSize == null) continue;
    counted++;
    patients += shown.listSize;
  }
  return practices.length > 0 && counted === 0 ? null : patients;
}
