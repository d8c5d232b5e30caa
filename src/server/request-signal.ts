import { setMaxListeners } from "node:events";
import type { ServerResponse } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Unavailable } from "../model/errors.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Its closing tells that the client has the answer, or has gone; the request itself closes with its body. */
    response: ServerResponse | undefined;
  }
}

/** Lets each request know of its response. */
export function addResponses(http: FastifyInstance): void {
  http.decorateRequest("response", undefined);
  http.addHook("onRequest", async (request, reply) => {
    request.response = reply.raw;
  });
}

/** One for all: every answer ends with it, and making an error with its stack takes longer than the rest of that. */
const nobodyWaits = new Unavailable("Nobody waits for the answer any more.");

/**
 * Aborted when nobody waits for the answer of a request any more: its client has it or is gone, its deadline has passed,
 * or the server has stopped, which lets go of its clients.
 * @param deadlineMs Infinity for none
 */
export function requestSignal({ response }: FastifyRequest, deadlineMs: number): AbortSignal {
  const ended = new AbortController();
  // Every statement of the request listens while it runs or waits: Node warns of more than ten.
  setMaxListeners(0, ended.signal);
  const timer = Number.isFinite(deadlineMs)
    ? setTimeout(() => ended.abort(outOfTime()), deadlineMs)
    : undefined;
  const onClose = () => {
    clearTimeout(timer);
    ended.abort(nobodyWaits);
  };
  if (response?.closed) onClose();
  else response?.once("close", onClose);
  return ended.signal;
}

export function outOfTime(): Unavailable {
  return new Unavailable("The request took too long and was stopped. Ask for less at once.");
}
