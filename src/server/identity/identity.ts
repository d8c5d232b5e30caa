import type { FastifyRequest } from "fastify";
import type { Graph } from "../../graph/graph.ts";
import { type Caller, requireRole } from "../../model/caller.ts";
import { Unauthenticated } from "../../model/errors.ts";
import type { AuthSettings } from "../auth-settings.ts";
import { type CredentialKind, refused } from "./credential-kind.ts";
import { jwtCallers } from "./jwt-callers.ts";
import { malformed } from "./jwt-refusals.ts";
import { tokenAdvice, tokenCallers } from "./token-callers.ts";

/**
 * Says who asks, from the request's Authorization header alone.
 * @throws Unauthenticated when its credential is not accepted, or there is none and reading is closed
 * @throws Forbidden when reading is closed to this caller
 * @throws Unavailable when it cannot be found out now
 */
export type Identify = (request: Pick<FastifyRequest, "headers" | "log">) => Promise<Caller>;

/**
 * One for a server: it keeps the identity provider's keys.
 * @param timeLimitMs how long the graph may take to tell whose a token is
 */
export function createIdentify(
  auth: AuthSettings,
  graph: Graph,
  notReady: () => string | undefined,
  timeLimitMs: number,
): Identify {
  const kinds: readonly CredentialKind[] = [
    ...(auth.tokens ? [tokenCallers(graph, notReady, timeLimitMs)] : []),
    ...(auth.jwt ? [jwtCallers(auth.jwt)] : []),
  ];
  return async ({ headers: { authorization }, log }) => {
    if (authorization === undefined) return anonymous(auth);
    const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization)?.[1];
    try {
      if (token === undefined) throw malformed();
      const kind = kinds.find((one) => one.recognises(token));
      if (!kind) throw unaccepted(token, auth);
      return admitted(await kind.callerOf(token, log), auth);
    } catch (error) {
      if (error instanceof Unauthenticated) log.info(error.details, "A credential was refused.");
      throw error;
    }
  };
}

/** Without a credential, somebody has the role that everybody has. */
function anonymous(auth: AuthSettings): Caller {
  if (auth.required === "write") return { name: "anonymous", role: "reader", advice: howToWrite(auth) };
  throw refused("MISSING", `This server answers nobody without a credential. ${howToWrite(auth)}`);
}

function howToWrite({ tokens, jwt }: AuthSettings): string {
  if (!tokens && !jwt) {
    return "Writing over HTTP is switched off on this server: AUTH_TOKENS is off, and AUTH_JWKS_URL is not set.";
  }
  const ways = [tokens ? `a token. ${tokenAdvice}` : "", jwt ? `a JWT of ${jwt.issuer}.` : ""];
  return `Without a credential writing is off: send "Authorization: Bearer" with ${ways.filter(Boolean).join(" Or with ")}`;
}

/** Where reading is open, whoever has no role may still read, as everybody may. */
function admitted(caller: Caller, { required }: AuthSettings): Caller {
  if (required === "write") return { ...caller, role: caller.role ?? "reader" };
  requireRole(caller, "reader", "Reading");
  return caller;
}

function unaccepted(token: string, { tokens, jwt }: AuthSettings): Unauthenticated {
  if (token.startsWith("cg_") && !tokens) {
    return refused("UNKNOWN", "This server accepts no tokens of its own: AUTH_TOKENS is off.");
  }
  if (token.split(".").length === 3 && !jwt) {
    return refused("UNKNOWN", "This server accepts no JWTs: AUTH_JWKS_URL is not set.");
  }
  return malformed();
}
