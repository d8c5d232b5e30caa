import {
  type ASTNode,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
  Kind,
  type ObjectFieldNode,
  type SelectionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/** Names of a schema as coordinates: Type.field, Type.field(argument:), Input.field, Enum.VALUE. */

export function coordinatesOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap(partsOf);
}

/** What answers can hold: the fields of object types, and the values of the enums among them. */
export function answersOf(schema: GraphQLSchema): string[] {
  const objects = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !isIntrospectionType(type));
  const fields = objects.flatMap((type) => Object.values(type.getFields()));
  const enums = new Set(fields.map((field) => getNamedType(field.type)).filter(isEnumType));
  return [...objects, ...enums].flatMap(partsOf).filter((name) => !name.includes("("));
}

function partsOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isLeafType(type) || !("getFields" in type)) return [];
  if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
  return Object.values(type.getFields()).flatMap((field) => [
    `${type.name}.${field.name}`,
    ...field.args.map(({ name }) => `${type.name}.${field.name}(${name}:)`),
  ]);
}

/** What a document asks for and gives. Values are written in it, and only cursors are variables. */
export function givenIn(schema: GraphQLSchema, document: DocumentNode): string[] {
  const info = new TypeInfo(schema);
  const found: string[] = [];
  const visitors: Partial<Record<Kind, (node: ASTNode) => void>> = {
    [Kind.FIELD]: () => void found.push(`${info.getParentType()?.name}.${info.getFieldDef()?.name}`),
    [Kind.ARGUMENT]: () =>
      void found.push(
        `${info.getParentType()?.name}.${info.getFieldDef()?.name}(${info.getArgument()?.name}:)`,
      ),
    [Kind.OBJECT_FIELD]: (node) =>
      void found.push(
        `${getNamedType(info.getParentInputType())?.name}.${(node as ObjectFieldNode).name.value}`,
      ),
    [Kind.ENUM]: () =>
      void found.push(`${getNamedType(info.getInputType())?.name}.${info.getEnumValue()?.name}`),
  };
  visit(document, visitWithTypeInfo(info, { enter: (node) => visitors[node.kind]?.(node) }));
  return found;
}

/** What an answer holds: each field that has a value other than null and an empty list, and each enum value. */
export function seenIn(schema: GraphQLSchema, document: DocumentNode, data: unknown): string[] {
  const found: string[] = [];
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === "FragmentDefinition" ? [[node.name.value, node.selectionSet.selections]] : [],
    ),
  );
  const walk = (typeName: string, selections: readonly SelectionNode[], held: Record<string, unknown>) => {
    const type = schema.getType(String(held.__typename ?? typeName));
    if (!isObjectType(type)) throw new Error(`Ask for __typename beside the fields of ${typeName}`);
    const fits = (name?: string) =>
      name === undefined || name === type.name || type.getInterfaces().some((one) => one.name === name);
    for (const node of selections) {
      if (node.kind === "FragmentSpread") walk(type.name, fragments.get(node.name.value) ?? [], held);
      if (node.kind === "InlineFragment" && fits(node.typeCondition?.name.value))
        walk(type.name, node.selectionSet.selections, held);
      const field = node.kind === "Field" ? type.getFields()[node.name.value] : undefined;
      if (node.kind !== "Field" || !field) continue;
      const values = [held[(node.alias ?? node.name).value]].flat().filter((value) => value !== null);
      if (values.length > 0) found.push(`${type.name}.${field.name}`);
      const answer = getNamedType(field.type);
      for (const value of values) {
        if (isEnumType(answer)) found.push(`${answer.name}.${value}`);
        if (node.selectionSet) walk(answer.name, node.selectionSet.selections, value as typeof held);
      }
    }
  };
  const [operation] = document.definitions;
  if (operation?.kind !== "OperationDefinition") throw new Error("Expected a query first");
  walk("Query", operation.selectionSet.selections, data as Record<string, unknown>);
  return found;
}
