import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";

/** What clients were promised is taken away only after it was deprecated: docs/schema.md has the policy. */

/** The names of what a promised schema has, without deprecating it, and a schema lacks. */
export function removalsFrom(promised: GraphQLSchema, schema: GraphQLSchema): string[] {
  const present = new Set(namesIn(schema, () => true));
  return namesIn(promised, ({ deprecationReason }) => deprecationReason == null).filter(
    (name) => !present.has(name),
  );
}

interface Part {
  readonly name: string;
  readonly deprecationReason?: string | null | undefined;
  /** The types that it leads to. */
  readonly types: readonly GraphQLNamedType[];
}

/** The names of all that is reached by parts that count: what only a deprecated field leads to goes with it. */
function namesIn(schema: GraphQLSchema, counts: (part: Part) => boolean): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type != null);
  const reached = new Set<GraphQLNamedType>(roots);
  const names: string[] = [];
  for (const type of reached) {
    const parts = partsOf(type).filter(counts);
    names.push(type.name, ...parts.map(({ name }) => name));
    const others = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
    for (const other of [...parts.flatMap(({ types }) => types), ...others]) reached.add(other);
  }
  return names;
}

function partsOf(type: GraphQLNamedType): Part[] {
  const named = (part: Omit<Part, "types">, types: readonly GraphQLNamedType[]): Part => ({
    name: `${type.name}.${part.name}`,
    deprecationReason: part.deprecationReason,
    types,
  });
  if (isEnumType(type)) return type.getValues().map((value) => named(value, []));
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => named(field, [getNamedType(field.type)]));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    named(field, [getNamedType(field.type)]),
    ...field.args.map(({ name, type: given, deprecationReason }) =>
      named(
        {
          name: `${field.name}(${name}:)`,
          // An argument goes with its field.
          deprecationReason: deprecationReason ?? field.deprecationReason,
        },
        [getNamedType(given)],
      ),
    ),
  ]);
}
