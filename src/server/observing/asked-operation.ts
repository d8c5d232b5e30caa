import type { ApolloServerPlugin } from "@apollo/server";
import type { Asked, AskedOperation } from "./asked.ts";

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
