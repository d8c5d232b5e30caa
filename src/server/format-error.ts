import { PothosValidationError } from "@pothos/core";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import { BadUserInput, PublicError, QueryTooComplex, Unavailable } from "../model/errors.ts";
import { withExpected } from "./expected.ts";
import type { FaultReporter } from "./report-fault.ts";

/** Codes that Apollo and graphql-js give to what they refuse themselves, in words meant for clients. */
const graphqlCodes = new Set<unknown>([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/**
 * The only way an error leaves: public errors and GraphQL's own keep their words, and anything else becomes one
 * sentence and the id that the log has.
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  faults: Pick<FaultReporter, "reportFault" | "reportUnavailable">,
  schema: GraphQLSchema,
): GraphQLFormattedError {
  const refused = refusedByGraphql(formatted);
  const publicError = tooLong(formatted) ?? publicErrorIn(error);
  if (publicError) {
    if (publicError instanceof Unavailable && publicError.cause) faults.reportUnavailable(publicError, error);
    // GraphQL's own message says which argument or variable it was, and ends in the public error's message.
    const message = refused && publicError instanceof BadUserInput ? formatted.message : publicError.message;
    return { ...formatted, message, extensions: { code: publicError.code, ...publicError.details } };
  }
  if (refused) {
    const message = withExpected(formatted.message, schema);
    return { ...formatted, message, extensions: { code: formatted.extensions?.code } };
  }
  if (isBadRequest(error)) return { ...formatted, extensions: { code: "BAD_REQUEST" } };
  const id = faults.reportFault(error);
  return { ...formatted, ...faultError(id) };
}

/** What a client hears of a fault of ours. */
export function faultError(id: string): GraphQLFormattedError {
  return {
    message: `Something went wrong on our side. Quote the id ${id} when reporting it.`,
    extensions: { code: "INTERNAL_SERVER_ERROR", id },
  };
}

/** The public error that an error is, or that a GraphQL error was made of. */
export function publicErrorIn(error: unknown): PublicError | undefined {
  for (let inner = error; inner instanceof Error; inner = originalOf(inner)) {
    if (inner instanceof PublicError) return inner;
    // Pothos' plugins throw it for wrong arguments, such as a negative "first".
    if (inner instanceof PothosValidationError) return new BadUserInput(inner.message);
  }
  return undefined;
}

function originalOf(error: Error): unknown {
  return error instanceof GraphQLError ? error.originalError : undefined;
}

/** Apollo gives a persisted query of a wrong hash or version the status of a client's mistake, and no code. */
function isBadRequest(error: unknown): boolean {
  const http =
    error instanceof GraphQLError ? (error.extensions.http as { status?: unknown } | undefined) : undefined;
  return http?.status === 400;
}

function refusedByGraphql(formatted: GraphQLFormattedError): boolean {
  return graphqlCodes.has(formatted.extensions?.code);
}

/** What the parser does not read to its end. */
function tooLong(formatted: GraphQLFormattedError): PublicError | undefined {
  if (formatted.extensions?.code !== "GRAPHQL_PARSE_FAILED") return undefined;
  // With settings that allow for documents so deep.
  if (formatted.message === "Maximum call stack size exceeded")
    return new QueryTooComplex("This query nests too deep to be read. Ask in several requests.", {
      bound: "nesting",
    });
  const limit = /Document contains more tha[nt] (\d+) tokens/.exec(formatted.message)?.[1];
  if (limit === undefined) return undefined;
  return new QueryTooComplex(
    `This query has more than ${limit} tokens (names, values and punctuation); at most ${limit} are allowed. Ask in several requests, or pass long lists as variables.`,
    { bound: "tokens", limit: Number(limit) },
  );
}
