import {
  type Instant,
  type IsoDate,
  openEnd,
  stillBelieved,
  stillThere,
  unknownStart,
} from "../../model/dates.ts";
import { claimIn, type Fact, type FactKind, type LoggedFact, type Recorded } from "../../model/facts.ts";
import type { OrganisationEntity } from "../../model/filters.ts";
import { kindNames, organisationKinds } from "../../model/kinds.ts";
import { blankOrganisation, type Description, type OrganisationRecord } from "../../model/organisation.ts";
import { outcodeOf, searchTextOf } from "../../model/search.ts";
import { descriptionFieldsOf } from "../../vocabulary/derive.ts";
import type { DescriptionColumn } from "../../vocabulary/description.ts";
import type { KindOfOne } from "../../vocabulary/fact.ts";
import { factForms, onlySaid } from "../../vocabulary/said.ts";
import type { NewOrganisation } from "../dated-description.ts";
import type { RawRow } from "../graph.ts";

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
export const payloadLabels = {
  REPORT: "DelegationReport",
  BUDGET: "Budget",
} as const satisfies Record<KindOfOne, string>;

/** The properties of a fact's relationship; without the clocks that the program which wrote it did not know. */
export function storedFact(fact: LoggedFact): Record<string, unknown> {
  const { kind: _kind, from: _from, ...properties } = claimIn(fact);
  const { factId, recordedAt, retractedAt, knownFrom, knownTo, addedIn, removedIn, supersededIn } = fact;
  return onlySaid({
    ...properties,
    to: undefined,
    factId,
    validFrom: fact.validFrom ?? unknownStart,
    validTo: fact.validTo ?? openEnd,
    recordedAt,
    retractedAt: retractedAt ?? stillBelieved,
    addedIn,
    removedIn: addedIn === undefined ? null : (removedIn ?? stillThere),
    knownFrom,
    ...(knownFrom === undefined
      ? {}
      : { knownTo: knownTo ?? stillBelieved, supersededIn: supersededIn ?? stillThere }),
  });
}

/** Reads a fact from its relationship: `type`, the codes of both ends, and all `properties`. */
export function readFact(type: unknown, from: unknown, to: unknown, properties: unknown): Fact {
  const kind = factKindOf.get(String(type));
  if (kind === undefined)
    throw new Error(`The graph holds a relationship of an unknown type: ${String(type)}`);
  const stored = properties as Record<string, unknown>;
  const fact: Record<string, unknown> = { ...unreadFacts[kind], from };
  for (const name in stored) fact[name] = stored[name];
  if (!(kind in payloadLabels)) fact.to = to;
  fact.validFrom = readDay(stored.validFrom);
  fact.validTo = readDay(stored.validTo);
  return Object.assign(fact, readClocks(stored)) as unknown as Fact;
}

/**
 * When and in which revision something was said and taken back; null while it stands. What an older program wrote names
 * none of it until it is carried forward, which is done before anybody else reads it.
 */
export const readClocks = (raw: RawRow): Recorded => ({
  recordedAt: raw.recordedAt as Instant,
  retractedAt: readInstant(raw.retractedAt),
  knownFrom: (raw.knownFrom ?? undefined) as Instant,
  knownTo: readInstant(raw.knownTo),
  addedIn: (raw.addedIn == null ? undefined : Number(raw.addedIn)) as number,
  removedIn: readRevision(raw.removedIn),
  supersededIn: readRevision(raw.supersededIn),
});
export const readInstant = (stored: unknown): Instant | null =>
  stored === stillBelieved || stored == null ? null : (stored as Instant);
const readRevision = (stored: unknown): number | null =>
  stored === stillThere || stored == null ? null : Number(stored);

/**
 * A fact of each kind before anything is read of it. Each is a copy, so that all of a kind are of one shape, in whatever
 * order an engine gives their properties: V8 keeps a description of each shape, which took more memory than the facts, and
 * is slow where it meets many.
 */
const unreadFacts = Object.fromEntries(
  Object.entries(factForms).map(([kind, { names }]) => [
    kind,
    { ...Object.fromEntries([...names, "factId"].map((name) => [name, null])), kind, ...readClocks({}) },
  ]),
) as Readonly<Record<FactKind, object>>;

/** The properties of an organisation's node. @param addedIn the revision that brings it */
export function storedOrganisation(
  { clocks, ...record }: NewOrganisation,
  recordedAt: Instant,
  addedIn: number | null,
): Record<string, unknown> {
  return {
    ...storedDescription(record),
    kind: record.kind,
    code: record.code,
    searchText: searchTextOf(record),
    recordedAt,
    ...{
      describedAt: recordedAt,
      describedKnownFrom: clocks?.knownFrom ?? recordedAt,
      describedFrom: clocks?.validFrom ?? unknownStart,
    },
    ...{ addedIn, describedIn: addedIn },
  };
}

/**
 * Every property of a description, absent ones as null, so that setting them clears what stood there.
 * @param entity the kind, where it is known: what it does not have is left out
 */
export function storedDescription(
  record: Description,
  entity: OrganisationEntity = "Organisation",
): Record<string, unknown> {
  const stored = Object.fromEntries(columnsOf[entity].map((column) => [column, record[column] ?? null]));
  return {
    ...stored,
    outcode: outcodeOf(record.postcode),
    opened: record.opened ?? unknownStart,
    closed: record.closed ?? openEnd,
  };
}

/** The names of all that a stored description of any kind may have. */
export const storedDescriptionNames: readonly string[] = [
  ...descriptionFieldsOf(null).map(([name]) => name),
  "outcode",
];

/** What a description says of each kind: the rest is null in all of them, and would cost as much to read as what is not. */
const columnsOf = Object.fromEntries(
  [null, ...organisationKinds].map((kind): [OrganisationEntity, readonly DescriptionColumn[]] => [
    kind === null ? "Organisation" : kindNames[kind],
    descriptionFieldsOf(kind).map(([name]) => name),
  ]),
) as Readonly<Record<OrganisationEntity, readonly DescriptionColumn[]>>;

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

/**
 * Reads an organisation from its columns as a list; what was not read is null.
 * @param entity as the columns were made for
 */
export function readOrganisation(
  columns: unknown,
  entity: OrganisationEntity = "Organisation",
): OrganisationRecord {
  const [code, kind, ...values] = columns as readonly unknown[];
  const record: Record<string, unknown> = { ...blankOrganisation, code, kind };
  for (const [place, name] of columnsOf[entity].entries()) {
    const value = values[place] ?? null;
    record[name] = name === "opened" || name === "closed" ? readDay(value) : value;
  }
  return record as unknown as OrganisationRecord;
}

/** A stored day, null for an unknown start or an open end. */
export function readDay(date: unknown): IsoDate | null {
  return date === unknownStart || date === openEnd || date == null ? null : (date as IsoDate);
}
