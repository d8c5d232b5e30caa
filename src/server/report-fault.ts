import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { FastifyBaseLogger } from "fastify";
import type { ReportFault } from "./format-error.ts";

/** What of a request a fault is logged with. */
interface LoggedRequest {
  readonly id: string;
  readonly log: FastifyBaseLogger;
}

export interface FaultReporter {
  /** Runs the answering of a request, so that faults in it are logged with its id. */
  readonly during: <T>(request: LoggedRequest, work: () => T) => T;
  /** Logs a fault of ours and answers the id of the request it happened in. */
  readonly reportFault: ReportFault;
}

export function createFaultReporter(): FaultReporter {
  const current = new AsyncLocalStorage<LoggedRequest>();
  return {
    during: (request, work) => current.run(request, work),
    reportFault(error) {
      const request = current.getStore();
      if (!request) return randomUUID();
      request.log.error({ err: innermost(error) }, "A request met a fault of ours.");
      return request.id;
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
