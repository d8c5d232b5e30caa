import type { FastifyReply, FastifyRequest } from "fastify";
import { RateLimited } from "../model/errors.ts";
import { type Allowances, createAllowances, type Drawn, networkOf, rateLimitHeaders } from "./allowances.ts";
import type { HttpServer } from "./http.ts";
import { isOpen } from "./identity/identity-hook.ts";
import type { RateLimitSettings } from "./operations-settings.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What its client may still ask for; undefined where that has no limit. */
    allowance: Allowance | undefined;
  }
}

/** What a client may still ask for, in values of a query's complexity. */
export interface Allowance {
  /** Takes what something costs. @throws RateLimited where less is left */
  charge(cost: number): void;
  /** As of the last charge. */
  readonly state: { readonly limit: number; readonly left: number; readonly seconds: number };
}

export type LimitedBy = "caller" | "address" | "refused credentials";

/** What any request costs beside what it asks for: as many values as take a millisecond. */
const requestCost = 400;

/**
 * Bounds what a client may ask for in a minute: whoever sends a credential by its name, everybody else by their address.
 * Credentials that are not accepted count by address too, and are not looked at any more once there were too many.
 */
export function addRateLimits(
  http: HttpServer,
  { perCaller, perAddress }: RateLimitSettings,
  onRefused: (by: LimitedBy) => void,
): void {
  const callers = perCaller > 0 ? createAllowances(perCaller) : undefined;
  const addresses = perAddress > 0 ? createAllowances(perAddress) : undefined;
  const refusals = perAddress > 0 ? createAllowances(perAddress) : undefined;
  http.decorateRequest("allowance", undefined);
  // Before it is found out whose a credential is.
  http.addHook("onRequest", async (request) => {
    if (refusals === undefined || request.headers.authorization === undefined) return;
    const left = refusals.look(networkOf(request.ip), requestCost);
    if (left.refused) refuse("refused credentials", requestCost, perAddress, left, onRefused);
  });
  // After that, and before the body is read.
  http.addHook("preParsing", async (request) => {
    if (isOpen(request)) return;
    const known = request.headers.authorization === undefined ? undefined : request.caller?.name;
    const [allowances, name, by] =
      known === undefined
        ? ([addresses, networkOf(request.ip), "address"] as const)
        : ([callers, known, "caller"] as const);
    if (allowances === undefined) return;
    request.allowance = allowanceIn(allowances, name, by, onRefused);
    request.allowance.charge(requestCost);
  });
  http.addHook("onSend", async (request, reply) => setHeaders(request, reply));
  http.addHook("onResponse", async (request, reply) => {
    if (reply.statusCode === 401) refusals?.take(networkOf(request.ip), requestCost);
  });
}

function allowanceIn(
  allowances: Allowances,
  name: string,
  by: LimitedBy,
  onRefused: (by: LimitedBy) => void,
): Allowance {
  const limit = allowances.perMinute;
  let last = { left: limit, seconds: 0 };
  return {
    charge(cost) {
      const taken = allowances.take(name, cost);
      last = taken;
      if (taken.refused) refuse(by, cost, limit, taken, onRefused);
    },
    get state() {
      return { limit, left: last.left, seconds: last.seconds };
    },
  };
}

function setHeaders({ allowance }: FastifyRequest, reply: FastifyReply): void {
  if (allowance === undefined) return;
  const { limit, left, seconds } = allowance.state;
  for (const [index, value] of [limit, left, seconds].entries()) {
    void reply.header(rateLimitHeaders[index] ?? "", value);
  }
}

function refuse(
  by: LimitedBy,
  cost: number,
  limit: number,
  { left, seconds }: Drawn,
  onRefused: (by: LimitedBy) => void,
): never {
  onRefused(by);
  const whose = by === "caller" ? "your credential" : "your address";
  const shown = (value: number) => value.toLocaleString("en-GB");
  throw new RateLimited(
    by === "refused credentials"
      ? `Too many credentials from ${whose} were not accepted. Ask again in ${seconds} seconds.`
      : `This costs as much as ${shown(cost)} values, and ${shown(left)} of the ${shown(limit)} that ${whose} may ask for in a minute are left. Ask again in ${seconds} seconds, or ask for less at once.`,
    { retryAfterSeconds: seconds, limit, remaining: left, cost, by },
  );
}
