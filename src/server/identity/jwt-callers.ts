import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import type { Caller } from "../../model/caller.ts";
import { Unavailable } from "../../model/errors.ts";
import type { JwtSettings } from "../auth-settings.ts";
import type { CredentialKind } from "./credential-kind.ts";
import { refusalOf } from "./jwt-refusals.ts";
import { roleIn } from "./role-claim.ts";

/** Only those whose public key verifies: neither "none" nor a shared secret, for which a public key could be passed off. */
const algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];
const clockToleranceSeconds = 30;
const fetchTimeoutMs = 3_000;

/** The identity provider's keys could not be had. */
class KeysUnreachable extends Error {}

/** JWTs of an identity provider. Its keys are fetched when first needed, and again after ten minutes or for a new key. */
export function jwtCallers(settings: JwtSettings): CredentialKind {
  const keyOf = keysAt(settings.jwksUrl);
  return {
    recognises: (token) => token.split(".").length === 3,
    async callerOf(token, log) {
      try {
        return callerIn(await verify(token, keyOf, settings), settings);
      } catch (error) {
        if (!(error instanceof KeysUnreachable)) throw refusalOf(error, settings);
        log.warn({ err: error.cause }, `The keys at AUTH_JWKS_URL=${settings.jwksUrl} cannot be had.`);
        throw new Unavailable(
          "Who you are cannot be checked at the moment: the identity provider does not answer. Try again soon.",
        );
      }
    },
  };
}

function keysAt(url: URL): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(url, { timeoutDuration: fetchTimeoutMs });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      const ofTheToken = [
        errors.JWKSNoMatchingKey,
        errors.JWKSMultipleMatchingKeys,
        errors.JOSENotSupported,
      ].some((kind) => error instanceof kind);
      throw ofTheToken ? error : new KeysUnreachable("", { cause: error });
    }
  };
}

async function verify(
  token: string,
  keyOf: JWTVerifyGetKey,
  { issuer, audience }: JwtSettings,
): Promise<JWTPayload> {
  const options = {
    issuer,
    audience,
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ["sub", "exp"],
  };
  try {
    return (await jwtVerify(token, keyOf, options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    // A token that names no key, where the provider has several: whichever fits.
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (inner) {
        if (!(inner instanceof errors.JWSSignatureVerificationFailed)) throw inner;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

function callerIn(claims: JWTPayload, { roleClaim }: JwtSettings): Caller {
  const known = [...roleClaim.map].map(([theirs, ours]) => (theirs === ours ? ours : `${theirs} (${ours})`));
  return {
    name: String(claims.sub),
    role: roleIn(claims, roleClaim),
    advice: `The identity provider gives roles by the claim "${roleClaim.name}": ${known.join(", ")}.`,
  };
}
