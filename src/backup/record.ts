import type { StoredClocks } from "../graph/dated-description.ts";
import type { StoredEdition } from "../graph/statements/editions.ts";
import type { PathfinderCount } from "../graph/statements/pathfinder-counts.ts";
import type { AuditRecord } from "../model/audit.ts";
import type { Code } from "../model/code.ts";
import type { FinancialYear, IsoDate } from "../model/dates.ts";
import type { LoggedFact } from "../model/facts.ts";
import type { OrganisationKind } from "../model/kinds.ts";
import type { Description } from "../model/organisation.ts";
import type { Source } from "../model/source.ts";

/** All that a graph holds but its access tokens, in pieces of one form only: what a backup's lines say. */

/** What the graph says of itself, beside where its log stands. */
export interface DatasetDescription {
  readonly referenceDate?: IsoDate;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly financialYear?: FinancialYear;
  readonly synthetic?: boolean;
}

/**
 * An organisation with every description that was ever believed, the present one last. The revision is named since format
 * 2; the other clocks since version 5 of the schema: before, each lasted until the next.
 */
export interface DescribedOrganisation {
  readonly code: Code;
  readonly kind: OrganisationKind;
  readonly descriptions: readonly (Description & StoredClocks)[];
}

export interface StoredValues {
  readonly dataset: DatasetDescription;
  readonly source: Source;
  readonly pathfinderCount: PathfinderCount;
  readonly organisation: DescribedOrganisation;
  /** With its revisions since format 2. */
  readonly fact: LoggedFact;
  /** Since version 5 of the schema. */
  readonly edition: StoredEdition;
  readonly audit: AuditRecord;
}

/** The kinds of record, in the order in which they come. */
export const recordTypes = [
  "dataset",
  "source",
  "pathfinderCount",
  "organisation",
  "fact",
  "edition",
  "audit",
] as const satisfies readonly (keyof StoredValues)[];
export type RecordType = (typeof recordTypes)[number];

export type StoredRecord = {
  [Type in RecordType]: { readonly type: Type; readonly value: StoredValues[Type] };
}[RecordType];

/** Something of each kind of record: of editions only where there are any, as before there were any. */
export type PerType<T> = Record<Exclude<RecordType, "edition">, T> & { edition?: T | undefined };
/** How many there are of each kind. */
export type Counts = Readonly<PerType<number>>;

export const none = (): PerType<number> => ({
  dataset: 0,
  source: 0,
  pathfinderCount: 0,
  organisation: 0,
  fact: 0,
  audit: 0,
});

/** How many in all. */
export const sumOf = (counts: Counts): number =>
  recordTypes.reduce((sum, type) => sum + (counts[type] ?? 0), 0);

/** What a record is known by among those of its kind, and what they are sorted by. */
export function recordKey({ type, value }: StoredRecord): string {
  switch (type) {
    case "dataset":
      return type;
    case "source":
    case "organisation":
      return value.code;
    case "pathfinderCount":
      return `${value.sha ?? ""} ${value.wave} ${value.source}`;
    case "fact":
      return [value.from, value.factId, value.recordedAt, value.knownFrom ?? ""].join(" ");
    case "edition":
      return value.name;
    case "audit":
      return String(value.sequence).padStart(12, "0");
    default:
      return type satisfies never;
  }
}
