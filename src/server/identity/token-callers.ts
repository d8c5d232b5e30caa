import type { Graph } from "../../graph/graph.ts";
import { tokenState } from "../../model/access-token.ts";
import { toInstant } from "../../model/dates.ts";
import { Unavailable } from "../../model/errors.ts";
import { findAccessToken, isAccessToken } from "./access-tokens.ts";
import { type CredentialKind, refused } from "./credential-kind.ts";

export const tokenAdvice =
  'Whoever runs this server makes a token with: commissioning token create --name "Jane, Cambridge" --role curator';

/** Tokens that this program made. Each is looked up at every request, so that one that is revoked ends at once. */
export function tokenCallers(
  graph: Graph,
  notReady: () => string | undefined,
  timeLimitMs: number,
): CredentialKind {
  return {
    recognises: isAccessToken,
    async callerOf(text) {
      const waiting = notReady();
      if (waiting !== undefined) throw new Unavailable(waiting);
      const token = await findAccessToken(graph, text, { timeLimitMs });
      if (!token) throw refused("UNKNOWN", "This token is not one of this server's, or was altered.");
      const state = tokenState(token, toInstant(new Date()));
      if (state === "revoked")
        throw refused("REVOKED", `This token (${token.id}) was revoked. ${tokenAdvice}`);
      if (state === "expired") {
        throw refused("EXPIRED", `This token (${token.id}) expired at ${token.expiresAt}. ${tokenAdvice}`);
      }
      return { name: token.name, role: token.role, advice: tokenAdvice };
    },
  };
}
