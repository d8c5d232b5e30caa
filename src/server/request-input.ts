import type { FastifyRequest } from "fastify";
import type { Graph } from "../graph/graph.ts";
import { type DatasetRow, datasetProperties } from "../graph/statements/dataset.ts";
import { Unavailable } from "../model/errors.ts";
import type { RequestInput } from "./application.ts";
import { callerOf } from "./identity/identity-hook.ts";
import { type Readiness, usualReferenceDate } from "./readiness.ts";
import { requestGraph } from "./request-graph.ts";
import type { Settings } from "./settings.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What answering it took of the graph, for the access log. */
    work: { statements: number; statementMilliseconds: number; fromReplica: number } | undefined;
  }
}

export interface GraphParts {
  readonly graph: Graph;
  readonly readiness: Readiness;
  readonly settings: Settings;
}

/** What a request asks the graph with: as one of its deadline sees it, in the state that it is in now. */
export async function requestInputOf(
  request: FastifyRequest,
  { graph, readiness, settings }: GraphParts,
): Promise<RequestInput> {
  const work = { statements: 0, statementMilliseconds: 0, fromReplica: 0 };
  request.work = work;
  const deadline = performance.now() + settings.requestDeadlineMs;
  const bounded = requestGraph(graph, {
    notReady: () => readiness.notReady(),
    deadline,
    statementTimeLimitMs: settings.statementTimeLimitMs,
  });
  const state = await stateOf(bounded);
  const defaultAsOf = settings.defaultAsOf ?? state?.referenceDate ?? usualReferenceDate;
  return {
    graph: bounded,
    caller: callerOf(request),
    requestId: request.id,
    defaultAsOf,
    now: state?.recordedAt ?? undefined,
    revision: state?.revision ?? null,
    mostBehindMs: settings.graph.kind === "neo4j" && settings.replicaFacts > 0 ? settings.replicaBehindMs : 0,
    deadline,
    observe({ milliseconds, fromReplica }) {
      if (fromReplica) {
        work.fromReplica++;
        return;
      }
      work.statements++;
      work.statementMilliseconds += Math.round(milliseconds);
    },
  };
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
