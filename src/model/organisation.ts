import type { Code } from "./code.ts";
import { type Clocks, type IsoDate, openEnd, unknownStart } from "./dates.ts";
import type { Confidence, OrganisationKind } from "./kinds.ts";

/** What is said of an organisation itself. A later belief replaces it, and the earlier one is kept with its record time. */
export interface Description {
  readonly name: string;
  readonly postcode: string | null;
  /** First day it existed; null where unknown. */
  readonly opened: IsoDate | null;
  /** Last day it existed; null while open. */
  readonly closed: IsoDate | null;
  readonly confidence: Confidence;
  /** The code of the source that says so. */
  readonly source: string;
  readonly note: string | null;
  /** Registered patients of a practice, and the day they were counted. */
  readonly listSize: number | null;
  readonly listSizeOn: IsoDate | null;
  /** Population and practices as a source states them for a consortium, PCT, cluster or SHA; never computed from the graph. */
  readonly statedPopulation: number | null;
  readonly statedPractices: number | null;
  /** When a consortium was named a pathfinder, and in which wave of announcements. */
  readonly pathfinderFrom: IsoDate | null;
  readonly pathfinderWave: number | null;
  /** A clinical commissioning group: a consortium by statute. */
  readonly statutory: boolean | null;
  /** The share of its budget that an SHA makes each of its PCTs delegate, 0 to 1, and from which day. */
  readonly minimumDelegatedShare: number | null;
  readonly minimumDelegatedShareFrom: IsoDate | null;
  /** What kind of body a support provider is, such as "NHS" or "private". */
  readonly sector: string | null;
  /** ODS organisation sub-type of a practice: B says that it has a parent organisation, Z that it has none. */
  readonly odsSubType: string | null;
}

/** The days on which an organisation exists. */
export type Lifetime = Pick<Description, "opened" | "closed">;

export const existsOn = ({ opened, closed }: Lifetime, day: IsoDate): boolean =>
  (opened ?? unknownStart) <= day && day <= (closed ?? openEnd);

/** An organisation to be written down. */
export interface OrganisationRecord extends Description {
  readonly kind: OrganisationKind;
  readonly code: Code;
}

/** An organisation as read: its description as believed at `knownAt`, seen on `asOf`. */
export interface Organisation extends OrganisationRecord, Clocks {}

/** An organisation as read at the clocks. Name by name, because V8 takes twenty times as long to add names to a spread of this many. */
export const seenAt = (record: OrganisationRecord, clocks: Clocks): Organisation => ({
  code: record.code,
  kind: record.kind,
  name: record.name,
  postcode: record.postcode,
  opened: record.opened,
  closed: record.closed,
  confidence: record.confidence,
  source: record.source,
  note: record.note,
  listSize: record.listSize,
  listSizeOn: record.listSizeOn,
  statedPopulation: record.statedPopulation,
  statedPractices: record.statedPractices,
  pathfinderFrom: record.pathfinderFrom,
  pathfinderWave: record.pathfinderWave,
  statutory: record.statutory,
  minimumDelegatedShare: record.minimumDelegatedShare,
  minimumDelegatedShareFrom: record.minimumDelegatedShareFrom,
  sector: record.sector,
  odsSubType: record.odsSubType,
  asOf: clocks.asOf,
  knownAt: clocks.knownAt,
  pinned: clocks.pinned,
});

/** A description in which nothing optional is known. */
export const undescribed = {
  postcode: null,
  opened: null,
  closed: null,
  note: null,
  listSize: null,
  listSizeOn: null,
  statedPopulation: null,
  statedPractices: null,
  pathfinderFrom: null,
  pathfinderWave: null,
  statutory: null,
  minimumDelegatedShare: null,
  minimumDelegatedShareFrom: null,
  sector: null,
  odsSubType: null,
} as const satisfies Partial<Description>;
