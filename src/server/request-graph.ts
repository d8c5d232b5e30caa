import type { FastifyRequest } from "fastify";
import { createConcurrencyLimit } from "../graph/concurrency-limit.ts";
import { type Graph, type ReadOptions, seenThrough, type Transaction } from "../graph/graph.ts";
import { within } from "../graph/within.ts";
import { Unavailable } from "../model/errors.ts";
import { watchedGraph } from "./observing/watched-graph.ts";
import { outOfTime } from "./request-signal.ts";

/** The engine refuses first, and names the statement; this long after it, the request stops waiting for it. */
const graceMs = 250;

/** A request that asks much does not take every connection; what still waits when it ends is not begun. */
const statementsAtOnce = 8;

export interface RequestBounds {
  /** Why the graph cannot answer yet; undefined when it can. */
  readonly notReady: () => string | undefined;
  /** On the clock of performance.now(). */
  readonly deadline: number;
  readonly statementTimeLimitMs: number;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** Told what each filter costs; absent where they are our own. @throws QueryTooComplex */
  readonly pay?: ReadOptions["pay"];
}

/** The graph as one request sees it: no read while the graph is not ready, and none that outlives the request. */
export function requestGraph(graph: Graph, bounds: RequestBounds): Graph {
  const own = createConcurrencyLimit({ atOnce: statementsAtOnce, waiting: Infinity });
  const bounded = async <T>(options: ReadOptions, read: (options: ReadOptions) => Promise<T>) => {
    refuseUnready(bounds);
    const { signal, pay } = bounds;
    const leave = await own.enter({ waitMs: Infinity, signal });
    try {
      const remaining = bounds.deadline - performance.now();
      if (remaining <= 0) throw outOfTime();
      const limits = [options.timeLimitMs ?? remaining, bounds.statementTimeLimitMs, remaining];
      const timeLimitMs = Math.max(1, Math.floor(Math.min(...limits)));
      return await within(timeLimitMs + graceMs, read({ ...options, timeLimitMs, signal, pay }), outOfTime);
    } finally {
      leave();
    }
  };
  return {
    engine: graph.engine,
    read: (statement, params, options = {}) =>
      bounded(options, (allowed) => graph.read(statement, params, allowed)),
    ask: (plan, at, options = {}) => bounded(options, (allowed) => graph.ask(plan, at, allowed)),
    findByText: (queries, options = {}) => bounded(options, (allowed) => graph.findByText(queries, allowed)),
    async write(work, options) {
      refuseUnready(bounds);
      const timeLimitMs = bounds.deadline - performance.now();
      if (timeLimitMs <= 0) throw outOfTime();
      const seen = (transaction: Transaction) => inTime(transaction, bounds);
      return graph.write((transaction) => work(seen(transaction)), {
        ...seenThrough(seen, options),
        timeLimitMs,
      });
    },
    checkHealth: () => graph.checkHealth(),
    async close() {
      throw new Error("A request does not close the graph: whoever opened it does.");
    },
  };
}

/** The same, whose statements are spans of the request's trace, where it has one. */
export function tracedGraph(
  { asked: { trace } }: FastifyRequest,
  graph: Graph,
  bounds: RequestBounds,
): Graph {
  const bounded = requestGraph(graph, bounds);
  return trace ? watchedGraph(bounded, (statement) => trace.statement(statement)) : bounded;
}

/** A change that is not written by the deadline is undone as a whole, so that its writer is not left in doubt. */
function inTime(transaction: Transaction, { deadline }: RequestBounds): Transaction {
  return {
    async run(statement, params) {
      if (performance.now() > deadline) throw outOfTime();
      return transaction.run(statement, params);
    },
  };
}

function refuseUnready({ notReady }: RequestBounds): void {
  const reason = notReady();
  if (reason !== undefined) throw new Unavailable(reason);
}
