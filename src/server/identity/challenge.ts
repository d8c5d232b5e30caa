import type { Forbidden, Unauthenticated } from "../../model/errors.ts";

const realm = 'Bearer realm="commissioning-graph"';

/** The WWW-Authenticate header of a refusal, as in RFC 6750, section 3: no error where no credential was sent. */
export function challengeOf({ code, details, message }: Unauthenticated | Forbidden): string {
  if (details.reason === "MISSING") return realm;
  const error = code === "FORBIDDEN" ? "insufficient_scope" : "invalid_token";
  return `${realm}, error="${error}", error_description="${headerSafe(message)}"`;
}

/** The characters that section 3 allows in a description. */
function headerSafe(message: string): string {
  return message.replaceAll(/["\\]/g, "'").replaceAll(/[^\x20-\x7e]/g, "?");
}
