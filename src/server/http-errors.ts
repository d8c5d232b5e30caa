import type { FastifyReply, FastifyRequest } from "fastify";
import {
  BadUserInput,
  Forbidden,
  Overloaded,
  PublicError,
  QueryTooComplex,
  RateLimited,
  Unauthenticated,
  Unavailable,
} from "../model/errors.ts";
import { faultError } from "./format-error.ts";
import { challengeOf } from "./identity/challenge.ts";
import type { FaultReporter } from "./report-fault.ts";
import type { Settings } from "./settings.ts";

/** The status of what a route throws for a user to read. */
const publicStatus: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  QUERY_TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  OVERLOADED: 503,
  OUTCOME_UNKNOWN: 503,
};

/** Answers what goes wrong before GraphQL, such as a body that is not JSON, in the shape of GraphQL's errors. */
export function answerHttpError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { limits }: Settings,
  faults: FaultReporter,
): FastifyReply {
  if (error instanceof PublicError) return answerPublicError(error, request, reply, faults);
  const status = statusOf(error);
  // What lies outside the folder that is served is not there.
  if (status === 403) return answerNotFound(request, reply);
  if (status >= 500) {
    if (error instanceof Error) faults.met([error], request.id);
    const id = faults.reportFault(error);
    return reply.code(status).send({ errors: [faultError(id)] });
  }
  const { message, code, details } = publicly(error, status, limits.bodyBytes);
  return reply.code(status).send({ errors: [{ message, extensions: { code, ...details } }] });
}

function answerPublicError(
  error: PublicError,
  request: FastifyRequest,
  reply: FastifyReply,
  faults: FaultReporter,
): FastifyReply {
  const { message, code, details } = error;
  if (error instanceof Unavailable && error.cause) {
    faults.met([error], request.id);
    faults.reportUnavailable(error, error);
  }
  if (error instanceof Unauthenticated || error instanceof Forbidden)
    void reply.header("www-authenticate", challengeOf(error));
  if (error instanceof Overloaded || error instanceof RateLimited)
    void reply.header("retry-after", details.retryAfterSeconds);
  return reply
    .code(publicStatus[code] ?? 500)
    .header("cache-control", "no-store")
    .send({ errors: [{ message, extensions: { code, ...details } }] });
}

/** Answers an address that is none at all: no route has it, and none of the hooks. */
export function answerBadAddress(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const message = `${JSON.stringify(request.url.slice(0, 100))} is no address: expected a path with "%" as "%25", such as /graphql?query=%7B__typename%7D.`;
  const body = JSON.stringify({ errors: [{ message, extensions: { code: "BAD_USER_INPUT" } }] });
  reply.hijack();
  reply.raw.writeHead(400, { "content-type": "application/json; charset=utf-8" }).end(body);
}

/** Answers a path that is none of ours. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `There is nothing at ${request.method} ${request.url.slice(0, 100)}: the API is at /graphql, a page to try it on at /graphiql, the explorer at /, downloads such as /export/orphans.csv, and the reconciliation service at /reconcile.`;
  return reply.code(404).send({ errors: [{ message, extensions: { code: "NOT_FOUND" } }] });
}

function statusOf(error: unknown): number {
  // A Host header that is none: the URL of the request cannot be made of it.
  if (error instanceof Error && "code" in error && error.code === "ERR_INVALID_URL") return 400;
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" && status >= 400 && status < 600 ? status : 500;
}

function publicly(error: unknown, status: number, bodyBytes: number): PublicError {
  if (status === 413) {
    return new QueryTooComplex(
      `The request's body is too large: at most ${bodyBytes} bytes are allowed. Ask in several requests.`,
      { bound: "bodyBytes", limit: bodyBytes },
    );
  }
  const expected = 'expected a POST of Content-Type: application/json, such as {"query": "{ __typename }"}.';
  if (status === 415) return new BadUserInput(`The request's Content-Type is not supported: ${expected}`);
  const reason = error instanceof Error ? error.message : "it cannot be read";
  return new BadUserInput(`The request cannot be read (${reason}): ${expected}`);
}
