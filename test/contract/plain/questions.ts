import fc from "fast-check";
import { type Clocks, type Instant, type IsoDate, latestRevision } from "../../../src/model/dates.ts";
import {
  type EntityName,
  enumerations,
  type FilterField,
  filterEntities,
  type ListedEntity,
  type OrderKey,
  type OrganisationEntity,
  orderableFields,
  type Where,
} from "../../../src/model/filters.ts";
import { kindNames } from "../../../src/model/kinds.ts";
import { links } from "../../../src/model/links.ts";
import { pools } from "./random-graph.ts";

/** One list that a client may ask for. */
export interface Question {
  readonly entity: ListedEntity;
  /** The link that leads to it; null for a list of all. */
  readonly link: { readonly from: OrganisationEntity; readonly name: string } | null;
  readonly where: Where;
  readonly order: readonly OrderKey[];
  /** Asked at each of these in turn. */
  readonly clocks: readonly Clocks[];
  /** Rows of a page, as a share of all rows. */
  readonly pageShare: number;
}

const days = ["1999-01-01", ...pools.dates, "2011-03-31", "2011-06-15", "2014-01-01"] as IsoDate[];
const moments = [
  "2010-12-31T00:00:00.000Z",
  ...pools.instants,
  "2011-02-09T23:59:59.999Z",
  "2011-05-01T12:00:00.000Z",
  "2026-01-01T00:00:00.000Z",
] as Instant[];

export const clocksAt: fc.Arbitrary<Clocks> = fc.record({
  asOf: fc.constantFrom(...days),
  knownAt: fc.constantFrom(...moments),
  atRevision: fc.constantFrom(1, 2, 3, latestRevision, latestRevision),
  pinned: fc.boolean(),
  revisionPinned: fc.boolean(),
});

export const question: fc.Arbitrary<Question> = fc.constantFrom(...listKinds()).chain(({ entity, link }) =>
  fc.record({
    entity: fc.constant(entity),
    link: fc.constant(link),
    where: whereOn(entity, 3),
    order: orderOf(entity),
    clocks: fc.array(clocksAt, { minLength: 1, maxLength: 3 }),
    pageShare: fc.constantFrom(0.34, 0.5, 1, 1),
  }),
);

/** Lists of all of each kind, twice as often as lists behind a link. */
function listKinds(): Pick<Question, "entity" | "link">[] {
  const kinds = Object.values(kindNames).map((entity) => ({ entity, link: null }));
  const many = new Set(["practices", "consortia", "pcts", "clusters", "members"]);
  const linked = Object.entries(links).flatMap(([from, named]) =>
    Object.entries(named)
      .filter(([name]) => many.has(name))
      .map(([name, steps]) => ({
        entity: (steps.at(-1)?.label ?? "Organisation") as OrganisationEntity,
        link: { from: from as OrganisationEntity, name },
      })),
  );
  const delegations = { entity: "Delegation", link: null } as const;
  return [...kinds, ...kinds, ...kinds, ...kinds, delegations, delegations, ...linked];
}

function orderOf(entity: EntityName): fc.Arbitrary<OrderKey[]> {
  const key = fc.record({ field: fc.constantFrom(...orderableFields(entity)), descending: fc.boolean() });
  return fc.array(key, { maxLength: 3 });
}

const made = new Map<string, fc.Arbitrary<Where>>();

/** A tree of conditions on an entity, at most so many links and AND / OR / NOT deep. */
export function whereOn(entity: EntityName, depth: number): fc.Arbitrary<Where> {
  const key = `${entity} ${depth}`;
  const existing = made.get(key);
  if (existing) return existing;
  const { fields, one, many } = filterEntities[entity];
  const entries: fc.WeightedArbitrary<[string, unknown]>[] = Object.entries(fields).map(([name, field]) => ({
    weight: 2,
    arbitrary: fc.tuple(fc.constant(name), condition(name, field)),
  }));
  if (depth > 0) {
    for (const [name, { entity: target }] of Object.entries(one)) {
      entries.push({ weight: 4, arbitrary: fc.tuple(fc.constant(name), toOne(target, depth - 1)) });
    }
    for (const [name, { entity: target }] of Object.entries(many)) {
      entries.push({ weight: 4, arbitrary: fc.tuple(fc.constant(name), toMany(target, depth - 1)) });
    }
    const parts = fc.array(whereOn(entity, depth - 1), { maxLength: 3 });
    entries.push(
      { weight: 3, arbitrary: fc.tuple(fc.constant("AND"), parts) },
      { weight: 4, arbitrary: fc.tuple(fc.constant("OR"), parts) },
      { weight: 4, arbitrary: fc.tuple(fc.constant("NOT"), whereOn(entity, depth - 1)) },
    );
  }
  const where = fc
    .uniqueArray(fc.oneof(...entries), { selector: ([name]) => name, maxLength: 2 })
    .map((pairs) => Object.fromEntries(pairs));
  made.set(key, where);
  return where;
}

function toOne(entity: EntityName, depth: number): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant({ exists: false }) },
    { weight: 1, arbitrary: whereOn(entity, depth).map((where) => ({ ...where, exists: true })) },
    { weight: 4, arbitrary: whereOn(entity, depth) },
  );
}

function toMany(entity: EntityName, depth: number): fc.Arbitrary<unknown> {
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom("some", "every", "none"), whereOn(entity, depth)), {
      selector: ([quantifier]) => quantifier,
      maxLength: 2,
    })
    .map((pairs) => Object.fromEntries(pairs));
}

function condition(name: string, field: FilterField): fc.Arbitrary<unknown> {
  if (field.type === "boolean") return fc.boolean();
  const value = fc.constantFrom(...valuesFor(name, field));
  const isText = field.type === "text";
  const isEnum = field.type in enumerations;
  const single = isText ? ["contains", "startsWith"] : isEnum ? [] : ["gt", "gte", "lt", "lte"];
  const operator = fc.oneof(
    fc.tuple(fc.constantFrom("eq", "not", ...single), value),
    fc.tuple(fc.constant("in"), fc.uniqueArray(value, { maxLength: 3 })),
    ...(field.nullable ? [fc.tuple(fc.constant("isNull"), fc.boolean())] : []),
  );
  return fc
    .uniqueArray(operator as fc.Arbitrary<[string, unknown]>, { selector: ([name]) => name, maxLength: 2 })
    .map((pairs) => Object.fromEntries(pairs));
}

function valuesFor(name: string, { type }: FilterField): readonly unknown[] {
  switch (type) {
    case "date":
      return pools.dates;
    case "financialYear":
      return pools.years;
    case "integer":
      return [0, 1, 2, 3, 5, 1500, 7000];
    case "number":
      return [...pools.numbers, ...pools.shares];
    case "text":
      return texts[name] ?? ["", "A", "pulse", "PRACTICES"];
    case "boolean":
      return [true, false];
    default:
      return enumerations[type];
  }
}

const texts: Record<string, readonly string[]> = {
  code: [
    "PR100",
    "pr101",
    "PC100",
    "pC103",
    "SHA-0",
    "SH100",
    "cluster-1",
    "Cluster",
    "consortium-2",
    "CO101",
    "P",
    "A3",
    "ods",
  ],
  name: ["park", "PARK SURGERY", "ÉLAN", "élan vale", "Vale", 'st. mary\'s "old"', "", "%", "3"],
  postcode: ["cb1", "CB1 2AB", "bn", "BN2 4XY", ""],
  services: ["HR", "referral management", "FINANCE", "data", ""],
  scope: ["prescribing", "All services", "com"],
  sector: ["nhs", "PRIVATE", "priv"],
};
