import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  visit,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import { fieldsWhenCompiled } from "./fields-when-compiled.ts";

/** A query that was asked twice before is compiled: most are asked once, and answered sooner than compiled. */
const askedBefore = 2;
/** How many compiled queries are kept, of how many fields at most: a field takes some 0.2 ms to compile, and 1 KB. */
const bounds = { queries: 100, fields: 500 } as const;

interface Question {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly contextValue: unknown;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Answers a question by its compiled query; undefined where graphql-js is to answer it. */
export type CompiledQueries = (question: Question) => Promise<ExecutionResult["data"] | undefined>;

/**
 * Compiles what is asked again and again to functions, which shape long lists several times as fast as graphql-js, as
 * that walks the query anew for every row. An answer with an error is left to graphql-js, which makes it again from what
 * the request's loaders hold, so that errors are in its words and order; so is all that is not compiled.
 */
export function compiledQueries(schema: GraphQLSchema): CompiledQueries {
  const asked = new WeakMap<OperationDefinitionNode, number>();
  const compiled = new LRUCache<
    OperationDefinitionNode,
    { readonly run: CompiledQuery["query"] | undefined }
  >({ max: bounds.queries });
  const runOf = ({ document, operation }: Question) => {
    const before = asked.get(operation) ?? 0;
    asked.set(operation, before + 1);
    if (before < askedBefore) return undefined;
    const known = compiled.get(operation) ?? { run: compile(schema, document, operation) };
    compiled.set(operation, known);
    return known.run;
  };
  return async (question) => {
    const answer = await runOf(question)?.(undefined, question.contextValue, question.variables ?? {});
    return answer?.errors ? undefined : answer?.data;
  };
}

function compile(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode) {
  if (operation.operation !== "query" || !answersAlike(document)) return undefined;
  if (fieldsWhenCompiled(schema, document, operation) > bounds.fields) return undefined;
  // The compiler writes into the document, so that it gets one of its own.
  const own = parse(print(document), { noLocation: true });
  const query = compileQuery(schema, own, operation.name?.value, { disablingCapturingStackErrors: true });
  return isCompiledQuery(query) ? query.query : undefined;
}

/** Of directives the compiler forgets where in a fragment they stood; a name that is a prototype's it does not answer. */
function answersAlike(document: DocumentNode): boolean {
  let alike = true;
  visit(document, {
    enter(node) {
      if (node.kind !== Kind.DIRECTIVE && !(node.kind === Kind.FIELD && node.alias?.value === "__proto__"))
        return undefined;
      alike = false;
      return BREAK;
    },
  });
  return alike;
}
