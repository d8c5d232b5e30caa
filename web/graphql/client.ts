import { cacheExchange } from "@urql/exchange-graphcache";
import { type Client, createClient, fetchExchange, mapExchange } from "urql";
import possibleTypes from "../../possibleTypes.json" with { type: "json" };
import { cacheKeys } from "./cache-keys.ts";
import { type Refusal, refusalOf } from "./refusal-of.ts";

/** The server gives a request 15 seconds; an answer that has not come by then will not come. */
const patienceMs = 20_000;

/** As whom the API is asked. */
export interface Credential {
  /** A bearer token; null asks as anybody. */
  readonly token: string | null;
  /** Called where the API does not accept the token, or no longer, with its reason. */
  readonly onRefused: (reason: Refusal) => void;
}

/** Asks the API, and keeps what it answered. One client keeps what one caller was told between two changes: see session.tsx. */
export function createApiClient({ token, onRefused }: Credential): Client {
  return createClient({
    url: "/graphql",
    preferGetMethod: false,
    fetchOptions: token === null ? {} : { headers: { authorization: `Bearer ${token}` } },
    exchanges: [
      mapExchange({
        // A field of the root is null on its own error, and views need them all: see @_required in their queries.
        onResult: (result) => (result.error?.graphQLErrors.length ? { ...result, data: undefined } : result),
        onError(error) {
          const reason = refusalOf(error);
          if (token !== null && reason !== undefined) onRefused(reason);
        },
      }),
      cacheExchange({ keys: cacheKeys, possibleTypes }),
      fetchExchange,
    ],
    fetch: (input, init) => fetch(input, { ...init, signal: patient(init?.signal) }),
  });
}

function patient(signal: AbortSignal | null | undefined): AbortSignal {
  const limit = AbortSignal.timeout(patienceMs);
  return signal ? AbortSignal.any([signal, limit]) : limit;
}
