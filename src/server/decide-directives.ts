import {
  type ASTNode,
  BREAK,
  type DocumentNode,
  type GraphQLDirective,
  GraphQLError,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  visit,
} from "graphql";

/** The names of the variables that decide what of a document is selected. */
export function decidingVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    enter(node) {
      if (node.kind !== Kind.DIRECTIVE) return;
      for (const { value } of node.arguments ?? [])
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}

/** What of a document is selected. */
interface Selected {
  /** An operation with its fragments, without directives and what they leave out. */
  readonly document: DocumentNode;
  /** Whether nothing is left between two braces, so that it could not be printed and parsed again. */
  readonly hasEmptyBraces: boolean;
}

/**
 * What an operation and its fragments select, as its directives decide. Undefined where a directive of a fragment asks for
 * a variable of another operation.
 */
export function selectedOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Selected | undefined {
  let isUndecided = false;
  let hasEmptyBraces = false;
  const own = document.definitions.filter(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition === operation,
  );
  const decide = (node: SelectionNode) => {
    if (!node.directives?.length) return undefined;
    try {
      const says = (directive: GraphQLDirective) => getDirectiveValues(directive, node, variables)?.if;
      const included = says(GraphQLSkipDirective) !== true && says(GraphQLIncludeDirective) !== false;
      return included ? { ...node, directives: [] } : null;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      isUndecided = true;
      return BREAK;
    }
  };
  const decided = visit(
    { ...document, definitions: own },
    {
      Field: decide,
      InlineFragment: decide,
      FragmentSpread: decide,
      SelectionSet: {
        leave({ selections }) {
          hasEmptyBraces ||= selections.length === 0;
        },
      },
    },
  );
  return isUndecided ? undefined : { document: decided, hasEmptyBraces };
}

/**
 * The same as a document of its own, without the variables that only its directives asked for. Undefined where there is
 * none.
 */
export function decideDirectives(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): DocumentNode | undefined {
  const selected = selectedOf(document, operation, variables);
  return selected && !selected.hasEmptyBraces ? withoutUnusedVariables(selected.document) : undefined;
}

function withoutUnusedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    enter(node) {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.VARIABLE) used.add(node.name.value);
      return undefined;
    },
  });
  const isUnused = (node: ASTNode) =>
    node.kind === Kind.VARIABLE_DEFINITION && !used.has(node.variable.name.value);
  return visit(document, { enter: (node) => (isUnused(node) ? null : undefined) });
}
