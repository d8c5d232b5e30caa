import { afterAll } from "vitest";
import { readSettings, type Settings } from "../../src/server/settings.ts";
import { type RunningServer, startServer } from "../../src/server/start-server.ts";
import { demonstrationFile } from "../demonstration.ts";
import { tinyApplication } from "./tiny-application.ts";

/** Settings of a test: a free port, a graph in memory, no log. */
export function testSettings(env: Record<string, string> = {}): Settings {
  return readSettings({ PORT: "0", GRAPH_FILE: ":memory:", LOG_LEVEL: "silent", ...env });
}

/** The same on the demonstration graph, in a file of its own. */
export function demonstrationSettings(env: Record<string, string> = {}): Settings {
  return testSettings({ GRAPH_FILE: demonstrationFile(), ...env });
}

/** Starts the tiny application, and stops it when the test file is done. */
export async function serveTiny(env: Record<string, string> = {}): Promise<RunningServer> {
  return stoppedAtEnd(await startServer(testSettings(env), tinyApplication));
}

/** Stops a server when the test file is done. */
export function stoppedAtEnd(server: RunningServer): RunningServer {
  afterAll(() => server.stop());
  return server;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: readonly unknown[];
      readonly extensions: Readonly<Record<string, unknown>>;
    }[];
  };
}

/** Asks over HTTP as a client does. */
export async function ask(
  server: Pick<RunningServer, "url">,
  query: string,
  variables: Record<string, unknown> = {},
  operationName?: string,
): Promise<Answer> {
  return post(server, JSON.stringify({ query, variables, operationName }));
}

export async function post(
  server: Pick<RunningServer, "url">,
  body: string,
  headers: Record<string, string> = {
    "content-type": "application/json",
    accept: "application/graphql-response+json",
  },
): Promise<Answer> {
  const response = await fetch(`${server.url}/graphql`, { method: "POST", body, headers });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer["body"],
  };
}
