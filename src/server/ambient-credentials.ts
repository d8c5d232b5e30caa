import type { FastifyRequest } from "fastify";

/**
 * Whether a browser may have added to a request something by which it is admitted, unseen by the page that sent it. The
 * credentials of this server are bearer tokens, which no browser adds; but something in front may sign people in by
 * cookies. A page of the same site's own origin is no stranger to them.
 */
function mayHaveRiddenAlong({ headers }: FastifyRequest): boolean {
  return headers.cookie !== undefined && headers["sec-fetch-site"] !== "same-origin";
}

/** Methods that GraphQL over HTTP does not have run nothing: Apollo answers 405, where its guard lets it. */
const runsNothing = (method: string): boolean => method !== "GET" && method !== "POST";

/**
 * Lets a query by GET pass Apollo's guard against requests that another site's page sends (CSRF) where there is nothing
 * to abuse, so that clients and caches need no special header. A GET changes nothing in any case.
 */
export function excuseFromPreflight(request: FastifyRequest): void {
  const isHarmlessGet = request.method === "GET" && !mayHaveRiddenAlong(request);
  if (!isHarmlessGet && !runsNothing(request.method)) return;
  request.headers["apollo-require-preflight"] ??= "true";
}
