import { BadUserInput } from "../../model/errors.ts";
import type { EntityName, FilterField, Where } from "../../model/filters.ts";
import { describedAs } from "../statements/clocks.ts";
import type { Compilation } from "./compilation.ts";
import { claimTestOf, expressionOf, isCounted, isDescribed } from "./expressions.ts";
import { claimComparison, comparison } from "./operators.ts";

/** Compiles the operators on one field of a thing to a condition. */
export function compileField(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  field: FilterField,
  value: unknown,
  variable: string,
): string {
  const operators = field.type === "boolean" ? { eq: value } : (value as Where);
  const conditions = Object.entries(operators).map(([operator, operand]) => {
    if (operand === null || operand === undefined) {
      throw new BadUserInput(
        `where: { ${name}: { ${operator}: null } } asks nothing: for a missing value use { ${name}: { isNull: true } }.`,
      );
    }
    const passes = claimTestOf(entity, name);
    if (passes && !compilation.columns.get(variable)?.isWorth(name)) {
      return claimComparison(compilation, field, operator, operand, (test) => passes(variable, test));
    }
    const compare = comparison(compilation, field, operator, operand);
    const condition = (description: string) => {
      const expression = heldOr(compilation, entity, name, variable, description);
      return name === "services"
        ? `size([service IN ${expression} WHERE ${compare("service")} | 1]) > 0`
        : compare(expression);
    };
    return onDescription(compilation, entity, name, variable, condition);
  });
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

/** The Cypher of a field: the column that holds it, where it is worth one, else what works it out in place. */
function heldOr(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  variable: string,
  description: string,
): string {
  const expression = expressionOf(entity, name, variable, description);
  const columns = compilation.columns.get(variable);
  if (!columns?.isWorth(name) || !isCounted(entity, name)) return expression;
  return columns.hold(`${variable}_${name}`, expression);
}

/** A condition on a field, put to whatever holds it: the thing itself, or the description of an organisation at `knownAt`. */
export function onDescription(
  compilation: Compilation,
  entity: EntityName,
  field: string,
  variable: string,
  condition: (holder: string) => string,
): string {
  const description = compilation.descriptions.get(variable);
  if (description || !isDescribed(entity, field)) return condition(description ?? variable);
  return describedAs(variable, condition);
}
