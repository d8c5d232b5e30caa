import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { LimitedBy } from "../rate-limits.ts";
import type { AskedOperation } from "./asked.ts";
import { boundedNames } from "./bounded-names.ts";
import type { ServerState } from "./server-state.ts";
import type { WatchedStatement } from "./watched-graph.ts";

/** A request to any route that was answered. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route's pattern; undefined where none is there. */
  readonly route: string | undefined;
  readonly status: number;
  readonly milliseconds: number;
}

/** What is counted of a server while it runs. */
export interface Metrics {
  request(request: AnsweredRequest): void;
  operation(operation: AskedOperation): void;
  statement(statement: WatchedStatement): void;
  rateLimited(by: LimitedBy): void;
  /** All of it in the text format of Prometheus, with the state that the server is in now. */
  text(): Promise<{ readonly contentType: string; readonly body: string }>;
}

/** Seconds, from an answer out of memory to the deadline of a request. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

/** Explorer and examples together name some sixty operations. */
const operationBounds = { names: 100, length: 64, times: 10 } as const;

/** Names of statements are ours; but some name the kinds that were asked for, in any combination. */
const statementBounds = { names: 200, length: 120, times: 1 } as const;

export function createMetrics(state: () => Promise<ServerState | undefined>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const requests = requestMetrics(registers);
  const operations = operationMetrics(registers);
  const statements = statementMetrics(registers);
  const rateLimited = new Counter({
    name: "commissioning_rate_limited_total",
    help: "Requests that were refused as their client asked for too much in a minute, by what it is known by.",
    labelNames: ["by"],
    registers,
  });
  const setState = stateMetrics(registers);
  return {
    request: requests,
    operation: operations,
    statement: statements,
    rateLimited: (by) => rateLimited.inc({ by }),
    async text() {
      const now = await state();
      if (now) setState(now);
      return { contentType: registry.contentType, body: await registry.metrics() };
    },
  };
}

function requestMetrics(registers: Registry[]): Metrics["request"] {
  const total = new Counter({
    name: "commissioning_http_requests_total",
    help: "HTTP requests that were answered.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const duration = new Histogram({
    name: "commissioning_http_request_duration_seconds",
    help: "From the arrival of a request to the end of its answer.",
    labelNames: ["route"],
    ...{ buckets, registers },
  });
  return ({ method, route = "none", status, milliseconds }) => {
    total.inc({ method, route, status });
    duration.observe({ route }, milliseconds / 1_000);
  };
}

function operationMetrics(registers: Registry[]): Metrics["operation"] {
  const label = boundedNames(operationBounds);
  const total = new Counter({
    name: "commissioning_graphql_operations_total",
    help: "GraphQL operations by name, type, and OK or the code of the first error. Names beyond the first hundred that came ten times are other.",
    labelNames: ["operation", "type", "code"],
    registers,
  });
  const duration = new Histogram({
    name: "commissioning_graphql_operation_duration_seconds",
    help: "How long an operation took, waiting for its turn included.",
    labelNames: ["operation"],
    ...{ buckets, registers },
  });
  return ({ name, type, code, milliseconds }) => {
    const operation = name === null ? "anonymous" : label(name);
    total.inc({ operation, type: type ?? "none", code });
    duration.observe({ operation }, milliseconds / 1_000);
  };
}

function statementMetrics(registers: Registry[]): Metrics["statement"] {
  const label = boundedNames(statementBounds);
  const labelNames = ["statement", "from"] as const;
  const total = new Counter({
    name: "commissioning_statements_total",
    help: "Statements that were answered, by the engine or from the snapshot in memory.",
    ...{ labelNames, registers },
  });
  const rows = new Counter({
    name: "commissioning_statement_rows_total",
    help: "Rows that statements answered.",
    ...{ labelNames, registers },
  });
  const failures = new Counter({
    name: "commissioning_statement_failures_total",
    help: "Statements that read and failed, or were ended with whoever asked.",
    labelNames: ["statement"],
    registers,
  });
  const duration = new Histogram({
    name: "commissioning_statement_duration_seconds",
    help: "How long a statement took.",
    ...{ labelNames, registers },
    buckets: buckets.filter((bound) => [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10].includes(bound)),
  });
  return ({ name, milliseconds, rows: count, fromSnapshot, failed }) => {
    const statement = label(name);
    if (failed) return failures.inc({ statement });
    const labels = { statement, from: fromSnapshot ? "snapshot" : "engine" };
    total.inc(labels);
    rows.inc(labels, count);
    duration.observe(labels, milliseconds / 1_000);
  };
}

/** Gauges of what a server is in at the moment; what is not known has no sample. */
function stateMetrics(registers: Registry[]): (state: ServerState) => void {
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name: `commissioning_${name}`, help, labelNames, registers });
  const ready = gauge("ready", "1 where the server says that it is ready, else 0.");
  const engine = gauge("engine_info", "Always 1: the engine that keeps the graph.", ["engine"]);
  const revision = gauge("graph_revision", "The revision of the graph.");
  const snapshot = gauge(
    "snapshot_revision",
    "The revision of the snapshot in memory; none where there is none.",
  );
  const facts = gauge("snapshot_facts", "Facts in the snapshot.");
  const behind = gauge(
    "snapshot_behind_revisions",
    "By how many revisions the snapshot is behind the graph.",
  );
  const allowed = gauge(
    "snapshot_max_staleness_seconds",
    "By how much an answer may be behind (SNAPSHOT_MAX_STALENESS_MS).",
  );
  const running = gauge("admission_running", "Requests that are being answered.", ["lane"]);
  const waiting = gauge("admission_waiting", "Requests that wait for their turn.", ["lane"]);
  const optional = (set: Gauge, value: number | null) => {
    if (value === null) set.remove();
    else set.set(value);
  };
  return (state) => {
    ready.set(state.ready ? 1 : 0);
    engine.set({ engine: state.engine }, 1);
    optional(revision, state.revision);
    optional(snapshot, state.snapshot?.revision ?? null);
    optional(facts, state.snapshot?.facts ?? null);
    const known = state.snapshot !== null && state.revision !== null;
    optional(behind, known ? Math.max(0, state.revision - state.snapshot.revision) : null);
    allowed.set(state.behindAllowedMs / 1_000);
    for (const [lane, { within, waiting: queued }] of Object.entries(state.lanes)) {
      running.set({ lane }, within);
      waiting.set({ lane }, queued);
    }
  };
}
