import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import type { Caller } from "../../model/caller.ts";
import type { HttpServer } from "../http.ts";
import type { Identify } from "./identity.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; undefined on the routes that answer everybody. */
    caller: Caller | undefined;
  }
  interface FastifyContextConfig {
    /** The route answers everybody. */
    open?: boolean;
  }
}

/** Adds routes that answer everybody: whether the server runs, and pages, which hold nothing of the graph. */
export async function addOpenRoutes(
  http: HttpServer,
  add: (open: HttpServer) => Promise<void>,
): Promise<void> {
  const routes: FastifyPluginAsync = async (open) => {
    open.addHook("onRoute", (route) => {
      route.config = { ...route.config, open: true };
    });
    await add(open);
  };
  await http.register(routes);
}

/** Whether a route answers without asking who it is; a path that has no route tells nothing. */
export const isOpen = ({ routeOptions: { url, config } }: FastifyRequest): boolean =>
  url === undefined || config.open === true;

/** Asks of every request who it is, before its body is read, so that a route that is added later is guarded too. */
export function addIdentity(http: HttpServer, identify: Identify): void {
  http.decorateRequest("caller", undefined);
  http.addHook("onRequest", async (request) => {
    if (isOpen(request)) return;
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
