import { BadUserInput } from "../../model/errors.ts";
import { type FilterField, operandOf } from "../../model/filters.ts";
import type { Compilation } from "./compilation.ts";

const comparisons: Record<string, string> = { gt: ">", gte: ">=", lt: "<", lte: "<=" };

/**
 * One operator with its operand, to be put to an expression: Cypher that is true or false. A comparison with a missing
 * value is false, so that NOT of it is true, as a reader would expect. Text is compared without regard to case.
 */
export function comparison(compilation: Compilation, field: FilterField, operator: string, operand: unknown) {
  if (operator === "isNull") {
    return (expression: string) => `(${expression}) IS ${operand ? "" : "NOT "}NULL`;
  }
  const text = field.type === "text";
  const given = compilation.parameter(text ? operandOf(field, operand) : operand);
  return (expression: string): string => {
    const value = text ? `toLower(${expression})` : `(${expression})`;
    const condition = plainComparison(operator, value, given);
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
  operator: string,
  operand: unknown,
  passes: (test: (value: string) => string) => string,
): string {
  if (operator === "isNull") return `${operand ? "NOT " : ""}${passes(() => "true")}`;
  if (operator === "not") return `NOT ${passes(comparison(compilation, field, "eq", operand))}`;
  return passes(comparison(compilation, field, operator, operand));
}

function plainComparison(operator: string, value: string, given: string): string {
  if (operator === "eq" || operator === "not") return `${value} = ${given}`;
  if (operator === "in") return `${value} IN ${given}`;
  if (operator === "contains") return `${value} CONTAINS ${given}`;
  if (operator === "startsWith") return `${value} STARTS WITH ${given}`;
  const sign = comparisons[operator];
  if (sign) return `${value} ${sign} ${given}`;
  throw new BadUserInput(
    `where: the operator "${operator}" is not known: expected eq, not, in, gt, gte, lt, lte, contains, startsWith or isNull.`,
  );
}
