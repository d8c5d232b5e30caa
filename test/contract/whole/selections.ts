import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
} from "graphql";

/** A fragment "whole" of every field of a type, so that a field is asked for as soon as the schema has it. */
export function wholeFragment(schema: GraphQLSchema, typeName: string): string {
  const type = schema.getType(typeName);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${typeName} has no fields`);
  // Fields of one name differ from kind to kind in their types, so that each kind's own need names of their own.
  const kinds = isAbstractType(type)
    ? schema
        .getPossibleTypes(type)
        .map((kind) => `... on ${kind.name} { ${fieldsOf(schema, kind, `${kind.name}_`)} }`)
    : [];
  return `fragment whole on ${typeName} { __typename ${fieldsOf(schema, type)} ${kinds.join(" ")} }`;
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLNamedType, prefix = ""): string {
  if (!isObjectType(type) && !isInterfaceType(type)) return "";
  return Object.values(type.getFields())
    .map(({ name, type }) => `${prefix && `${prefix}${name}: `}${name}${brief(schema, getNamedType(type))}`)
    .join(" ");
}

/** Enough of what a field leads to: which organisation, fact or source it is; all of what has no identity. */
function brief(schema: GraphQLSchema, type: GraphQLNamedType): string {
  if (isLeafType(type)) return "";
  const has = (name: string) => (isObjectType(type) || isInterfaceType(type)) && name in type.getFields();
  if (has("factId")) return " { __typename factId kind }";
  // Who asserts something has the code of an organisation at most, and none of its own.
  if (has("code") && !has("organisation")) return " { __typename code }";
  return ` { ${fieldsOf(schema, type)} }`;
}
