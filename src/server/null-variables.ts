import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  isNonNullType,
  type OperationDefinitionNode,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * Null for a variable that stands where null may not: a default lets it stand there, and a null that is given takes the
 * default's place. graphql-js finds it only while it runs the operation, and then as a fault.
 */
export function nullForNonNull(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | undefined {
  const given = operation.variableDefinitions?.filter(
    ({ variable }) => variables[variable.name.value] === null,
  );
  if (!given || given.length === 0) return undefined;
  const own = separateOperations(document)[operation.name?.value ?? ""] ?? document;
  const typeInfo = new TypeInfo(schema);
  let error: GraphQLError | undefined;
  visit(
    own,
    visitWithTypeInfo(typeInfo, {
      VariableDefinition() {
        return false;
      },
      Variable(node) {
        const type = typeInfo.getInputType();
        const definition = given.find(({ variable }) => variable.name.value === node.name.value);
        if (!definition || !isNonNullType(type)) return;
        const withDefault = definition.defaultValue
          ? `, which makes it ${print(definition.defaultValue)}`
          : "";
        error ??= new GraphQLError(
          `Variable "$${node.name.value}" is null, and stands where a value of type "${type}" is needed: expected such a value, or that the variable is left out${withDefault}.`,
          { nodes: node, extensions: { code: "BAD_USER_INPUT", http: { status: 400 } } },
        );
      },
    }),
  );
  return error;
}
