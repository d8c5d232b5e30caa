import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import type { GraphQLSchema, OperationDefinitionNode } from "graphql";
import { compiledQueries } from "./compiled-queries.ts";
import { type AnsweringContext, keptAnswers } from "./kept-answers.ts";

/**
 * Answers queries in the place of graphql-js where they were answered before at this state of the graph, or are asked again
 * and again.
 */
export function answersPlugin(schema: GraphQLSchema, keptBytes: number): ApolloServerPlugin {
  const compiled = compiledQueries(schema);
  const kept = keptAnswers(keptBytes);
  return {
    async requestDidStart({ request: { variables }, contextValue }) {
      const context = contextValue as Partial<AnsweringContext>;
      let toBeKept: readonly unknown[] | undefined;
      return {
        async responseForOperation({ document, operation, queryHash }) {
          // Apollo Server asks this also where the document has no operation of the name given.
          if ((operation as OperationDefinitionNode | undefined)?.operation !== "query") return null;
          const question = [queryHash, operation.name?.value, variables];
          const before = kept.find(context, question);
          if (before === undefined) toBeKept = question;
          const data = before ?? (await compiled({ document, operation, contextValue, variables }));
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
