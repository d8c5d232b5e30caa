import { randomUUID } from "node:crypto";
import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyBaseLogger } from "fastify";
import { PublicError } from "../model/errors.ts";

export interface FaultReporter {
  /** Notes in which request errors happened. */
  readonly met: (errors: readonly Error[], requestId: string) => void;
  /** Logs a fault of ours and answers the id that it is logged with: its request's. */
  readonly reportFault: (error: unknown) => string;
  /** Logs why the graph could not answer; clients hear only that it could not. */
  readonly reportUnavailable: (error: Error, met: unknown) => void;
  /** Logs an error that nobody waited for: what ended work whose client had gone is no fault. */
  readonly reportUnhandled: (error: unknown) => void;
}

export function createFaultReporter(log: () => FastifyBaseLogger): FaultReporter {
  // An AsyncLocalStorage would do as well, and slow every promise of every request down on Node 20.
  const requestIds = new WeakMap<object, string>();
  const requestIdOf = (error: unknown) => (error instanceof Error ? requestIds.get(error) : undefined);
  return {
    met(errors, requestId) {
      for (const error of errors) requestIds.set(error, requestId);
    },
    reportFault(error) {
      const reqId = requestIdOf(error) ?? randomUUID();
      log().error({ reqId, err: innermost(error) }, "A request met a fault of ours.");
      return reqId;
    },
    reportUnavailable(error, met) {
      log().warn({ reqId: requestIdOf(met), err: error }, "The graph did not answer a request.");
    },
    reportUnhandled(error) {
      const level = error instanceof PublicError ? "debug" : "error";
      log()[level]({ err: error }, "Work that nobody waited for ended in an error.");
    },
  };
}

/** Tells the reporter of the errors of each operation, before they are formatted without their request. */
export function faultsPlugin(faults: FaultReporter): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, request }) {
          const requestId = request.http?.headers.get("x-request-id");
          if (requestId) faults.met(errors, requestId);
        },
      };
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
