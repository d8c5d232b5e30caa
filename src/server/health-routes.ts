import type { Graph } from "../graph/graph.ts";
import { PublicError } from "../model/errors.ts";
import type { Draining } from "./draining.ts";
import type { HttpServer } from "./http.ts";
import { organisationsIn, type Readiness } from "./readiness.ts";
import { emptySentence } from "./seeding.ts";
import type { Settings } from "./settings.ts";

/** A graph that is too busy to be counted is not taken for an empty one. */
const countingMs = 1_000;

export interface HealthParts {
  readonly graph: Graph;
  readonly readiness: Readiness;
  readonly settings: Settings;
  readonly draining: Draining;
  /** What this server filled the graph with at its start; null where it held something. */
  readonly seeded: () => string | null;
}

/** Serves /livez (the process runs) and /readyz (the graph can be asked, and holds something). */
export function addHealth(http: HttpServer, parts: HealthParts): void {
  const { graph, readiness, draining, settings, seeded } = parts;
  http.get("/livez", async (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "live" }),
  );
  http.get("/readyz", async (_request, reply) => {
    const reason = draining.reason() ?? readiness.notReady() ?? (await whyUnhealthy(parts));
    void reply.header("cache-control", "no-store");
    return reason === undefined
      ? reply.send({
          status: "ready",
          engine: graph.engine,
          readOnly: settings.readOnly,
          seededAtStart: seeded(),
        })
      : reply.code(503).send({ status: "not ready", reason });
  });
}

/** What is wrong with a graph, in a sentence: also with one that was emptied, or whose disk was lost, while this server ran. */
export async function whyUnhealthy({
  graph,
  settings,
}: Pick<HealthParts, "graph" | "settings">): Promise<string | undefined> {
  try {
    const counted = organisationsIn(graph, { timeLimitMs: countingMs }).catch(() => null);
    await graph.checkHealth();
    const organisations = await counted;
    return organisations === 0 ? emptySentence(settings.graph) : undefined;
  } catch (error) {
    if (error instanceof PublicError) return error.message;
    throw error;
  }
}
