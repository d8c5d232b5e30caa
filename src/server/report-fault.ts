import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { FastifyBaseLogger } from "fastify";

/** What of a request an error is logged with. */
interface LoggedRequest {
  readonly id: string;
  readonly log: FastifyBaseLogger;
}

export interface FaultReporter {
  /** Runs the answering of a request, so that what goes wrong in it is logged with its id. */
  readonly during: <T>(request: LoggedRequest, work: () => T) => T;
  /** Logs a fault of ours and answers the id that it is logged with: its request's. */
  readonly reportFault: (error: unknown) => string;
  /** Logs why the graph could not answer; clients hear only that it could not. */
  readonly reportUnavailable: (error: Error) => void;
}

/** @param serverLog for what goes wrong outside any request */
export function createFaultReporter(serverLog: () => FastifyBaseLogger): FaultReporter {
  const current = new AsyncLocalStorage<LoggedRequest>();
  return {
    during: (request, work) => current.run(request, work),
    reportFault(error) {
      const request = current.getStore();
      const id = request?.id ?? randomUUID();
      (request?.log ?? serverLog()).error({ id, err: innermost(error) }, "A request met a fault of ours.");
      return id;
    },
    reportUnavailable(error) {
      (current.getStore()?.log ?? serverLog()).warn({ err: error }, "The graph did not answer a request.");
    },
  };
}

/** GraphQL wraps what a resolver throws; the stack that helps is that of the error within. */
function innermost(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && "originalError" in inner && inner.originalError)
    inner = inner.originalError;
  return inner;
}
