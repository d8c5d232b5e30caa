import { errors } from "jose";
import type { Unauthenticated } from "../../model/errors.ts";
import type { JwtSettings } from "../auth-settings.ts";
import { refused } from "./credential-kind.ts";

/**
 * Says what is wrong with a JWT, without a word of what is in it.
 * @throws error itself where it says nothing of the token
 */
export function refusalOf(error: unknown, settings: JwtSettings): Unauthenticated {
  if (error instanceof errors.JWTExpired) {
    return refused("EXPIRED", "This token has expired: ask the identity provider for a new one.");
  }
  if (error instanceof errors.JWTClaimValidationFailed) return ofClaim(error, settings);
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported) {
    return refused(
      "ALGORITHM",
      'This token is not signed in a way that is accepted here: expected a private key\'s signature, such as RS256 or ES256, never "none" or a shared secret.',
    );
  }
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey) {
    return refused("SIGNATURE", "This token is not signed by the identity provider of this server.");
  }
  if (error instanceof errors.JOSEError) return malformed();
  throw error;
}

export const malformed = (): Unauthenticated =>
  refused(
    "MALFORMED",
    'The Authorization header holds no token that can be read: expected "Bearer" and a token, such as Authorization: Bearer cg_3f9a0c41de_….',
  );

function ofClaim(
  { claim, reason }: errors.JWTClaimValidationFailed,
  { issuer, audience }: JwtSettings,
): Unauthenticated {
  if (reason === "missing" || reason === "invalid")
    return refused("CLAIMS", `This token's claim "${claim}" is ${reason}: expected iss, aud, sub and exp.`);
  switch (claim) {
    case "iss":
      return refused("ISSUER", `This token is of another issuer: expected ${issuer}.`);
    case "aud":
      return refused(
        "AUDIENCE",
        `This token is meant for another service: expected the audience ${audience}.`,
      );
    case "nbf":
      return refused("NOT_YET_VALID", "This token is not valid yet: its claim nbf lies in the future.");
    default:
      return refused("CLAIMS", `This token's claim "${claim}" does not fit.`);
  }
}
