import {
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getVariableValues,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type TypeNode,
  visit,
} from "graphql";
import { type CompiledQuery, compileQuery, isCompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import { decideDirectives, decidingVariables } from "./decide-directives.ts";
import { sizeWhenCompiled } from "./size-when-compiled.ts";

/** A query that was asked twice before is compiled: most are asked once, and answered sooner than compiled. */
const askedBefore = 2;
/**
 * How many compiled queries are kept, of what size at most: a field or a variable takes 0.2 to 0.8 ms to compile, during
 * which nothing else is answered, and 1 KB; and of how many choices of one query that its directives make.
 */
const bounds = { queries: 100, size: 50, choices: 16 } as const;

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
  const operations = new WeakMap<OperationDefinitionNode, AskedOperation>();
  const compiled = new LRUCache<AskedChoice, { readonly run: CompiledQuery["query"] | undefined }>({
    max: bounds.queries,
  });
  const runOf = (question: Question) => {
    const { document, operation } = question;
    const known = operations.get(operation) ?? { names: decidingVariables(document), choices: new Map() };
    operations.set(operation, known);
    const values = valuesOf(schema, question, known.names);
    if (!values) return undefined;
    const key = JSON.stringify(known.names.map((name) => values[name]));
    if (known.choices.size >= bounds.choices && !known.choices.has(key)) return undefined;
    const choice = known.choices.get(key) ?? { asked: 0 };
    known.choices.set(key, choice);
    if (choice.asked++ < askedBefore) return undefined;
    const made = compiled.get(choice) ?? { run: compile(schema, document, operation, values) };
    compiled.set(choice, made);
    return made.run;
  };
  return async (question) => {
    const answer = await runOf(question)?.(undefined, question.contextValue, question.variables ?? {});
    return answer?.errors ? undefined : answer?.data;
  };
}

/** An operation, by the choices that the variables of its directives have made. */
interface AskedOperation {
  readonly names: readonly string[];
  readonly choices: Map<string, AskedChoice>;
}
interface AskedChoice {
  asked: number;
}

/** The variables that decide about directives, with their defaults; undefined where they do not fit the operation. */
function valuesOf(
  schema: GraphQLSchema,
  { operation, variables }: Question,
  names: readonly string[],
): Readonly<Record<string, unknown>> | undefined {
  if (names.length === 0) return {};
  return getVariableValues(schema, operation.variableDefinitions ?? [], variables ?? {}).coerced;
}

function compile(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  values: Readonly<Record<string, unknown>>,
) {
  if (operation.operation !== "query" || !answersAlike(document)) return undefined;
  if (takesInputObject(schema, operation)) return undefined;
  // Of directives the compiler forgets where in a fragment they stood.
  const decided = decideDirectives(document, operation, values);
  const own = decided?.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (!decided || !own || sizeWhenCompiled(schema, decided, own) > bounds.size) return undefined;
  // It writes into the document, so that it gets one of its own.
  const copy = parse(print(decided), { noLocation: true });
  const query = compileQuery(schema, copy, operation.name?.value, { disablingCapturingStackErrors: true });
  return isCompiledQuery(query) ? query.query : undefined;
}

/**
 * Whether a variable holds an input object: how to read it would be written out for each of its fields and for those of
 * the objects in them, which are without end where filters hold one another.
 */
function takesInputObject(schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) {
  return variableDefinitions.some(({ type }) => isInputObjectType(schema.getType(nameOf(type))));
}

const nameOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);

/** A name that is a prototype's it does not answer. */
function answersAlike(document: DocumentNode): boolean {
  let alike = true;
  visit(document, {
    Field({ alias }) {
      if (alias?.value !== "__proto__") return undefined;
      alike = false;
      return BREAK;
    },
  });
  return alike;
}
