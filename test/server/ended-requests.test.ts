import { connect } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import type { Graph } from "../../src/graph/graph.ts";
import { datasetProperties } from "../../src/graph/statements/dataset.ts";
import { requestGraph } from "../../src/server/request-graph.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { testSettings } from "./serving.ts";
import { tinyApplication } from "./tiny-application.ts";

/** The tiny application, and the signals of the requests that it was asked. */
async function serve(env: Record<string, string> = {}) {
  const signals: AbortSignal[] = [];
  const server = await startServer(testSettings(env), {
    ...tinyApplication,
    createContext(input) {
      if (input.signal) signals.push(input.signal);
      return { ...input };
    },
  });
  afterAll(() => server.stop());
  return { server, signals };
}

/** Asks for something that takes as long as a test may, on a connection of its own. */
function askForever(server: RunningServer) {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  const body = JSON.stringify({ query: "{ wait(milliseconds: 60000) }" });
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  return socket;
}

async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const ended = (signal: AbortSignal): Promise<unknown> =>
  until(() => (signal.aborted ? signal.reason : undefined));

describe("The work for a request", { timeout: 30_000 }, () => {
  it("ends when its client goes", async () => {
    const { server, signals } = await serve();
    const socket = askForever(server);
    const signal = await until(() => signals[0]);
    expect(signal.aborted).toBe(false);
    socket.destroy();
    expect(await ended(signal)).toMatchObject({ message: "Nobody waits for the answer any more." });
  });

  it("ends at its deadline", async () => {
    const { server, signals } = await serve({ REQUEST_DEADLINE_MS: "50" });
    const socket = askForever(server);
    const signal = await until(() => signals[0]);
    expect(await ended(signal)).toMatchObject({
      message: "The request took too long and was stopped. Ask for less at once.",
    });
    socket.destroy();
  });

  it("runs few of its statements at once, and begins none once it has ended", async () => {
    const nobody = new AbortController();
    let begun = 0;
    const graph = {
      read: (_statement, _params, { signal } = {}) => {
        begun++;
        return new Promise((_resolve, reject) =>
          signal?.addEventListener("abort", () => reject(signal.reason)),
        );
      },
    } as Partial<Graph> as Graph;
    const bounds = { notReady: () => undefined, deadline: Infinity, statementTimeLimitMs: 60_000 };
    const asked = requestGraph(graph, { ...bounds, signal: nobody.signal });
    const answers = Promise.allSettled(Array.from({ length: 50 }, () => asked.read(datasetProperties, {})));
    await new Promise((resolve) => setImmediate(resolve));
    expect(begun).toBe(8);
    nobody.abort(new Error("gone"));
    const settled = await answers;
    expect(settled).toHaveLength(50);
    for (const each of settled)
      expect(each).toMatchObject({ status: "rejected", reason: { message: "gone" } });
    expect(begun).toBe(8);
  });
});
