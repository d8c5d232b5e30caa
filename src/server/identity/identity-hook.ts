import type { FastifyRequest } from "fastify";
import type { Caller } from "../../model/caller.ts";
import type { HttpServer } from "../http.ts";
import type { Identify } from "./identity.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; undefined on the routes that answer everybody. */
    caller: Caller | undefined;
  }
}

/** Routes that answer everybody: whether the server runs, and a page that asks nothing until its user does. */
const openRoutes = /^\/($|livez$|readyz$|graphiql($|\/))/;

/** Whether a route, by its pattern, answers without asking who it is; a path that has no route tells nothing. */
export const isOpen = (route: string | undefined): boolean => route === undefined || openRoutes.test(route);

/** Asks of every request who it is, before its body is read, so that a route that is added later is guarded too. */
export function addIdentity(http: HttpServer, identify: Identify): void {
  http.decorateRequest("caller", undefined);
  http.addHook("onRequest", async (request) => {
    if (isOpen(request.routeOptions.url)) return;
    request.caller = await identify(request);
  });
}

/** Who asks, on any route but those that answer everybody. */
export function callerOf({ caller, routeOptions }: FastifyRequest): Caller {
  if (caller) return caller;
  throw new Error(
    `Nobody was asked for at ${routeOptions.url}: it is one of the routes that answer everybody.`,
  );
}
