import { cacheExchange } from "@urql/exchange-graphcache";
import { type Client, createClient, fetchExchange } from "urql";
import { cacheKeys, possibleTypes } from "./cache-keys.ts";

/** The server gives a request 15 seconds; an answer that has not come by then will not come. */
const patienceMs = 20_000;

/** Asks the API, and keeps what it answered. One client holds what was known at one instant: see useClocks. */
export function createApiClient(): Client {
  return createClient({
    url: "/graphql",
    preferGetMethod: false,
    exchanges: [cacheExchange({ keys: cacheKeys, possibleTypes }), fetchExchange],
    fetch: (input, init) => fetch(input, { ...init, signal: patient(init?.signal) }),
  });
}

function patient(signal: AbortSignal | null | undefined): AbortSignal {
  const limit = AbortSignal.timeout(patienceMs);
  return signal ? AbortSignal.any([signal, limit]) : limit;
}
