import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import compress from "@fastify/compress";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { rateLimitHeaders } from "./allowances.ts";
import { contentSecurity } from "./content-security.ts";
import { addHostCheck } from "./host-check.ts";
import { answerBadAddress, answerHttpError, answerNotFound } from "./http-errors.ts";
import { logDestination } from "./log-destination.ts";
import type { FaultReporter } from "./report-fault.ts";
import { isProbe, pathOf } from "./request-path.ts";
import { addResponses } from "./request-signal.ts";
import type { Settings } from "./settings.ts";

export type HttpServer = FastifyInstance;

/** A client that sends its request slower than this is let go. */
const requestTimeoutMs = 30_000;

/** The web server without its routes: ids, logs, security headers, compression, limits and errors. */
export async function createHttp(settings: Settings, faults: FaultReporter): Promise<HttpServer> {
  const { trustProxy } = settings;
  const http = Fastify({
    logger: { level: settings.logLevel, ...logDestination() },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    frameworkErrors: answerBadAddress,
    bodyLimit: settings.limits.bodyBytes,
    requestTimeout: requestTimeoutMs,
    ...(trustProxy === undefined ? {} : { trustProxy }),
  });
  http.decorateRequest("arrived", 0);
  http.decorateRequest("place", undefined);
  // Every request gets one of its own where it is begun.
  http.decorateRequest("asked");
  http.addHook("onSend", async ({ place }) => place?.leave());
  http.addHook("onRequest", async (request, reply) => {
    request.arrived = performance.now();
    request.asked = {};
    // Also where there was none, so that the answer's errors can be logged with it.
    request.headers["x-request-id"] = request.id;
    void reply.header("x-request-id", request.id);
  });
  http.addHook("onResponse", logAccess);
  addHostCheck(http, settings);
  addResponses(http);
  endConnectionsOnClose(http);
  http.setErrorHandler((error, request, reply) => answerHttpError(error, request, reply, settings, faults));
  http.setNotFoundHandler(answerNotFound);
  // Whoever ends TLS before this server decides on HSTS.
  await http.register(helmet, { contentSecurityPolicy: contentSecurity, hsts: false });
  const { corsOrigins } = settings;
  await http.register(cors, {
    origin: corsOrigins === "*" ? "*" : [...corsOrigins],
    methods: ["GET", "POST"],
    exposedHeaders: ["x-request-id", "www-authenticate", "retry-after", ...rateLimitHeaders],
    maxAge: 3_600,
  });
  await http.register(compress, { global: true, encodings: ["br", "gzip"] });
  return http;
}

/** A connection that is kept alive after its last answer would hold up the stop until its client lets go. */
function endConnectionsOnClose(http: HttpServer): void {
  let closing = false;
  http.addHook("preClose", async () => {
    closing = true;
  });
  http.addHook("onSend", async (_request, reply) => {
    if (closing) void reply.header("connection", "close");
  });
}

/** The id that a proxy in front gave the request, where it is harmless, or a new one. */
function requestId(request: IncomingMessage): string {
  const given = request.headers["x-request-id"];
  return typeof given === "string" && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Strangers choose what they call themselves and their operations. */
const longestLogged = 200;

/** One line a request. Of its address it has the path alone, and of its headers the user agent: never a credential. */
async function logAccess(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { operation } = request.asked;
  request.log[isProbe(request) ? "debug" : "info"](
    {
      method: request.method,
      path: pathOf(request),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      caller: request.caller?.name,
      address: request.ip,
      userAgent: request.headers["user-agent"]?.slice(0, longestLogged),
      operation: operation?.name?.slice(0, longestLogged),
      queryHash: operation?.hash,
      code: operation?.code,
      ...request.work,
    },
    "request",
  );
}
