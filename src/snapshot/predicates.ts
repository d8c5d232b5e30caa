import {
  type EntityName,
  type FilterField,
  filterEntities,
  type OrganisationEntity,
} from "../model/filters.ts";
import type { Source } from "../model/source.ts";
import type { Comparison, FieldCondition, Operator } from "../query/condition.ts";
import type { Value } from "../vocabulary/computed-field.ts";
import type { Edge, Node } from "./snapshot.ts";
import { fieldValueOf } from "./values.ts";
import { describedIn, type View } from "./view.ts";

/** What a condition can be put to. */
export type Element = Node | Edge | Source;
export type Predicate = (element: Element) => boolean;

const factEntities: readonly EntityName[] = ["Membership", "Delegation", "Support"];
export const isFact = (entity: EntityName): boolean => factEntities.includes(entity);

/** A condition on a field: true where every comparison holds of its value, or of one of its values. */
export function fieldPredicate(view: View, { entity, field, comparisons }: FieldCondition): Predicate {
  const known = filterEntities[entity].fields[field];
  const compares = comparisons.map((comparison) => comparisonPredicate(comparison, known));
  const read = readerOf(view, entity, field);
  return (element) => {
    const value = read(element);
    if (value === undefined) return compares.length === 0;
    if (Array.isArray(value)) return compares.every((holds) => value.some((each) => holds(each)));
    return compares.every((holds) => holds(value as Value));
  };
}

/** A comparison with a missing value is false, so that NOT of it is true; text is compared without regard to case. */
function comparisonPredicate(
  { operator, operand }: Comparison,
  field: FilterField | undefined,
): (value: Value) => boolean {
  const isText = field?.type === "text";
  const plain = (value: unknown) => (isText ? String(value).toLowerCase() : value) as string;
  if (operator === "isNull") return (value) => (value === null) === operand;
  if (operator === "in") {
    const among = new Set(operand as unknown[]);
    return (value) => value !== null && among.has(plain(value));
  }
  const right = operand as string;
  if (operator === "not") return (value) => value === null || plain(value) !== right;
  const holds = comparisons[operator];
  return (value) => value !== null && holds(plain(value), right);
}

const comparisons: Readonly<
  Record<Exclude<Operator, "isNull" | "in" | "not">, (value: string, given: string) => boolean>
> = {
  eq: (value, given) => value === given,
  gt: (value, given) => value > given,
  gte: (value, given) => value >= given,
  lt: (value, given) => value < given,
  lte: (value, given) => value <= given,
  contains: (value, given) => value.includes(given),
  startsWith: (value, given) => value.startsWith(given),
};

/** How a field of an element is read: undefined where nothing was believed of it yet. */
function readerOf(view: View, entity: EntityName, field: string): (element: Element) => unknown {
  if (entity === "Source") return (element) => (element as never)[field] ?? null;
  if (isFact(entity)) return (element) => ((element as Edge).fact as never)[field] ?? null;
  return (element) => {
    const node = element as Node;
    return fieldValueOf(view, entity as OrganisationEntity, node, describedIn(view, node), field);
  };
}
