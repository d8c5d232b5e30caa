import { type EntityName, type FilterField, filterEntities } from "../../model/filters.ts";
import type { FieldCondition } from "../../query/condition.ts";
import { describedAs } from "../statements/clocks.ts";
import { claimComparison, comparison } from "./comparison.ts";
import type { Compilation } from "./compilation.ts";
import { claimTestOf, expressionOf, isCounted, isDescribed } from "./expressions.ts";

/** Compiles the comparisons of a field of a thing to a condition. */
export function compileField(
  compilation: Compilation,
  { entity, field: name, comparisons }: FieldCondition,
  variable: string,
): string {
  const field = filterEntities[entity].fields[name] as FilterField;
  const conditions = comparisons.map((each) => {
    const passes = claimTestOf(entity, name);
    if (passes && !compilation.common.get(variable)?.isWorth(name)) {
      return claimComparison(compilation, field, each, (test) => passes(variable, test));
    }
    const compare = comparison(compilation, field, each);
    return onDescription(compilation, entity, name, variable, (description) => {
      const expression = storedOr(compilation, entity, name, variable, description);
      return name === "services"
        ? `size([service IN ${expression} WHERE ${compare("service")} | 1]) > 0`
        : compare(expression);
    });
  });
  return conditions.length === 0 ? "true" : conditions.join(" AND ");
}

/** The Cypher of a field: the column that holds it, where it is worth one, else what works it out in place. */
function storedOr(
  compilation: Compilation,
  entity: EntityName,
  name: string,
  variable: string,
  description: string,
): string {
  const expression = expressionOf(entity, name, variable, description);
  const common = compilation.common.get(variable);
  if (!common?.isWorth(name) || !isCounted(entity, name)) return expression;
  return common.define(`${variable}_${name}`, expression);
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
