import type { Fact } from "../../../src/model/facts.ts";
import { type EntityName, filterEntities, type OrderKey, type Where } from "../../../src/model/filters.ts";
import { kindNames } from "../../../src/model/kinds.ts";
import type { OrganisationRecord } from "../../../src/model/organisation.ts";
import type { Source } from "../../../src/model/source.ts";
import { reached } from "./reached.ts";
import { exists, fieldOf, type Value } from "./values.ts";
import type { View } from "./world.ts";

/**
 * What a list must answer, worked out one organisation after the other over the whole graph in memory. It shares only
 * the vocabulary (src/model) with the program; how a `where` is to be understood is written here a second time.
 */
export function listed(
  view: View,
  entity: EntityName,
  parent: { readonly organisation: OrganisationRecord; readonly link: string } | null,
  where: Where,
  order: readonly OrderKey[],
): Listed[] {
  return all(view, entity, parent)
    .filter((thing) => fits(view, entity, thing, where))
    .sort((a, b) => compare(view, order, a, b));
}

export type Listed = OrganisationRecord | Fact;

function all(view: View, entity: EntityName, parent: Parameters<typeof listed>[2]): Listed[] {
  if (entity === "Delegation") return view.facts.filter(({ kind }) => kind === "DELEGATION");
  const organisations = parent
    ? reached(view, parent.organisation, parent.link)
    : [...view.organisations.values()].filter(({ kind }) => kindNames[kind] === entity);
  return organisations.filter((organisation) => exists(view, organisation));
}

type Thing = Listed | Source;

function fits(view: View, entity: EntityName, thing: Thing, where: Where): boolean {
  return Object.entries(where).every(([name, given]) => fitsOne(view, entity, thing, name, given));
}

function fitsOne(view: View, entity: EntityName, thing: Thing, name: string, given: unknown): boolean {
  if (name === "AND") return (given as Where[]).every((part) => fits(view, entity, thing, part));
  if (name === "OR") return (given as Where[]).some((part) => fits(view, entity, thing, part));
  if (name === "NOT") return !fits(view, entity, thing, given as Where);
  const { fields, one, many } = filterEntities[entity];
  const field = fields[name];
  if (field) {
    const value = read(view, thing, name);
    const operators = field.type === "boolean" ? { eq: given } : (given as object);
    return Object.entries(operators).every(([operator, operand]) =>
      Array.isArray(value)
        ? value.some((each) => holds(operator, each, operand, true))
        : holds(operator, value, operand, field.type === "text"),
    );
  }
  const target = (one[name] ?? many[name])?.entity as EntityName;
  const others = linkedThings(view, thing, name);
  if (one[name]) {
    const { exists = true, ...rest } = given as Where & { exists?: boolean };
    return exists ? others.some((other) => fits(view, target, other, rest)) : others.length === 0;
  }
  return Object.entries(given as Record<string, Where>).every(([quantifier, condition]) => {
    const fitting = others.filter((other) => fits(view, target, other, condition)).length;
    if (quantifier === "some") return fitting > 0;
    return fitting === (quantifier === "every" ? others.length : 0);
  });
}

function holds(operator: string, value: Value, operand: unknown, isText: boolean): boolean {
  if (operator === "isNull") return (value === null) === operand;
  if (operator === "not") return !holds("eq", value, operand, isText);
  if (value === null) return false;
  const plain = (one: unknown) => (isText ? String(one).toLowerCase() : one) as string;
  const left = plain(value);
  if (operator === "in") return (operand as unknown[]).map(plain).includes(left);
  const right = plain(operand);
  switch (operator) {
    case "eq":
      return left === right;
    case "gt":
      return left > right;
    case "gte":
      return left >= right;
    case "lt":
      return left < right;
    case "lte":
      return left <= right;
    case "contains":
      return left.includes(right);
    case "startsWith":
      return left.startsWith(right);
    default:
      throw new Error(`No such operator: ${operator}`);
  }
}

/** What a link of a filter reaches: organisations, facts, the ends of a fact, or the source of either. */
function linkedThings(view: View, thing: Thing, name: string): readonly Thing[] {
  if (name === "source") return only(view.sources.get((thing as Fact).source));
  if (!isOrganisation(thing)) {
    const code = endsNamed.from.includes(name) ? (thing as Fact).from : (thing as Fact & { to: never }).to;
    return only(view.organisations.get(code));
  }
  const { code, kind } = thing;
  const giving = kind === "SUPPORT_PROVIDER";
  const facts = {
    memberships: () => view.facts.filter((fact) => fact.kind === "MEMBERSHIP" && fact.from === code),
    supports: () =>
      view.facts.filter((fact) => fact.kind === "SUPPORT" && (giving ? fact.from : fact.to) === code),
    delegations: () =>
      view.facts.filter(
        (fact) => fact.kind === "DELEGATION" && (kind === "CONSORTIUM" ? fact.to : fact.from) === code,
      ),
  };
  return name in facts ? facts[name as keyof typeof facts]() : reached(view, thing, name);
}

const endsNamed = { from: ["member", "delegator", "provider"] };
const only = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
const isOrganisation = (thing: Thing): thing is OrganisationRecord => "opened" in thing;

const read = (view: View, thing: Thing, field: string): Value =>
  isOrganisation(thing) ? fieldOf(view, thing, field) : ((thing as never)[field] ?? null);

/** Each value that a field has anywhere, in order; of a list of values, each one of them. */
export function valuesOf(view: View, entity: EntityName, field: string): Value[] {
  const values = new Set(thingsOf(view, entity).flatMap((thing) => read(view, thing, field)));
  return [...values].filter((value) => value !== null).sort((a, b) => (a < b ? -1 : 1));
}

function thingsOf(view: View, entity: EntityName): readonly Thing[] {
  if (entity === "Source") return [...view.sources.values()];
  const facts = view.facts.filter(({ kind }) => kind === entity.toUpperCase());
  return facts.length > 0
    ? facts
    : [...view.organisations.values()].filter(
        ({ kind }) => entity === "Organisation" || kindNames[kind] === entity,
      );
}

/** By the keys, missing values last either way; the code (or the id of a fact) decides between equals. */
function compare(view: View, order: readonly OrderKey[], a: Listed, b: Listed): number {
  for (const { field, descending } of order) {
    const [left, right] = [a, b].map((one) => asSorted(read(view, one, field))) as [Value, Value];
    if (left === right) continue;
    if (left === null || right === null) return left === null ? 1 : -1;
    return left < right === descending ? 1 : -1;
  }
  return idOf(a) < idOf(b) ? -1 : 1;
}

/** What no source tells of stands where it would if one did. */
const asSorted = (value: Value): Value => (value === "NOT_COVERED" ? "UNCLEAR" : value);

export const idOf = (thing: Listed): string => (isOrganisation(thing) ? thing.code : thing.factId);
