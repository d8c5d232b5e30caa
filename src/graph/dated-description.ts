import type { Instant, IsoDate } from "../model/dates.ts";
import type { Recorded } from "../model/facts.ts";
import type { OrganisationRecord } from "../model/organisation.ts";

/** When a description is seen: on which days, by whom at which instant, and at which revisions. */
export interface DescriptionClocks extends Recorded {
  /** The first day of which it is told; null: it serves for all days before, too. */
  readonly validFrom: IsoDate | null;
  /** The last day; null where no other edition describes later days otherwise. */
  readonly validTo: IsoDate | null;
}

/** A description with its clocks. */
export interface DatedDescription extends DescriptionClocks {
  readonly organisation: OrganisationRecord;
}

/** What tells a description of an organisation from its others. */
export const descriptionName = (clocks: StoredClocks): string => {
  const { recordedAt, knownFrom = recordedAt, validFrom = null, validTo = null } = clocks;
  const dated = knownFrom !== recordedAt || validFrom !== null || validTo !== null;
  return dated ? `${recordedAt} known from ${knownFrom} of ${validFrom} to ${validTo}` : recordedAt;
};

/** As it is backed up: what is not said is left out. */
export type StoredClocks = Pick<DescriptionClocks, "recordedAt"> & Partial<DescriptionClocks>;

/** Whether a description is the one that the organisation has now; of before version 5 of the schema it is the last. */
const isPresent = ({ knownFrom, retractedAt, supersededIn, validTo }: StoredClocks): boolean =>
  knownFrom !== undefined && retractedAt == null && supersededIn == null && validTo == null;

/** What descriptions of an organisation are sorted by: the present one comes last. */
export const orderedName = (clocks: StoredClocks): string =>
  `${isPresent(clocks) ? "1" : "0"} ${descriptionName(clocks)}`;

/** The first of some instants or revisions. */
export const earliest = <T extends string | number>(all: readonly T[]): T | undefined =>
  all.reduce<T | undefined>((first, each) => (first === undefined || each < first ? each : first), undefined);

/** An organisation to be written down; `knownFrom` and `validFrom` where an edition describes it. */
export type NewOrganisation = OrganisationRecord & {
  readonly clocks?: Pick<DescriptionClocks, "knownFrom" | "validFrom">;
};

/** A description as it is said: of which days, and when it was known. */
export type SaidDescription = Pick<
  DatedDescription,
  "organisation" | "knownFrom" | "knownTo" | "validFrom" | "validTo"
>;

/** What is written of descriptions by editions. `isNewName`: that it is not yet found by it. */
export type DescriptionChange =
  /** The present one of an organisation is another; the one before it ended, or is superseded where `until` is null. */
  | {
      readonly kind: "present";
      readonly description: SaidDescription;
      /** What the one before it says; null where that is not known. */
      readonly before: OrganisationRecord | null;
      readonly until: Instant | null;
      readonly isNewName: boolean;
    }
  /** Of other days, or of an earlier time. */
  | { readonly kind: "former"; readonly description: SaidDescription; readonly isNewName: boolean }
  /** One of other days was said until then. */
  | { readonly kind: "ended"; readonly description: SaidDescription; readonly until: Instant }
  /** Others take its place. */
  | { readonly kind: "superseded"; readonly description: SaidDescription };
