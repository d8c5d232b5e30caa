import type { Graph } from "../graph/graph.ts";
import { PublicError } from "../model/errors.ts";
import type { HttpServer } from "./http.ts";
import type { Readiness } from "./readiness.ts";

/** Serves /livez (the process runs) and /readyz (the graph can be asked). */
export function addHealth(http: HttpServer, graph: Graph, readiness: Readiness): void {
  http.get("/livez", async (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "live" }),
  );
  http.get("/readyz", async (_request, reply) => {
    const reason = readiness.notReady() ?? (await whyUnhealthy(graph));
    void reply.header("cache-control", "no-store");
    return reason === undefined
      ? reply.send({ status: "ready", engine: graph.engine })
      : reply.code(503).send({ status: "not ready", reason });
  });
}

async function whyUnhealthy(graph: Graph): Promise<string | undefined> {
  try {
    await graph.checkHealth();
    return undefined;
  } catch (error) {
    if (error instanceof PublicError) return error.message;
    throw error;
  }
}
