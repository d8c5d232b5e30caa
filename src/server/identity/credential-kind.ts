import type { FastifyBaseLogger } from "fastify";
import type { Caller } from "../../model/caller.ts";
import { Unauthenticated } from "../../model/errors.ts";

/** A way to say who one is by a bearer token. */
export interface CredentialKind {
  recognises(token: string): boolean;
  /**
   * @throws Unauthenticated when the token is not accepted
   * @throws Unavailable when that cannot be found out now
   */
  callerOf(token: string, log: FastifyBaseLogger): Promise<Caller>;
}

/** Why a credential is not accepted, for a program to act on. */
export type Refusal =
  | "MISSING"
  | "MALFORMED"
  | "UNKNOWN"
  | "EXPIRED"
  | "NOT_YET_VALID"
  | "REVOKED"
  | "SIGNATURE"
  | "ALGORITHM"
  | "ISSUER"
  | "AUDIENCE"
  | "CLAIMS";

export const refused = (reason: Refusal, message: string): Unauthenticated =>
  new Unauthenticated(message, { reason });
