import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import type { GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Turns } from "../graph/work.ts";
import { PublicError } from "../model/errors.ts";
import { compiledQueries } from "./compiled-queries.ts";
import { JsonText, toJsonText } from "./json-text.ts";
import { type AnsweringContext, type KeptAnswers, questionOf } from "./kept-answers.ts";

/** What a context brings that may have begun on a state of the graph that is not its present one (resolvers/context.ts). */
interface ConfirmingContext extends Partial<AnsweringContext> {
  confirm?(): Promise<boolean>;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/**
 * Answers queries in the place of graphql-js where they were answered before at this state of the graph, or are asked again
 * and again. Meanwhile the graph is asked for its state: where it is another, the query is answered anew. Every answer is
 * written as JSON in turns.
 */
export function answersPlugin(schema: GraphQLSchema, kept: KeptAnswers, turns: Turns): ApolloServerPlugin {
  const compiled = compiledQueries(schema);
  return {
    async requestDidStart({ request, contextValue }) {
      const { variables } = request;
      const context = contextValue as ConfirmingContext;
      const confirmed = async () => (await context.confirm?.()) ?? true;
      let toBeKept: readonly unknown[] | undefined;
      return {
        async responseForOperation({ document, operation, queryHash }) {
          // Apollo Server asks this also where the document has no operation of the name given.
          if ((operation as OperationDefinitionNode | undefined)?.operation !== "query") {
            await confirmed();
            return null;
          }
          const question = questionOf({ operation, queryHash, request });
          const answer = async () => {
            const before = kept.find(context, question);
            toBeKept = before === undefined ? question : undefined;
            return before ?? compiled({ document, operation, contextValue, variables });
          };
          const begun = await answer();
          const data = (await confirmed()) ? begun : await answer();
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
            if (toBeKept && !errors) kept.keep(context, toBeKept, written);
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
