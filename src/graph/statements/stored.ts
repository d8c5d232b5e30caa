import { type Instant, type IsoDate, openEnd, stillBelieved, unknownStart } from "../../model/dates.ts";
import type { Fact, FactKind, NewFact } from "../../model/facts.ts";
import type { OrganisationEntity } from "../../model/filters.ts";
import type { Description, OrganisationRecord } from "../../model/organisation.ts";
import { descriptionForm, factForms, onlySaid } from "../../model/said.ts";
import { outcodeOf, searchTextOf } from "../../model/search.ts";
import type { descriptionFields } from "../../model/stored-fields.ts";

/** How facts and descriptions lie in the graph: open ends and unknown starts as sentinels, absent values left out. */

/** The relationship type of each kind of fact. */
export const relationshipTypes = {
  MEMBERSHIP: "MEMBER_OF",
  OUTSIDE: "OUTSIDE",
  DELEGATION: "DELEGATES_TO",
  SUPPORT: "SUPPORTS",
  SUCCESSION: "SUCCEEDED_BY",
  REPORT: "REPORTED",
  BUDGET: "HAS_BUDGET",
} as const satisfies Record<FactKind, string>;

const factKindOf = new Map(
  Object.entries(relationshipTypes).map(([kind, type]) => [type as string, kind as FactKind]),
);

/** Facts that are said of one organisation end at a node of their own. */
export const matterLabels = { REPORT: "DelegationReport", BUDGET: "Budget" } as const;

/** The properties of a fact's relationship. */
export function storedFact(fact: NewFact, factId: string, recordedAt: Instant): Record<string, unknown> {
  const { kind: _kind, from: _from, ...properties } = fact;
  return onlySaid({
    ...properties,
    to: undefined,
    factId,
    validFrom: fact.validFrom ?? unknownStart,
    validTo: fact.validTo ?? openEnd,
    recordedAt,
    retractedAt: stillBelieved,
  });
}

/** Reads a fact from its relationship: `type`, the codes of both ends, and all `properties`. */
export function readFact(type: unknown, from: unknown, to: unknown, properties: unknown): Fact {
  const kind = factKindOf.get(String(type));
  if (kind === undefined)
    throw new Error(`The graph holds a relationship of an unknown type: ${String(type)}`);
  const stored = properties as Record<string, unknown>;
  return {
    ...factForms[kind].unsaid,
    ...stored,
    kind,
    from,
    ...(kind in matterLabels ? {} : { to }),
    validFrom: readDay(stored.validFrom),
    validTo: readDay(stored.validTo),
    retractedAt: stored.retractedAt === stillBelieved ? null : stored.retractedAt,
  } as Fact;
}

/** The properties of an organisation's node. */
export function storedOrganisation(record: OrganisationRecord, recordedAt: Instant): Record<string, unknown> {
  return {
    ...storedDescription(record),
    kind: record.kind,
    code: record.code,
    searchText: searchTextOf(record),
    recordedAt,
    describedAt: recordedAt,
  };
}

/** Every property of a description, absent ones as null, so that setting them clears what stood there. */
export function storedDescription(record: Description): Record<string, unknown> {
  const stored = Object.fromEntries(descriptionColumns.map((column) => [column, record[column] ?? null]));
  return {
    ...stored,
    outcode: outcodeOf(record.postcode),
    opened: record.opened ?? unknownStart,
    closed: record.closed ?? openEnd,
  };
}

export const descriptionColumns = descriptionForm.names as readonly (keyof Description)[];
const laterColumns = descriptionForm.later as readonly (keyof Description)[];

const saidOfEach = ["name", "postcode", "opened", "closed", "confidence", "source", "note"] as const;
const stated = ["statedPopulation", "statedPractices"] as const;

/** What a description says of each kind: the rest is null in all of them, and would cost as much to read as what is not. */
const columnsOf = {
  Practice: [...saidOfEach, "listSize", "listSizeOn", "odsSubType"],
  Consortium: [...saidOfEach, ...stated, "pathfinderFrom", "pathfinderWave", "statutory"],
  PCT: [...saidOfEach, ...stated],
  Cluster: [...saidOfEach, ...stated],
  SHA: [...saidOfEach, ...stated, "minimumDelegatedShare", "minimumDelegatedShareFrom"],
  SupportProvider: [...saidOfEach, "sector"],
  Organisation: descriptionColumns,
} as const satisfies Record<OrganisationEntity, readonly (keyof Description)[]>;

/**
 * Cypher for an organisation's columns, in the order that `readOrganisation` takes them.
 * @param entity the kind, where it is known
 */
export const organisationColumns = (
  node: string,
  description: string,
  entity: OrganisationEntity = "Organisation",
): string =>
  [`${node}.code`, `${node}.kind`, ...columnsOf[entity].map((column) => `${description}.${column}`)].join(
    ", ",
  );

/** Where each column stands among those of a kind; beyond them where it is not read. */
const places = Object.fromEntries(
  Object.entries(columnsOf).map(([entity, read]: [string, readonly string[]]) => [
    entity,
    Object.fromEntries(
      descriptionColumns.map((column) => {
        const place = read.indexOf(column);
        return [column, place < 0 ? descriptionColumns.length + 2 : place + 2];
      }),
    ),
  ]),
) as Record<OrganisationEntity, Record<keyof Description, number>>;

/**
 * Reads an organisation from its columns as a list; what was not read is null.
 * @param entity as the columns were made for
 */
export function readOrganisation(
  columns: unknown,
  entity: OrganisationEntity = "Organisation",
): OrganisationRecord {
  const values = columns as readonly unknown[];
  const at = places[entity];
  const record: Record<string, unknown> & Record<FirstColumn | "code" | "kind", unknown> = {
    code: values[0],
    kind: values[1],
    name: values[at.name] ?? null,
    postcode: values[at.postcode] ?? null,
    opened: readDay(values[at.opened]),
    closed: readDay(values[at.closed]),
    confidence: values[at.confidence] ?? null,
    source: values[at.source] ?? null,
    note: values[at.note] ?? null,
    listSize: values[at.listSize] ?? null,
    listSizeOn: values[at.listSizeOn] ?? null,
    statedPopulation: values[at.statedPopulation] ?? null,
    statedPractices: values[at.statedPractices] ?? null,
    pathfinderFrom: values[at.pathfinderFrom] ?? null,
    pathfinderWave: values[at.pathfinderWave] ?? null,
    statutory: values[at.statutory] ?? null,
    minimumDelegatedShare: values[at.minimumDelegatedShare] ?? null,
    minimumDelegatedShareFrom: values[at.minimumDelegatedShareFrom] ?? null,
    sector: values[at.sector] ?? null,
    odsSubType: values[at.odsSubType] ?? null,
  };
  for (const column of laterColumns) record[column] = values[at[column]] ?? null;
  return record as unknown as OrganisationRecord;
}

/** Those of the first form, which are read name by name: to add names to an object costs more. */
type FirstColumn = {
  [Column in keyof Description]: (typeof descriptionFields)[Column] extends { since: number }
    ? never
    : Column;
}[keyof Description];

/** A stored day, null for an unknown start or an open end. */
export function readDay(date: unknown): IsoDate | null {
  return date === unknownStart || date === openEnd || date == null ? null : (date as IsoDate);
}
