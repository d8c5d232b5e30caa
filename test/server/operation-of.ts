import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from "graphql";

export interface Operation {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** An operation that asks for one field, with a value of the right type for each argument that it must have. */
export function operationOf(
  kind: "query" | "mutation",
  { name, args, type }: GraphQLField<unknown, unknown>,
): Operation {
  const required = args.filter(isRequiredArgument);
  const list = (written: (arg: GraphQLArgument) => string) =>
    required.length === 0 ? "" : `(${required.map(written).join(", ")})`;
  const selection = isCompositeType(getNamedType(type)) ? " { __typename }" : "";
  return {
    name,
    query: `${kind} ${list((arg) => `$${arg.name}: ${arg.type}`)} { ${name}${list((arg) => `${arg.name}: $${arg.name}`)}${selection} }`,
    variables: Object.fromEntries(required.map((arg) => [arg.name, exampleOf(arg.type)])),
  };
}

const scalars: Readonly<Record<string, unknown>> = {
  Boolean: true,
  Int: 1,
  Float: 1,
  Date: "2011-04-01",
  DateTime: "2011-04-01T00:00:00Z",
  FinancialYear: "2011/12",
  ID: "5PP",
  String: "5PP",
};

function exampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return exampleOf(type.ofType);
  if (isListType(type)) return [exampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (!isInputObjectType(type)) return exampleOfScalar(type.name);
  const fields = Object.values(type.getFields());
  const given = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return Object.fromEntries(given.map((field) => [field.name, exampleOf(field.type)]));
}

/** A value that its type refuses would be bad input before anybody asks for a role. */
function exampleOfScalar(name: string): unknown {
  if (name in scalars) return scalars[name];
  throw new Error(`There is no example of the scalar ${name}: add one in test/server/operation-of.ts.`);
}
