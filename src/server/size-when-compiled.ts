import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from "graphql";

type On = GraphQLNamedType | undefined;

/**
 * At most how many fields a query has, and variables in their arguments, once what it selects of an interface is written
 * out for each type that this may turn out to be, as compiling does: one within the other they multiply. Infinity for a
 * question about the schema itself.
 */
export function sizeWhenCompiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): number {
  const counted = new Map<string, number>();
  const inSet = (set: SelectionSetNode | undefined, on: On): number =>
    (set?.selections ?? []).reduce((sum, selection) => sum + inSelection(selection, on), 0);

  const inSelection = (selection: SelectionNode, on: On): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return inFragment(selection.name.value);
    if (selection.kind === Kind.FIELD)
      return typesOf(schema, on) * (1 + variablesIn(selection) + inField(selection, on));
    const condition = selection.typeCondition?.name.value;
    return inSet(selection.selectionSet, condition === undefined ? on : schema.getType(condition));
  };

  const inField = ({ name, selectionSet }: FieldNode, on: On): number => {
    if (name.value === "__typename") return 0;
    const field = isObjectType(on) || isInterfaceType(on) ? on.getFields()[name.value] : undefined;
    return field ? inSet(selectionSet, getNamedType(field.type)) : Infinity;
  };

  const inFragment = (name: string): number => {
    const fragment = document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) return Infinity;
    const count =
      counted.get(name) ?? inSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    counted.set(name, count);
    return count;
  };
  return inSet(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined);
}

function variablesIn({ arguments: given = [] }: FieldNode): number {
  let variables = 0;
  for (const argument of given) {
    visit(argument, {
      Variable() {
        variables++;
      },
    });
  }
  return variables;
}

function typesOf(schema: GraphQLSchema, type: On): number {
  return isAbstractType(type) ? schema.getPossibleTypes(type).length : 1;
}
