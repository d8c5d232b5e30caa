import type { ApolloServerPlugin } from "@apollo/server";
import type { RequestTrace } from "./tracing.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What became known of it while it was answered. */
    asked: Asked;
  }
}

/** What is told of a request to the log, to the metrics and to a trace. */
export interface Asked {
  operation?: AskedOperation;
  trace?: RequestTrace | undefined;
}

export interface AskedOperation {
  /** As its document names it, which is a stranger's text; null for none, and where there is no such operation. */
  readonly name: string | null;
  /** Undefined where the document has no such operation, or is none. */
  readonly type: "query" | "mutation" | "subscription" | undefined;
  /** SHA-256 of the document. */
  readonly hash: string | undefined;
  /** "OK", or the code of the first error. */
  readonly code: string;
  readonly milliseconds: number;
}

/** Notes which operation a request asked for, and what came of it. */
export function askedOperationPlugin(onAnswered: (operation: AskedOperation) => void): ApolloServerPlugin {
  return {
    async requestDidStart({ contextValue }) {
      const { asked } = contextValue as { readonly asked?: Asked };
      const started = performance.now();
      asked?.trace?.beginOperation();
      return {
        async willSendResponse({ operation, operationName, queryHash, response: { body } }) {
          const errors = body.kind === "single" ? (body.singleResult.errors ?? []) : [];
          const answered: AskedOperation = {
            name: operation ? (operationName ?? null) : null,
            type: operation?.operation,
            hash: queryHash || undefined,
            code: errors.length === 0 ? "OK" : String(errors[0]?.extensions?.code ?? "UNKNOWN"),
            milliseconds: performance.now() - started,
          };
          if (asked) asked.operation = answered;
          asked?.trace?.endOperation(answered);
          onAnswered(answered);
        },
      };
    },
  };
}
