import type { CombinedError } from "urql";

/** Why the API does not accept the caller's credential, in its own words; undefined where that is not what went wrong. */
export function refusalOf({ graphQLErrors }: CombinedError): string | undefined {
  return graphQLErrors.find(({ extensions }) => extensions.code === "UNAUTHENTICATED")?.message;
}
