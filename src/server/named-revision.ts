import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";

/** The arguments by which a field says of which state, and of which day, it is. */
const clocks = ["atRevision", "asOf"] as const;

/**
 * Whether every root field of a query names the revision that it reads, and its day where it has one: its answer is then
 * the same for ever.
 */
export function namesItsRevision({
  schema,
  document,
  operation,
  variables,
}: {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}): boolean {
  const takes = schema.getQueryType()?.getFields() ?? {};
  const given = { ...defaultsOf(operation), ...variables };
  return rootFields(document, operation.selectionSet).every(({ name, arguments: args = [] }) => {
    const known = new Set((takes[name.value]?.args ?? []).map((arg) => arg.name));
    const named = new Set(
      args.filter(({ value }) => valueFromASTUntyped(value, given) != null).map((arg) => arg.name.value),
    );
    return named.has("atRevision") && clocks.every((clock) => !known.has(clock) || named.has(clock));
  });
}

const defaultsOf = ({ variableDefinitions = [] }: OperationDefinitionNode) =>
  Object.fromEntries(
    variableDefinitions.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ]),
  );

/** Fields that a directive may leave out count too. */
function rootFields(document: DocumentNode, { selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((selection) => {
    switch (selection.kind) {
      case Kind.FIELD:
        return selection.name.value === "__typename" ? [] : [selection];
      case Kind.INLINE_FRAGMENT:
        return rootFields(document, selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return document.definitions.flatMap((one) =>
          one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value
            ? rootFields(document, one.selectionSet)
            : [],
        );
      default:
        return selection satisfies never;
    }
  });
}
