import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyBaseLogger } from "fastify";
import type { Graph } from "../../graph/graph.ts";
import type { HttpServer } from "../http.ts";
import type { OperationsSettings } from "../operations-settings.ts";
import type { LimitedBy } from "../rate-limits.ts";
import { isProbe, pathOf } from "../request-path.ts";
import type { Tracing } from "./asked.ts";
import { askedOperationPlugin } from "./asked-operation.ts";
import type { Metrics } from "./metrics.ts";
import { type MetricsServer, serveMetrics } from "./metrics-server.ts";
import { type ServerState, type StateSource, serverState } from "./server-state.ts";
import { openTracing } from "./tracing.ts";
import { watchedGraph } from "./watched-graph.ts";

/** What a server tells of itself while it runs: as metrics, as traces, and to its access log. */
export interface Observing {
  /** The same graph, whose statements are counted. */
  watch(graph: Graph): Graph;
  addTo(http: HttpServer): void;
  readonly plugin: ApolloServerPlugin;
  readonly onRateLimited: (by: LimitedBy) => void;
  /** Serves the metrics where a setting says so. @returns where, without a path */
  serve(source: StateSource): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Begins to count and to trace what the settings say; where they say nothing, it costs nothing. */
export async function startObserving(
  settings: Pick<OperationsSettings, "metrics" | "tracesTo">,
  log: () => FastifyBaseLogger,
): Promise<Observing> {
  let state: (() => Promise<ServerState>) | undefined;
  const metrics = settings.metrics && (await openMetrics(async () => state?.()));
  const tracing = await openTracing(settings.tracesTo, (message) =>
    log().warn({ reason: message }, "Traces could not be sent."),
  );
  let served: MetricsServer | undefined;
  return {
    watch: (graph) => (metrics ? watchedGraph(graph, (statement) => metrics.statement(statement)) : graph),
    addTo: (http) => addHooks(http, metrics, tracing),
    plugin: askedOperationPlugin((operation) => metrics?.operation(operation)),
    onRateLimited: (by) => metrics?.rateLimited(by),
    async serve(source) {
      if (!metrics || !settings.metrics) return undefined;
      state = () => serverState(source);
      served = await serveMetrics(metrics, settings.metrics, log());
      return served.url;
    },
    async close() {
      await Promise.all([served?.close(), tracing?.close()]);
    },
  };
}

/** Loads what counts. */
async function openMetrics(state: () => Promise<ServerState | undefined>): Promise<Metrics> {
  const { createMetrics } = await import("./metrics.ts");
  return createMetrics(state);
}

function addHooks(http: HttpServer, metrics: Metrics | undefined, tracing: Tracing | undefined): void {
  http.addHook("onRequest", async (request) => {
    const { method, headers, id } = request;
    const trace = isProbe(request)
      ? undefined
      : tracing?.begin({ method, path: pathOf(request), headers, id });
    request.asked.trace = trace;
  });
  http.addHook("onResponse", async (request, reply) => {
    const { routeOptions, ip: address, caller, headers, method } = request;
    const { statusCode: status, elapsedTime: milliseconds } = reply;
    const route = routeOptions.url;
    metrics?.request({ method, route, status, milliseconds });
    const userAgent = headers["user-agent"]?.slice(0, 200);
    request.asked.trace?.end({ route, status, address, userAgent, caller: caller?.name });
  });
}
