import type { Instant } from "../model/dates.ts";
import type { OrganisationRecord } from "../model/organisation.ts";

/** A description with the instant from which it was believed. */
export interface DescriptionSince {
  readonly organisation: OrganisationRecord;
  readonly describedAt: Instant;
}
