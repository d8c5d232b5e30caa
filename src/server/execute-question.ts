import {
  type DocumentNode,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  getOperationAST,
  parse,
  validate,
} from "graphql";
import type { Graph } from "../graph/graph.ts";
import { datasetProperties, statedCoverage } from "../graph/statements/dataset.ts";
import type { Caller } from "../model/caller.ts";
import type { IsoDate } from "../model/dates.ts";
import type { Application } from "./application.ts";
import { formatError } from "./format-error.ts";
import { refuseDeepInput } from "./nesting.ts";
import { nullForNonNull } from "./null-variables.ts";
import { defaultReferenceDate } from "./readiness.ts";
import type { FaultReporter } from "./report-fault.ts";
import { datasetRead } from "./reproducible.ts";

export interface Question {
  readonly document: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
}

export interface QuestionContext {
  readonly graph: Graph;
  readonly caller: Caller;
  readonly requestId: string;
  /** The day of a question that names none; the dataset's reference date where absent. */
  readonly defaultAsOf?: IsoDate | undefined;
  /** Told of a fault of ours; its id is what the answer says of it. */
  readonly reportFault: (error: unknown) => string;
  /** Told why the graph could not answer, which the answer itself says in words. */
  readonly reportUnavailable: FaultReporter["reportUnavailable"];
}

/**
 * Answers a question as the API does over HTTP, without HTTP, limits or a deadline: for whoever runs the program.
 * @throws Unavailable when the graph cannot be reached at all, QueryTooComplex for what nests too deep to be read
 */
export async function executeQuestion(
  { schema, createContext }: Application,
  { document, variables, operationName }: Question,
  asking: QuestionContext,
): Promise<FormattedExecutionResult> {
  refuseDeepInput({ query: document, variables }, 0);
  const parsed = parsedDocument(document);
  const errors = parsed instanceof GraphQLError ? [parsed] : validate(schema, parsed);
  const formatted = (error: GraphQLError, code?: string) => {
    const plain = error.toJSON();
    const extensions = { ...(code ? { code } : {}), ...plain.extensions };
    return formatError({ ...plain, extensions }, error, asking, schema);
  };
  if (parsed instanceof GraphQLError || errors.length > 0) {
    const code = parsed instanceof GraphQLError ? "GRAPHQL_PARSE_FAILED" : "GRAPHQL_VALIDATION_FAILED";
    return { errors: errors.map((error) => formatted(error, code)) };
  }
  const operation = getOperationAST(parsed, operationName);
  const wrongNull = operation && nullForNonNull(schema, parsed, operation, variables ?? {});
  if (wrongNull) return { errors: [formatted(wrongNull)] };
  const contextValue = await contextOf(createContext, asking);
  const result = await execute({
    schema,
    document: parsed,
    contextValue,
    variableValues: variables ?? {},
    operationName: operationName ?? null,
  });
  // Nothing was run: its variables or its operation do not fit, which Apollo marks so over HTTP.
  const code = result.data === undefined ? "BAD_USER_INPUT" : undefined;
  return {
    ...(result.errors ? { errors: result.errors.map((error) => formatted(error, code)) } : {}),
    ...(result.data === undefined ? {} : { data: result.data }),
    extensions: datasetRead(contextValue),
  };
}

function parsedDocument(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

async function contextOf(
  createContext: Application["createContext"],
  { graph, caller, requestId, defaultAsOf }: QuestionContext,
): Promise<object> {
  const [[dataset], [coverage = []]] = await Promise.all([
    graph.read(datasetProperties, {}),
    graph.read(statedCoverage, {}),
  ]);
  return createContext({
    graph,
    caller,
    requestId,
    defaultAsOf: defaultAsOf ?? dataset?.referenceDate ?? defaultReferenceDate,
    now: dataset?.recordedAt ?? undefined,
    revision: dataset?.revision ?? null,
    graphId: dataset?.graphId ?? null,
    coverage,
    synthetic: dataset?.synthetic,
    deadline: Infinity,
    observe: () => {},
  });
}
