import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import type { GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Turns } from "../graph/work.ts";
import { PublicError } from "../model/errors.ts";
import { compiledQueries } from "./compiled-queries.ts";
import { JsonText, toJsonText } from "./json-text.ts";
import { type CacheContext, questionOf, type ResponseCache } from "./response-cache.ts";

/** What a context brings of its own, beside what decides an answer. */
interface RequestContext extends Partial<CacheContext> {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
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
          const data = before ?? (await compiled({ document, operation, contextValue, variables }));
          if (data === undefined) return null;
          return { http: { headers: new HeaderMap() }, body: { kind: "single", singleResult: { data } } };
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
            if (!(error instanceof PublicError)) throw error;
            singleResult.data = null;
            singleResult.errors = [{ message: error.message, extensions: { code: error.code } }];
          }
        },
      };
    },
  };
}
