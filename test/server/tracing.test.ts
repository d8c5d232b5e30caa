import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { openTracing } from "../../src/server/observing/tracing.ts";
import { readSettings } from "../../src/server/settings.ts";
import { startServer } from "../../src/server/start-server.ts";
import { post, testSettings } from "./serving.ts";
import { tinyApplication } from "./tiny-application.ts";

interface Received {
  readonly path: string | undefined;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly spans: readonly ReceivedSpan[];
}

interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly status: { readonly code?: number };
  readonly milliseconds: number;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number };
}

const attributesOf = (held: readonly Attribute[]) =>
  Object.fromEntries(held.map(({ key, value }) => [key, value.stringValue ?? value.intValue]));

/** A collector that keeps what it is sent. */
async function startCollector() {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = JSON.parse(text);
    const [{ resource, scopeSpans }] = body.resourceSpans;
    received.push({
      path: request.url,
      resource: attributesOf(resource.attributes),
      spans: scopeSpans.flatMap((scope: { spans: Record<string, never>[] }) =>
        scope.spans.map((span) => ({
          ...span,
          attributes: attributesOf(span.attributes ?? []),
          milliseconds: Number(BigInt(span.endTimeUnixNano ?? 0) - BigInt(span.startTimeUnixNano ?? 0)) / 1e6,
        })),
      ),
    });
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => server.close());
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const collector = await startCollector();

test("a request, its operation and its statements are spans within one another, in the trace of whoever asked", async () => {
  const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const server = await startServer(testSettings({ ...tracing, SNAPSHOT_MAX_FACTS: "0" }), tinyApplication);
  const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
  await post(server, JSON.stringify({ query: "query Count { organisations wrong }" }), {
    "content-type": "application/json",
    authorization: "Bearer cg_secret_never_told",
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
  });
  await post(server, JSON.stringify({ query: "query Count { organisations wrong }" }), {
    "content-type": "application/json",
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    "user-agent": "a test",
  });
  await fetch(`${server.url}/readyz`);
  await server.stop();

  expect(collector.received[0]).toMatchObject({
    path: "/v1/traces",
    resource: { "service.name": "commissioning-graph" },
  });
  const spans = collector.received.flatMap((each) => each.spans);
  const named = (name: string) => spans.filter((span) => span.name === name);
  const [refused, answered] = named("POST /graphql");
  expect(refused?.attributes["http.response.status_code"]).toBe(401);
  expect(answered).toMatchObject({
    traceId,
    parentSpanId: "00f067aa0ba902b7",
    attributes: {
      "http.request.method": "POST",
      "http.route": "/graphql",
      "http.response.status_code": 200,
      "user_agent.original": "a test",
      "client.address": "127.0.0.1",
    },
  });
  const [operation] = named("query");
  expect(operation).toMatchObject({
    traceId,
    parentSpanId: answered?.spanId,
    attributes: {
      "graphql.operation.name": "Count",
      "graphql.document.hash": expect.stringMatching(/^[0-9a-f]{64}$/),
      "error.type": "BAD_USER_INPUT",
    },
    status: { code: 2 },
  });
  const statements = spans.filter((span) => "db.operation.name" in span.attributes);
  expect(statements.map(({ parentSpanId }) => parentSpanId)).toContain(operation?.spanId);
  for (const statement of statements) {
    expect(statement.traceId).toBe(traceId);
    expect(statement.attributes["commissioning.from"]).toBe("engine");
    expect(statement.milliseconds).toBeLessThanOrEqual(answered?.milliseconds ?? 0);
  }
  expect(JSON.stringify(collector.received)).not.toContain("never_told");
  expect(spans.filter(({ name }) => name.includes("readyz"))).toEqual([]);
});

test("a collector that is not there is no reason not to answer or not to stop", async () => {
  const env = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://127.0.0.1:9/traces" };
  const server = await startServer(testSettings(env), tinyApplication);
  const { status } = await post(server, JSON.stringify({ query: "{ hello }" }));
  expect(status).toBe(200);
  await server.stop();
});

test("traces go where OpenTelemetry's own variables say, and nowhere without them", async () => {
  const to = (env: Record<string, string>) => readSettings(env).tracesTo;
  expect(to({})).toBeUndefined();
  expect(await openTracing(undefined, () => {})).toBeUndefined();
  expect(to({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://otel:4318/" })).toBe("http://otel:4318/v1/traces");
  const both = {
    OTEL_EXPORTER_OTLP_ENDPOINT: "http://otel:4318",
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://traces.example.org/in",
  };
  expect(to(both)).toBe("https://traces.example.org/in");
  expect(to({ ...both, OTEL_SDK_DISABLED: "true" })).toBeUndefined();
  expect(to({ ...both, OTEL_TRACES_EXPORTER: "none" })).toBeUndefined();
  expect(() => to({ OTEL_TRACES_EXPORTER: "jaeger" })).toThrow(/expected otlp, or none/);
});
