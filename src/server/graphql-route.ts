import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyRequest } from "fastify";
import { takePlace } from "./admission.ts";
import { excuseFromPreflight } from "./ambient-credentials.ts";
import type { Application } from "./application.ts";
import { setCacheHeaders } from "./conditional-get.ts";
import type { HttpServer } from "./http.ts";
import { setStatus } from "./json-status.ts";
import { sentInParts } from "./json-text.ts";
import { refuseDeepInput } from "./nesting.ts";
import { type GraphParts, requestInputOf } from "./request-input.ts";

export interface GraphqlParts extends GraphParts {
  readonly apollo: ApolloServer;
  readonly application: Application;
}

/** Serves GraphQL over HTTP at /graphql. */
export function addGraphql(http: HttpServer, parts: GraphqlParts): void {
  const answer = fastifyApolloHandler(parts.apollo, {
    context: async (request) => {
      const input = await requestInputOf(request, parts);
      const { place, allowance, asked } = request;
      const { signal } = input;
      const reachedGraphql = () => {
        request.reachedGraphql = true;
      };
      const get = request.method === "GET" ? request : undefined;
      const ofRequest = { place, allowance, asked, signal, reachedGraphql, get };
      return Object.assign(parts.application.createContext(input), ofRequest);
    },
  });
  http.decorateRequest("work", undefined);
  http.decorateRequest("reachedGraphql", false);
  http.decorateRequest("cachePolicy", undefined);
  http.addHook("onRequest", async (request, reply) => {
    if (isBrowserVisit(request)) await reply.redirect("/graphiql/", 302);
  });
  http.route({
    // Apollo answers 405 to the methods that GraphQL over HTTP does not have.
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: "/graphql",
    async handler(request, reply) {
      const given = request.method === "GET" ? request.query : request.body;
      refuseDeepInput(Object(given), parts.settings.limits.depth);
      void reply.header("cache-control", "no-store");
      excuseFromPreflight(request);
      await takePlace(parts.admission, request, parts.settings.requestDeadlineMs);
      const answered: unknown = await answer.call(http, request, reply);
      setStatus(request, reply);
      setCacheHeaders(request, reply);
      if (reply.statusCode === 304) return reply.send();
      return typeof answered === "string" ? sentInParts(answered) : answered;
    },
  });
}

/** Somebody typed the API's address into a browser. */
function isBrowserVisit({ method, url, headers }: FastifyRequest): boolean {
  return method === "GET" && url === "/graphql" && Boolean(headers.accept?.includes("text/html"));
}
