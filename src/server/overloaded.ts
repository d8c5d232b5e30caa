import type { ApolloServerPlugin } from "@apollo/server";

/** The status of what is refused for now, whatever it asks. */
const statuses: ReadonlyMap<unknown, number> = new Map([
  ["OVERLOADED", 503],
  ["RATE_LIMITED", 429],
]);

/** Tells by the status, too, that a request was refused as too much is asked, and when to come again. */
export const overloadedPlugin: ApolloServerPlugin = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        const errors = body.kind === "single" ? (body.singleResult.errors ?? []) : [];
        const refused = errors.find(({ extensions }) => statuses.has(extensions?.code));
        if (!refused) return;
        http.status = statuses.get(refused.extensions?.code) ?? 503;
        http.headers.set("retry-after", String(refused.extensions?.retryAfterSeconds));
      },
    };
  },
};
