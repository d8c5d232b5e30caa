import {
  type GraphQLInputObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
} from "graphql";
import { type EntityName, filterEntities, type Where } from "../../../src/model/filters.ts";
import { valuesOf } from "../plain/evaluate.ts";
import type { View } from "../plain/world.ts";

/** Conditions that use every field of a where, every operator of it and every value of an enumeration. */

export interface Condition {
  /** What the condition uses, such as "PCTWhere.position eq". */
  readonly name: string;
  readonly where: Where;
}

export const entityOf = (type: string) => type.replace(/(Link)?Where$/, "") as EntityName;

/**
 * @param type a where or a where of a link, such as PracticeWhere; of the latter each field has its first operator or value
 * only, since Neo4j takes long to plan conditions on what a link reaches, and both are compiled alike
 */
export function conditionsOf(schema: GraphQLSchema, view: View, type: string): Condition[] {
  const input = inputNamed(schema, type);
  return Object.values(input.getFields()).flatMap((field) => {
    const held = getNamedType(field.type);
    const values = isInputObjectType(held)
      ? valuesFor(view, type, field.name, held, isListType(field.type))
      : [true, false];
    // "exists" goes with no other condition: those that lead to the link ask it.
    return field.name === "exists"
      ? []
      : values.map((value) => ({
          name: `${type}.${field.name} ${JSON.stringify(value)}`,
          where: { [field.name]: value },
        }));
  });
}

function valuesFor(
  view: View,
  type: string,
  name: string,
  held: GraphQLInputObjectType,
  isList: boolean,
): unknown[] {
  const entity = entityOf(type);
  if (held.name.endsWith("ListWhere")) {
    const target = entityOf(held.name.replace("ListWhere", "Where"));
    return [{ none: {} }, { some: plain(target), every: plain(target), none: { NOT: plain(target) } }];
  }
  if (held.name.endsWith("LinkWhere"))
    return [{ exists: true, ...plain(entityOf(held.name)) }, { exists: false }];
  if (isList) return [[plain(entity), name === "AND" ? {} : { NOT: {} }]];
  if (name === "NOT") return [plain(entity)];
  const values = valuesOf(view, entity, name);
  if (values.length === 0)
    throw new Error(
      `No ${entity} has a ${name}: expected one that has, in test/contract/whole/small-world.ts`,
    );
  return operatorsOn(held, values).slice(0, type.endsWith("LinkWhere") ? 1 : undefined);
}

/** A condition on anything, that some fit and some do not. */
function plain(entity: EntityName): Where {
  return "confidence" in filterEntities[entity].fields
    ? { confidence: { in: ["CONFIRMED", "REPORTED"] } }
    : { code: { in: ["A1", "A4"] } };
}

/** Every operator of a filter with values that occur. */
function operatorsOn(filter: GraphQLInputObjectType, values: readonly unknown[]): object[] {
  const has = filter.getFields();
  const at = (share: number) => values[Math.floor(share * (values.length - 1))];
  const text = String(at(0.5));
  const enumeration = getNamedType(has.eq?.type);
  const each = isEnumType(enumeration) ? enumeration.getValues().map(({ value }) => value) : [at(0.5)];
  const parts: object[] = [
    ...each.map((value) => ({ eq: value })),
    { in: [at(0.3), at(0.5), at(0.7)], not: at(0.5), isNull: false },
    { contains: text.slice(1, 4), startsWith: text.slice(0, 2) },
    { gt: at(0), gte: at(0.3), lt: at(1), lte: at(0.7) },
    { isNull: true },
  ];
  return parts
    .map((part) => Object.fromEntries(Object.entries(part).filter(([name]) => name in has)))
    .filter((part) => Object.keys(part).length > 0);
}

export function inputNamed(schema: GraphQLSchema, name: string): GraphQLInputObjectType {
  const type = schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`There is no input ${name}`);
  return type;
}
