import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyReply, FastifyRequest } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** Whether it holds a query in the form that GraphQL over HTTP gives it. */
    reachedGraphql: boolean;
  }
}

/** What a context brings by which the route hears that a request reached GraphQL. */
interface Heard {
  readonly reachedGraphql?: () => void;
}

/** Tells the route of each request that holds a query, whatever GraphQL makes of it. */
export const reachedGraphqlPlugin: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async didResolveSource({ contextValue }) {
        (contextValue as Heard).reachedGraphql?.();
      },
    };
  },
};

/**
 * A query that GraphQL refuses is answered with 400 in GraphQL's own media type, which nothing in between answers with,
 * and with 200 in application/json, where the status is that of the HTTP request:
 * https://graphql.github.io/graphql-over-http/draft/#sec-application-json
 */
export function setStatus({ reachedGraphql }: FastifyRequest, reply: FastifyReply): void {
  const isJson = String(reply.getHeader("content-type")).startsWith("application/json");
  if (reachedGraphql && isJson && reply.statusCode === 400) void reply.code(200);
}
