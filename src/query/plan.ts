import { type EntityName, filterEntities, type Where } from "../model/filters.ts";

/** One operator of a field with what it compares with. */
export interface Comparison {
  readonly operator: string;
  readonly operand: unknown;
}

/** What is asked of a field: all comparisons have to hold. */
export interface FieldCondition {
  readonly kind: "field";
  readonly entity: EntityName;
  readonly field: string;
  readonly comparisons: readonly Comparison[];
}

/** True where the link reaches something that fits. */
export interface LinkCondition {
  readonly kind: "link";
  readonly entity: EntityName;
  readonly link: string;
  readonly target: EntityName;
  readonly where: Condition;
}

/**
 * What a `where` asks of one thing, as few sorts of conditions: whoever runs it, in memory or on an engine, needs to
 * know no more than these.
 */
export type Condition =
  | FieldCondition
  | LinkCondition
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition };

/** A `where` as a plan. @param where one that the vocabulary allows, which compiling it to Cypher has checked */
export function planOf(entity: EntityName, where: Where): Condition {
  return allOf(Object.entries(where).map(([name, given]) => planOfEntry(entity, name, given)));
}

const allOf = (of: readonly Condition[]): Condition => {
  const [only, ...others] = of;
  return only && others.length === 0 ? only : { kind: "all", of };
};
const not = (of: Condition): Condition => ({ kind: "not", of });

function planOfEntry(entity: EntityName, name: string, given: unknown): Condition {
  if (name === "NOT") return not(planOf(entity, given as Where));
  if (name === "AND" || name === "OR") {
    const of = [given].flat().map((part) => planOf(entity, part as Where));
    return name === "AND" ? allOf(of) : { kind: "any", of };
  }
  const { fields, one, many } = filterEntities[entity];
  const field = fields[name];
  if (field) {
    const operators = Object.entries(field.type === "boolean" ? { eq: given } : (given as object));
    const comparisons = operators.map(([operator, operand]) => ({ operator, operand }));
    return { kind: "field", entity, field: name, comparisons };
  }
  const target = (one[name] ?? many[name])?.entity;
  if (!target) throw new Error(`A where was not refused that asks for ${entity}.${name}`);
  const linked = (inner: Condition): Condition => ({
    kind: "link",
    entity,
    link: name,
    target,
    where: inner,
  });
  return one[name] ? planOfOne(target, given as Where, linked) : planOfMany(target, given as Where, linked);
}

type Linked = (inner: Condition) => Condition;

function planOfOne(target: EntityName, { exists = true, ...rest }: Where, linked: Linked): Condition {
  const reached = linked(planOf(target, rest));
  return exists ? reached : not(reached);
}

function planOfMany(target: EntityName, quantifiers: Where, linked: Linked): Condition {
  return allOf(
    Object.entries(quantifiers).map(([quantifier, where]) => {
      const inner = planOf(target, where as Where);
      if (quantifier === "some") return linked(inner);
      return not(linked(quantifier === "none" ? inner : not(inner)));
    }),
  );
}
