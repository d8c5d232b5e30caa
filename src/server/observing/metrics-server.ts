import { createServer, type Server } from "node:http";
import type { FastifyBaseLogger } from "fastify";
import { listenOn } from "../listen-on.ts";
import type { Metrics } from "./metrics.ts";

export interface MetricsServer {
  /** Where it listens, without a path. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves /metrics on a port of its own, which need not be reached by whoever asks the graph: what it tells is for those
 * who watch over the server.
 * @throws BadUserInput where the address cannot be listened on
 */
export async function serveMetrics(
  metrics: Pick<Metrics, "text">,
  { host, port }: { readonly host: string; readonly port: number },
  log: FastifyBaseLogger,
): Promise<MetricsServer> {
  const server: Server = createServer((request, response) => {
    if (request.method !== "GET" || request.url?.split("?", 1)[0] !== "/metrics") {
      response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
      response.end("There is only GET /metrics here.\n");
      return;
    }
    metrics.text().then(
      ({ contentType, body }) => response.writeHead(200, { "content-type": contentType }).end(body),
      (err: unknown) => {
        log.error({ err }, "The metrics could not be collected.");
        response.writeHead(500).end();
      },
    );
  });
  const url = await listenOn(server, { host, port }, { host: "METRICS_HOST", port: "METRICS_PORT" });
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
