import type { OrganisationKind } from "../../model/kinds.ts";
import type { OrganisationRecord } from "../../model/organisation.ts";

/** Which members a list has, and how many of them it shows. */
export interface Level {
  readonly kind: OrganisationKind;
  readonly size: number;
}

/** The first members of an organisation in the order of codes, and the same of each of them. */
export interface ListBelow {
  readonly rows: readonly { readonly organisation: OrganisationRecord; readonly below: ListBelow | null }[];
  /** How many members there are, and their registered patients; null where they are not counted. */
  readonly totals: { readonly total: number; readonly patients: number } | null;
}
