import { BadUserInput } from "../../model/errors.ts";
import type { FilterField } from "../../model/filters.ts";

type Parameter = (value: unknown) => string;

const comparisons: Record<string, string> = { gt: ">", gte: ">=", lt: "<", lte: "<=" };

/**
 * One operator on one value, as Cypher that is true or false. A comparison with a missing value is false, so that NOT
 * of it is true, as a reader would expect. Text is compared without regard to case.
 */
export function compareCypher(
  field: FilterField,
  operator: string,
  expression: string,
  parameter: Parameter,
  operand: unknown,
): string {
  if (operator === "isNull") return operand ? `(${expression}) IS NULL` : `(${expression}) IS NOT NULL`;
  const text = field.type === "text";
  const value = text ? `toLower(${expression})` : `(${expression})`;
  const given = parameter(text ? lowered(operand) : operand);
  const condition = plainComparison(operator, value, given);
  if (condition === undefined) {
    throw new BadUserInput(
      `where: the operator "${operator}" is not known: expected eq, not, in, gt, gte, lt, lte, contains, startsWith or isNull.`,
    );
  }
  const twoValued = field.nullable ? `coalesce(${condition}, false)` : condition;
  return operator === "not" ? `NOT ${twoValued}` : twoValued;
}

function plainComparison(operator: string, value: string, given: string): string | undefined {
  if (operator === "eq" || operator === "not") return `${value} = ${given}`;
  if (operator === "in") return `${value} IN ${given}`;
  if (operator === "contains") return `${value} CONTAINS ${given}`;
  if (operator === "startsWith") return `${value} STARTS WITH ${given}`;
  const sign = comparisons[operator];
  return sign && `${value} ${sign} ${given}`;
}

function lowered(operand: unknown): unknown {
  if (Array.isArray(operand)) return operand.map(lowered);
  return typeof operand === "string" ? operand.toLowerCase() : operand;
}
