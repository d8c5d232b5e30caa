import type { CombinedError } from "urql";

/** That the API does not accept the caller's credential. */
export interface Refusal {
  /** Why, for whoever looks at the page. */
  readonly says: string;
  /** The same in the API's words, which name settings and commands. */
  readonly message: string;
}

const askForOne = "Ask whoever runs this server for a new one.";
const isUnknown =
  "This server does not know your token. Was all of it copied, and is it one for this server?";

/** By the reason that the API gives programs. */
const refusalWords: Readonly<Record<string, string>> = {
  MISSING: "Only people with a token may look at this server. Sign in under Curate to go on.",
  ...{ UNKNOWN: isUnknown, MALFORMED: isUnknown },
  EXPIRED: `Your token has run out. ${askForOne}`,
  REVOKED: `Your token was revoked: it is not valid any more. ${askForOne}`,
  NOT_YET_VALID: "Your token is not valid yet. Try again later.",
};

/** Undefined where that is not what went wrong. */
export function refusalOf({ graphQLErrors }: CombinedError): Refusal | undefined {
  const refused = graphQLErrors.find(({ extensions }) => extensions.code === "UNAUTHENTICATED");
  if (!refused) return undefined;
  const says = refusalWords[String(refused.extensions.reason)] ?? `Your token is not accepted. ${askForOne}`;
  return { says, message: refused.message };
}

/** The API's words are for somebody else than most who read them. */
export const forOperator = (message: string): string => `For whoever runs this server: ${message}`;
