import type { ApolloServerPlugin } from "@apollo/server";

/** Tells by the status, too, that a request was refused as there are too many, and when to come again. */
export const overloadedPlugin: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        const errors = body.kind === "single" ? (body.singleResult.errors ?? []) : [];
        const refused = errors.find(({ extensions }) => extensions?.code === "OVERLOADED");
        if (!refused) return;
        http.status = 503;
        http.headers.set("retry-after", String(refused.extensions?.retryAfterSeconds));
      },
    };
  },
};
