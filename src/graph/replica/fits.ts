import { type EntityName, filterEntities, type OrganisationEntity, type Where } from "../../model/filters.ts";
import type { Source } from "../../model/source.ts";
import { stepsOf } from "../links.ts";
import type { Edge, Place } from "./replica.ts";
import { fieldValueOf, type Value } from "./values.ts";
import { describedIn, liveEdges, reach, type View } from "./view.ts";

/** What a `where` can be put to. */
export type Thing = Place | Edge | Source;
export type Test<T extends Thing = Thing> = (view: View, thing: T) => boolean;

/**
 * A `where` as a test: what src/graph/where compiles to Cypher, for things in memory. It has to be one that the
 * vocabulary allows, which the compiler checks.
 */
export function testOf(entity: EntityName, where: Where): Test {
  const tests = Object.entries(where).map(([name, given]) => testOfEntry(entity, name, given));
  return (view, thing) => tests.every((test) => test(view, thing));
}

function testOfEntry(entity: EntityName, name: string, given: unknown): Test {
  if (name === "AND" || name === "OR") {
    const tests = (Array.isArray(given) ? given : [given]).map((part) => testOf(entity, part as Where));
    return name === "AND"
      ? (view, thing) => tests.every((test) => test(view, thing))
      : (view, thing) => tests.some((test) => test(view, thing));
  }
  if (name === "NOT") {
    const test = testOf(entity, given as Where);
    return (view, thing) => !test(view, thing);
  }
  const { fields, one } = filterEntities[entity];
  if (fields[name]) return testOfField(entity, name, given);
  return one[name] ? testOfOne(entity, name, given as Where) : testOfMany(entity, name, given as Where);
}

function testOfOne(entity: EntityName, name: string, { exists = true, ...rest }: Where): Test {
  const linked = linkedBy(entity, name);
  const test = testOf(filterEntities[entity].one[name]?.entity as EntityName, rest);
  return exists
    ? (view, thing) => linked(view, thing).some((other) => test(view, other))
    : (view, thing) => linked(view, thing).length === 0;
}

function testOfMany(entity: EntityName, name: string, quantifiers: Where): Test {
  const linked = linkedBy(entity, name);
  const target = filterEntities[entity].many[name]?.entity as EntityName;
  const tests = Object.entries(quantifiers).map(([quantifier, where]): Test => {
    const test = testOf(target, where as Where);
    if (quantifier === "some") return (view, thing) => linked(view, thing).some((other) => test(view, other));
    if (quantifier === "none")
      return (view, thing) => !linked(view, thing).some((other) => test(view, other));
    return (view, thing) => linked(view, thing).every((other) => test(view, other));
  });
  return (view, thing) => tests.every((test) => test(view, thing));
}

function testOfField(entity: EntityName, name: string, given: unknown): Test {
  const { type } = filterEntities[entity].fields[name] ?? {};
  const operators = Object.entries(type === "boolean" ? { eq: given } : (given as object));
  const compares = operators.map(([operator, operand]) => comparison(operator, operand, type === "text"));
  const read = readerOf(entity, name);
  return (view, thing) => {
    const value = read(view, thing);
    if (value === undefined) return compares.length === 0;
    if (Array.isArray(value)) return compares.every((holds) => value.some((each) => holds(each)));
    return compares.every((holds) => holds(value as Value));
  };
}

/** A comparison with a missing value is false, so that NOT of it is true; text is compared without regard to case. */
function comparison(operator: string, operand: unknown, isText: boolean): (value: Value) => boolean {
  const plain = (value: unknown) => (isText ? String(value).toLowerCase() : value) as string;
  if (operator === "isNull") return (value) => (value === null) === operand;
  if (operator === "in") {
    const among = new Set((operand as unknown[]).map(plain));
    return (value) => value !== null && among.has(plain(value));
  }
  const right = plain(operand);
  if (operator === "not") return (value) => value === null || plain(value) !== right;
  const holds = comparisons[operator];
  if (!holds) throw new Error(`A where was not refused that has the operator ${operator}`);
  return (value) => value !== null && holds(plain(value), right);
}

const comparisons: Readonly<Record<string, (value: string, given: string) => boolean>> = {
  eq: (value, given) => value === given,
  gt: (value, given) => value > given,
  gte: (value, given) => value >= given,
  lt: (value, given) => value < given,
  lte: (value, given) => value <= given,
  contains: (value, given) => value.includes(given),
  startsWith: (value, given) => value.startsWith(given),
};

/** How a field of a thing is read: undefined where nothing was believed of it yet. */
function readerOf(entity: EntityName, name: string): (view: View, thing: Thing) => unknown {
  if (entity === "Source") return (_, thing) => (thing as never)[name] ?? null;
  if (isFact(entity)) return (_, thing) => ((thing as Edge).fact as never)[name] ?? null;
  return (view, thing) => {
    const place = thing as Place;
    return fieldValueOf(view, entity as OrganisationEntity, place, describedIn(view, place), name);
  };
}

const factEntities: readonly EntityName[] = ["Membership", "Delegation", "Support"];
const isFact = (entity: EntityName): boolean => factEntities.includes(entity);

/** Which end of its fact each link of a fact names. */
const startNames = ["member", "delegator", "provider"];

/** What a link of a filter reaches from a thing, whether or not it exists on the day. */
function linkedBy(entity: EntityName, name: string): (view: View, thing: Thing) => readonly Thing[] {
  if (name === "source") return (view, thing) => sourceOf(view, entity, thing);
  if (isFact(entity)) {
    const end = startNames.includes(name) ? "from" : "to";
    return (_, thing) => [(thing as Edge)[end] as Place];
  }
  const facts = factsNamed[name];
  if (facts) return (view, thing) => facts(view, thing as Place);
  const steps = stepsOf(entity as OrganisationEntity, name);
  return (view, thing) => [...reach(view, [thing as Place], steps)];
}

const factsNamed: Readonly<Record<string, (view: View, place: Place) => readonly Edge[]>> = {
  memberships: (view, place) => liveEdges(view, place, "out", "MEMBERSHIP"),
  supports: (view, place) =>
    liveEdges(view, place, place.kind === "SUPPORT_PROVIDER" ? "out" : "in", "SUPPORT"),
  delegations: (view, place) =>
    liveEdges(view, place, place.kind === "CONSORTIUM" ? "in" : "out", "DELEGATION"),
};

function sourceOf(view: View, entity: EntityName, thing: Thing): readonly Source[] {
  const code = isFact(entity) ? (thing as Edge).fact.source : describedIn(view, thing as Place)?.source;
  const source = code === undefined ? undefined : view.replica.sources.get(code);
  return source ? [source] : [];
}
