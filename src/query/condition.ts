import type { EntityName } from "../model/filters.ts";

export const operators = [
  "eq",
  "not",
  "in",
  "gt",
  "gte",
  "lt",
  "lte",
  "contains",
  "startsWith",
  "isNull",
] as const;
export type Operator = (typeof operators)[number];

/** One operator of a field with what it compares with; a text in the form that stored text is compared in. */
export interface Comparison {
  readonly operator: Operator;
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

/** What every thing fits. */
export const anything: Condition = { kind: "all", of: [] };

/** Whether it asks anything at all. */
export const asksNothing = (condition: Condition): boolean =>
  condition.kind === "all" && condition.of.length === 0;

export const allOf = (of: readonly Condition[]): Condition => {
  const [only, ...others] = of;
  return only && others.length === 0 ? only : { kind: "all", of };
};

/** All that must hold, with every AND taken apart. */
export const conjuncts = (condition: Condition): readonly Condition[] =>
  condition.kind === "all" ? condition.of.flatMap(conjuncts) : [condition];
