import { type GraphQLSchema, getNamedType, isAbstractType, isLeafType } from "graphql";

/**
 * Fields of one name, of types that can stand for one interface or union, whose answers differ in shape: a query that
 * asks for both in fragments is refused by GraphQL, unless it gives one of them another name.
 */
export function meetingFields(schema: GraphQLSchema): string[] {
  const found = new Set<string>();
  for (const abstract of Object.values(schema.getTypeMap()).filter(isAbstractType)) {
    const shapes = new Map<string, Map<string, string[]>>();
    for (const type of schema.getPossibleTypes(abstract)) {
      for (const field of Object.values(type.getFields())) {
        const named = getNamedType(field.type);
        const shape = isLeafType(named) ? String(field.type) : String(field.type).replace(named.name, "{…}");
        const ofName = shapes.get(field.name) ?? new Map<string, string[]>();
        shapes.set(field.name, ofName.set(shape, [...(ofName.get(shape) ?? []), type.name]));
      }
    }
    for (const [field, ofName] of shapes)
      if (ofName.size > 1) found.add(`${field}: ${[...ofName].map(said).sort().join(", ")}`);
  }
  return [...found].sort();
}

const said = ([shape, types]: readonly [string, readonly string[]]): string =>
  `${shape} of ${types.join(" and ")}`;
