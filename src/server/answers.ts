import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import type { GraphQLSchema, OperationDefinitionNode } from "graphql";
import { compiledQueries } from "./compiled-queries.ts";
import { type AnsweringContext, keptAnswers } from "./kept-answers.ts";

/** What a context brings that may have begun on a state of the graph that is not its present one (resolvers/context.ts). */
interface ConfirmingContext extends Partial<AnsweringContext> {
  confirm?(): Promise<boolean>;
}

/**
 * Answers queries in the place of graphql-js where they were answered before at this state of the graph, or are asked again
 * and again. Meanwhile the graph is asked for its state: where it is another, the query is answered anew.
 */
export function answersPlugin(schema: GraphQLSchema, keptBytes: number): ApolloServerPlugin {
  const compiled = compiledQueries(schema);
  const kept = keptAnswers(keptBytes);
  return {
    async requestDidStart({ request: { variables }, contextValue }) {
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
          const question = [queryHash, operation.name?.value, variables];
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
          if (toBeKept === undefined || body.kind !== "single") return;
          const { data, errors } = body.singleResult;
          if (data && !errors) kept.keep(context, toBeKept, data);
        },
      };
    },
  };
}
