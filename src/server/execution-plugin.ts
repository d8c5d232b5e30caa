import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from "@apollo/server";
import type { FormattedExecutionResult, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Turns } from "../graph/work.ts";
import { PublicError } from "../model/errors.ts";
import type { Pace } from "../resolvers/pace.ts";
import { compiledQueries } from "./compiled-queries.ts";
import { JsonText, toJsonText } from "./json-text.ts";
import { type CacheContext, questionOf, type ResponseCache } from "./response-cache.ts";

/** What a context brings of its own, beside what decides an answer. */
interface RequestContext extends Partial<CacheContext> {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  readonly pace?: Pick<Pace, "giveUp">;
}

/**
 * Answers queries in the place of graphql-js where they were answered before at this state of the graph, or are asked again
 * and again. Every answer is written as JSON in turns.
 */
export function executionPlugin(
  schema: GraphQLSchema,
  cache: ResponseCache,
  turns: Turns,
): ApolloServerPlugin {
  const compiled = compiledQueries(schema);
  return {
    async requestDidStart({ request, contextValue }) {
      const { variables } = request;
      const context = contextValue as RequestContext;
      let toBeCached: readonly unknown[] | undefined;
      return {
        async responseForOperation({ document, operation, queryHash }) {
          // Apollo Server asks this also where the document has no operation of the name given.
          if ((operation as OperationDefinitionNode | undefined)?.operation !== "query") return null;
          const question = questionOf({ operation, queryHash, request });
          const before = cache.find(context, question);
          if (before === undefined) toBeCached = question;
          if (before !== undefined) return answerOf({ data: before });
          const answered = compiled({ document, operation, contextValue, variables });
          const data = await Promise.race([answered, ended(context.signal)]);
          if (data === isEnded || (data === undefined && context.signal?.aborted)) {
            context.pace?.giveUp();
            return answerOf(onlyErrorOf(context.signal?.reason));
          }
          return data === undefined ? null : answerOf({ data });
        },
        async willSendResponse({ response: { body } }) {
          if (body.kind !== "single") return;
          const { singleResult } = body;
          const { data, errors } = singleResult;
          if (!data || data instanceof JsonText) return;
          try {
            const written = await turns.run(toJsonText(data), { signal: context.signal });
            if (toBeCached && !errors) cache.store(context, toBeCached, written);
            singleResult.data = written;
          } catch (error) {
            Object.assign(singleResult, onlyErrorOf(error));
          }
        },
      };
    },
  };
}

const isEnded = Symbol("ended");

/** Once nobody waits for an answer: each of its fields that waits would make an error of its own, one after the other. */
function ended(signal: AbortSignal | undefined): Promise<typeof isEnded> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve(isEnded);
    else signal?.addEventListener("abort", () => resolve(isEnded), { once: true });
  });
}

const answerOf = (singleResult: FormattedExecutionResult): GraphQLResponse => ({
  http: { headers: new HeaderMap() },
  body: { kind: "single", singleResult },
});

/** @throws what is no word for a client */
function onlyErrorOf(error: unknown): FormattedExecutionResult {
  if (!(error instanceof PublicError)) throw error;
  return { data: null, errors: [{ message: error.message, extensions: { code: error.code } }] };
}
