import type { FastifyRequest } from "fastify";
import type { Graph } from "../graph/graph.ts";
import type { Turns } from "../graph/work.ts";
import type { KnownWords } from "../resolvers/known-words.ts";
import type { Admission } from "./admission.ts";
import type { RequestInput } from "./application.ts";
import { filterBudget } from "./filter-budget.ts";
import type { GraphStates } from "./graph-state.ts";
import { callerOf } from "./identity/identity-hook.ts";
import type { Readiness } from "./readiness.ts";
import { tracedGraph } from "./request-graph.ts";
import { requestSignal } from "./request-signal.ts";
import type { Settings } from "./settings.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What answering it took of the graph, for the access log. */
    work: { statements: number; statementMilliseconds: number; fromSnapshot: number } | undefined;
  }
}

export interface GraphParts {
  readonly graph: Graph;
  readonly readiness: Readiness;
  readonly settings: Settings;
  readonly admission: Admission;
  readonly turns: Turns;
  readonly knownWords: KnownWords;
  readonly states: GraphStates;
}

/** What a request asks the graph with: as one of its deadline sees it, in the state that the graph is in. */
export async function requestInputOf(
  request: FastifyRequest,
  { graph, readiness, settings, turns, knownWords, states }: GraphParts,
): Promise<RequestInput> {
  const work = { statements: 0, statementMilliseconds: 0, fromSnapshot: 0 };
  request.work = work;
  const deadline = request.arrived + settings.requestDeadlineMs;
  const signal = requestSignal(request, deadline - performance.now());
  const bounded = tracedGraph(request, graph, {
    notReady: () => readiness.notReady(),
    deadline,
    statementTimeLimitMs: settings.statementTimeLimitMs,
    signal,
    pay: filterBudget(settings.limits.filterCost),
  });
  return {
    ...(await states.read(bounded)),
    graph: bounded,
    caller: callerOf(request),
    requestId: request.id,
    maxStalenessMs:
      settings.graph.kind === "neo4j" && settings.snapshotMaxFacts > 0 ? settings.snapshotMaxStalenessMs : 0,
    deadline,
    signal,
    turns,
    knownWords,
    observe({ milliseconds, fromSnapshot }) {
      if (fromSnapshot) {
        work.fromSnapshot++;
        return;
      }
      work.statements++;
      work.statementMilliseconds += Math.round(milliseconds);
    },
  };
}
