import type { WatchedStatement } from "./watched-graph.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What became known of it while it was answered. */
    asked: Asked;
  }
}

/** What is told of a request to the log, to the metrics and to a trace. */
export interface Asked {
  operation?: AskedOperation;
  trace?: RequestTrace | undefined;
}

export interface AskedOperation {
  /** As its document names it, which is a stranger's text; null for none, and where there is no such operation. */
  readonly name: string | null;
  /** Undefined where the document has no such operation, or is none. */
  readonly type: "query" | "mutation" | "subscription" | undefined;
  /** SHA-256 of the document. */
  readonly hash: string | undefined;
  /** "OK", or the code of the first error. */
  readonly code: string;
  readonly milliseconds: number;
}

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
