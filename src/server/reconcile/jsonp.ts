import type { FastifyReply, FastifyRequest } from "fastify";
import { BadUserInput } from "../../model/errors.ts";
import type { Settings } from "../settings.ts";
import { parametersOf } from "./asked.ts";

/**
 * Answers JSON or, where a callback is named, a script that calls it. Any page can run a script, whatever its origin, so
 * that scripts are answered only where pages of every origin may ask.
 * @throws BadUserInput
 */
export function sendJson(
  request: FastifyRequest,
  reply: FastifyReply,
  json: object,
  { corsOrigins }: Settings,
): FastifyReply {
  void reply.header("cache-control", "no-store");
  const callback = request.method === "GET" ? parametersOf(request).get("callback") : null;
  if (callback === null) return reply.type("application/json; charset=utf-8").send(JSON.stringify(json));
  if (corsOrigins !== "*") {
    throw new BadUserInput(
      "callback: this server answers no scripts (JSONP), as any page could run them: expected a request without a callback, from an origin of CORS_ORIGINS; with CORS_ORIGINS=* scripts are answered too.",
    );
  }
  if (!/^[A-Za-z_$][\w$]{0,99}$/.test(callback)) {
    throw new BadUserInput(
      `callback: ${JSON.stringify(callback.slice(0, 60))} is no name of a function: expected letters, digits, _ and $, such as jsonp1.`,
    );
  }
  return reply
    .type("application/javascript; charset=utf-8")
    .header("cross-origin-resource-policy", "cross-origin")
    .send(`/**/${callback}(${asScript(json)});`);
}

/** JSON as a script holds it: two separators end a line in older scripts, and "<" could end the page's own. */
const asScript = (json: object): string =>
  JSON.stringify(json).replace(
    /[<\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
