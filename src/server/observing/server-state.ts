import type { Graph } from "../../graph/graph.ts";
import { datasetProperties } from "../../graph/statements/dataset.ts";
import type { SnapshotGraph } from "../../snapshot/snapshot-graph.ts";
import type { Admission } from "../admission.ts";
import type { Draining } from "../draining.ts";
import { whyUnhealthy } from "../health-routes.ts";
import type { Readiness } from "../readiness.ts";
import type { Settings } from "../settings.ts";

/** What a server is in at a moment. */
export interface ServerState {
  readonly ready: boolean;
  readonly engine: string;
  /** Null while it is not known. */
  readonly revision: number | null;
  /** Null where there is none. */
  readonly snapshot: { readonly revision: number; readonly facts: number } | null;
  readonly behindAllowedMs: number;
  readonly lanes: Readonly<
    Record<"requests" | "heavy", { readonly within: number; readonly waiting: number }>
  >;
}

export interface StateSource {
  readonly graph: Graph;
  readonly snapshot: SnapshotGraph | null;
  readonly readiness: Readiness;
  readonly draining: Draining;
  readonly admission: Admission;
  readonly settings: Settings;
}

/** A scrape does not wait for longer. */
const timeLimitMs = 2_000;

/** Asks for the state of a server, in as much time as `/readyz` takes at most. */
export async function serverState(source: StateSource): Promise<ServerState> {
  const { graph, snapshot, readiness, draining, admission, settings } = source;
  const open = readiness.notReady() === undefined;
  const [unhealthy, revision] = await Promise.all([
    open ? whyUnhealthy({ graph, settings }).catch(String) : "it is not open",
    open ? revisionOf(graph) : null,
  ]);
  return {
    ready: unhealthy === undefined && draining.reason() === undefined,
    engine: graph.engine,
    revision,
    snapshot: snapshot?.snapshot() ?? null,
    behindAllowedMs: settings.graph.kind === "neo4j" ? settings.snapshotMaxStalenessMs : 0,
    lanes: { requests: admission.requests.count(), heavy: admission.heavy.count() },
  };
}

async function revisionOf(graph: Graph): Promise<number | null> {
  const rows = await graph.read(datasetProperties, {}, { timeLimitMs }).catch(() => []);
  return rows[0]?.revision ?? null;
}
