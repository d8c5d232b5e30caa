import type { Graph } from "../graph/graph.ts";
import { datasetProperties } from "../graph/statements/dataset.ts";
import type { Coverage } from "../model/coverage.ts";
import type { Instant, IsoDate } from "../model/dates.ts";
import { Unavailable } from "../model/errors.ts";
import { defaultReferenceDate } from "./readiness.ts";

/** A state of the graph, as requests read it. */
export interface GraphState {
  /** When the graph was last added to; undefined while that is not known. */
  readonly now: Instant | undefined;
  /** Null while it is not known. */
  readonly revision: number | null;
  /** Null while it is not known. */
  readonly graphId: string | null;
  /** The day of questions that name none. */
  readonly defaultAsOf: IsoDate;
  /** What its sources state that they cover; nothing while it is not known. */
  readonly coverage: readonly Coverage[];
  /** Whether it holds anything made up; undefined while that is not known. */
  readonly synthetic: boolean | undefined;
}

/**
 * The state that a graph is in, asked before anything is read of it, so that all of a request is of one state. Of a graph
 * that cannot be reached nothing is known, which the fields of the request will say.
 * @param defaultAsOf the day of questions that name none, where it is not the dataset's reference date
 */
export async function readGraphState(graph: Graph, defaultAsOf: IsoDate | undefined): Promise<GraphState> {
  const [dataset] = await graph.read(datasetProperties, {}).catch((error: unknown) => {
    if (error instanceof Unavailable) return [];
    throw error;
  });
  return {
    now: dataset?.recordedAt ?? undefined,
    revision: dataset?.revision ?? null,
    graphId: dataset?.graphId ?? null,
    coverage: dataset?.coverage ?? [],
    synthetic: dataset?.synthetic,
    defaultAsOf: defaultAsOf ?? dataset?.referenceDate ?? defaultReferenceDate,
  };
}
