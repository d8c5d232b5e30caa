import type { FilterField } from "../../model/filters.ts";
import type { Comparison } from "../../query/condition.ts";
import type { Compilation } from "./compilation.ts";

const signs = {
  eq: "=",
  not: "=",
  in: "IN",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
  contains: "CONTAINS",
  startsWith: "STARTS WITH",
} as const;

/**
 * One operator with its operand, to be put to an expression: Cypher that is true or false. A comparison with a missing
 * value is false, so that NOT of it is true, as a reader would expect. Text is compared without regard to case.
 */
export function comparison(compilation: Compilation, field: FilterField, { operator, operand }: Comparison) {
  if (operator === "isNull") {
    return (expression: string) => `(${expression}) IS ${operand ? "" : "NOT "}NULL`;
  }
  const text = field.type === "text";
  const given = compilation.parameter(operand);
  return (expression: string): string => {
    const value = text ? `toLower(${expression})` : `(${expression})`;
    const condition = `${value} ${signs[operator]} ${given}`;
    const twoValued = field.nullable ? `coalesce(${condition}, false)` : condition;
    return operator === "not" ? `NOT ${twoValued}` : twoValued;
  };
}

/**
 * One operator put to the value of the claim that counts, of which there may be none.
 * @param passes gives the condition that there is such a claim and its value passes a test
 */
export function claimComparison(
  compilation: Compilation,
  field: FilterField,
  { operator, operand }: Comparison,
  passes: (test: (value: string) => string) => string,
): string {
  if (operator === "isNull") return `${operand ? "NOT " : ""}${passes(() => "true")}`;
  if (operator === "not") return `NOT ${passes(comparison(compilation, field, { operator: "eq", operand }))}`;
  return passes(comparison(compilation, field, { operator, operand }));
}
