import type { Code } from "./code.ts";
import type { Covers } from "./coverage.ts";
import type { Instant, IsoDate } from "./dates.ts";
import type { Confidence } from "./kinds.ts";

/** The sources of which editions are imported that each repeat the whole of what they cover: files of ODS's register. */
export const registerSources = ["EPRACCUR", "EPCMEM"] as const;
export type RegisterSource = (typeof registerSources)[number];

/** One edition of a source: what it states, as it was read, whatever the graph held then. */
interface EditionOf<Source extends string, Row> {
  readonly source: Source;
  /** Its publication. */
  readonly knownFrom: Instant;
  /** The same as it was given: a day, a month or a year. */
  readonly published: string;
  /** It states only some of what it covers: its silence says nothing. */
  readonly partial: boolean;
  /** What it tells all there is to tell of; nothing for one that is partial. */
  readonly covers: readonly Covers[];
  /** Organisations of which a row could not be read, so that its silence on them says nothing; "*" for any. */
  readonly unclear: readonly string[];
  /** SHA-256 of the file that it was read from. */
  readonly file: string;
  /** SHA-256 of `rows` as JSON. */
  readonly content: string;
  /** What it states, in the order of the file. */
  readonly rows: readonly Row[];
}
export type Edition = EditionOf<RegisterSource, StatedPractice | StatedMembership>;
/** Counts of patients: it states some, and its silence says nothing. */
export type CountsEdition = EditionOf<string, StatedCount>;
export type AnyEdition = Edition | CountsEdition;

/** A practice as an edition describes it; where it no longer calls it one, only its closing and its last parent. */
export interface StatedPractice {
  readonly code: Code;
  readonly description: StatedDescription | null;
  readonly closing: { readonly closed: IsoDate; readonly note: string | null } | null;
  readonly parent: StatedParent | null;
}
interface StatedDescription {
  readonly name: string;
  readonly postcode: string | null;
  readonly opened: IsoDate | null;
  readonly closed: IsoDate | null;
  readonly note: string | null;
  readonly odsSubType: string | null;
}
interface StatedParent {
  readonly code: string;
  readonly joined: IsoDate | null;
  readonly left: IsoDate | null;
}

/** A membership as an edition states it. */
export interface StatedMembership {
  readonly practice: Code;
  readonly parent: string;
  readonly joined: IsoDate;
  readonly left: IsoDate | null;
}
/** How many patients a practice had on a day. */
export interface StatedCount {
  readonly practice: Code;
  readonly listSizeOn: IsoDate;
  readonly listSize: number;
  readonly confidence: Confidence;
}
export type EditionRow = StatedPractice | StatedMembership | StatedCount;

/** The order in which editions count: by publication, and of one instant practices before their memberships. */
export const byPublication = (a: Edition, b: Edition): number =>
  a.knownFrom === b.knownFrom
    ? registerSources.indexOf(a.source) - registerSources.indexOf(b.source)
    : a.knownFrom < b.knownFrom
      ? -1
      : 1;

/** Whether editions of a source are of the register. */
export const isOfRegister = (source: string): boolean => registerSources.some((one) => one === source);

/** What an edition is known by: of the register there is one of an instant, counts of several days may be published together. */
export const editionName = (edition: Pick<AnyEdition, "source" | "knownFrom" | "content">): string => {
  const name = `${edition.source} ${edition.knownFrom}`;
  return isOfRegister(edition.source) ? name : `${name} ${edition.content}`;
};
