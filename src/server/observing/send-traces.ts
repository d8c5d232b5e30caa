import {
  type Attributes,
  type Context,
  DiagLogLevel,
  diag,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { BasicTracerProvider, BatchSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { AskedOperation, BegunRequest, EndedRequest, RequestTrace, Tracing } from "./asked.ts";
import type { WatchedStatement } from "./watched-graph.ts";

/** A server that stops does not wait for longer for its last spans to be taken. */
const lastSpansMs = 3_000;

/**
 * Sends spans to a collector, as OTLP in JSON over HTTP. How often, how many, with which headers and of which share of
 * the requests say the variables that OpenTelemetry has for all programs.
 * @param onFault told why spans could not be sent
 */
export function sendTraces(url: string, onFault: (message: string) => void): Tracing {
  const quiet = () => {};
  diag.setLogger(
    { error: onFault, warn: onFault, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "commissioning-graph" }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url }))],
  });
  const tracer = provider.getTracer("commissioning-graph");
  return {
    begin: (request) => traceOf(tracer, request),
    async close() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, lastSpansMs).unref());
      await Promise.race([provider.shutdown().catch((error: unknown) => onFault(String(error))), late]);
    },
  };
}

const propagator = new W3CTraceContextPropagator();
const headersOf = {
  get: (headers: BegunRequest["headers"], name: string) => {
    const value = headers[name];
    return typeof value === "string" ? value : value?.[0];
  },
  keys: (headers: BegunRequest["headers"]) => Object.keys(headers),
};

function traceOf(tracer: Tracer, { method, path, headers, id }: BegunRequest): RequestTrace {
  // Where the caller traces too, the request belongs to its trace.
  const outside = propagator.extract(ROOT_CONTEXT, headers, headersOf);
  const attributes = { "http.request.method": method, "url.path": path, "request.id": id };
  const own = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, outside);
  const ofRequest = trace.setSpan(outside, own);
  let operation: { readonly span: Span; readonly within: Context } | undefined;
  return {
    beginOperation() {
      const span = tracer.startSpan("graphql", {}, ofRequest);
      operation = { span, within: trace.setSpan(ofRequest, span) };
    },
    endOperation(asked) {
      if (operation) endOperation(operation.span, asked);
    },
    statement: (statement) => traceStatement(tracer, statement, operation?.within ?? ofRequest),
    end: (request) => endRequest(own, method, request),
  };
}

function endOperation(span: Span, { name, type, hash, code }: AskedOperation): void {
  // As in https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/, the name is no part of the span's.
  if (type !== undefined) span.updateName(type);
  span.setAttributes(
    given({
      "graphql.operation.name": name?.slice(0, 100),
      "graphql.operation.type": type,
      "graphql.document.hash": hash,
      "error.type": code === "OK" ? undefined : code,
    }),
  );
  if (code !== "OK") span.setStatus({ code: SpanStatusCode.ERROR, message: code });
  span.end();
}

/** It is told of once it has ended. */
function traceStatement(
  tracer: Tracer,
  { name, milliseconds, rows, fromSnapshot, failed }: WatchedStatement,
  within: Context,
): void {
  const ended = Date.now();
  const attributes = {
    "db.operation.name": name,
    "db.response.returned_rows": rows,
    "commissioning.from": fromSnapshot ? "snapshot" : "engine",
  };
  const kind = fromSnapshot ? SpanKind.INTERNAL : SpanKind.CLIENT;
  const span = tracer.startSpan(name, { kind, attributes, startTime: ended - milliseconds }, within);
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(ended);
}

function endRequest(span: Span, method: string, request: EndedRequest): void {
  const { route, status, address, userAgent, caller } = request;
  span.updateName(route === undefined ? method : `${method} ${route}`);
  span.setAttributes(
    given({
      "http.route": route,
      "http.response.status_code": status,
      "client.address": address,
      "user_agent.original": userAgent,
      "enduser.id": caller,
    }),
  );
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

const given = (attributes: Readonly<Record<string, string | number | undefined>>): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined)) as Attributes;
