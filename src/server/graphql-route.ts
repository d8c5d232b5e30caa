import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyRequest } from "fastify";
import type { Graph } from "../graph/graph.ts";
import { type DatasetRow, datasetProperties } from "../graph/statements/dataset.ts";
import { Unavailable } from "../model/errors.ts";
import type { Application } from "./application.ts";
import type { HttpServer } from "./http.ts";
import { callerOf } from "./identity/identity-hook.ts";
import { type Readiness, usualReferenceDate } from "./readiness.ts";
import { requestGraph } from "./request-graph.ts";
import type { Settings } from "./settings.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What answering it took of the graph, for the access log. */
    work: { statements: number; statementMilliseconds: number } | undefined;
  }
}

export interface GraphqlParts {
  readonly apollo: ApolloServer;
  readonly graph: Graph;
  readonly readiness: Readiness;
  readonly settings: Settings;
  readonly application: Application;
}

/** Serves GraphQL over HTTP at /graphql. */
export function addGraphql(http: HttpServer, parts: GraphqlParts): void {
  const answer = fastifyApolloHandler(parts.apollo, {
    context: async (request) => contextOf(request, parts),
  });
  http.decorateRequest("work", undefined);
  http.addHook("onRequest", async (request, reply) => {
    if (isBrowserVisit(request)) await reply.redirect("/graphiql/", 302);
  });
  http.route({
    // Apollo answers 405 to the methods that GraphQL over HTTP does not have.
    method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    url: "/graphql",
    handler(request, reply) {
      void reply.header("cache-control", "no-store");
      return answer.call(http, request, reply);
    },
  });
}

/** Somebody typed the API's address into a browser. */
function isBrowserVisit({ method, url, headers }: FastifyRequest): boolean {
  return method === "GET" && url === "/graphql" && Boolean(headers.accept?.includes("text/html"));
}

async function contextOf(
  request: FastifyRequest,
  { graph, readiness, settings, application }: GraphqlParts,
): Promise<object> {
  const work = { statements: 0, statementMilliseconds: 0 };
  request.work = work;
  const deadline = performance.now() + settings.requestDeadlineMs;
  const bounded = requestGraph(graph, {
    notReady: () => readiness.notReady(),
    deadline,
    statementTimeLimitMs: settings.statementTimeLimitMs,
  });
  const state = await stateOf(bounded);
  const defaultAsOf = settings.defaultAsOf ?? state?.referenceDate ?? usualReferenceDate;
  return application.createContext({
    graph: bounded,
    caller: callerOf(request),
    requestId: request.id,
    defaultAsOf,
    now: state?.recordedAt ?? undefined,
    revision: state?.revision ?? null,
    deadline,
    observe({ milliseconds }) {
      work.statements++;
      work.statementMilliseconds += Math.round(milliseconds);
    },
  });
}

/** The state of the graph that a request reads; undefined where it cannot be reached, which its fields will say. */
async function stateOf(graph: Graph): Promise<DatasetRow | undefined> {
  try {
    return (await graph.read(datasetProperties, {}))[0];
  } catch (error) {
    if (error instanceof Unavailable) return undefined;
    throw error;
  }
}
