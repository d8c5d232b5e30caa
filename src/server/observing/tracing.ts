import type { AskedOperation } from "./asked-operation.ts";
import type { WatchedStatement } from "./watched-graph.ts";

/** What is known of a request when it comes. */
export interface BegunRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly id: string;
}

/** What is known of it once it is answered. */
export interface EndedRequest {
  readonly route: string | undefined;
  readonly status: number;
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly caller: string | undefined;
}

/** The spans of one request: its own, its operation's within, and its statements' within that. */
export interface RequestTrace {
  beginOperation(): void;
  endOperation(operation: AskedOperation): void;
  statement(statement: WatchedStatement): void;
  end(request: EndedRequest): void;
}

export interface Tracing {
  begin(request: BegunRequest): RequestTrace;
  /** Sends what is left. */
  close(): Promise<void>;
}

/** Loads what sends traces, where there is somewhere to send them. */
export async function openTracing(
  to: string | undefined,
  onFault: (message: string) => void,
): Promise<Tracing | undefined> {
  if (to === undefined) return undefined;
  const { sendTraces } = await import("./send-traces.ts");
  return sendTraces(to, onFault);
}
