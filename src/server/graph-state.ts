import type { Graph } from "../graph/graph.ts";
import { datasetProperties } from "../graph/statements/dataset.ts";
import type { Instant, IsoDate } from "../model/dates.ts";
import { Unavailable } from "../model/errors.ts";
import { usualReferenceDate } from "./readiness.ts";

/** A state of the graph, as requests read it. */
export interface GraphState {
  /** When the graph was last added to; undefined while that is not known. */
  readonly now: Instant | undefined;
  /** Null while it is not known. */
  readonly revision: number | null;
  /** The day of questions that name none. */
  readonly defaultAsOf: IsoDate;
}

/** The state that a request begins on, and the one that the graph was in when it began. */
export interface StateAtStart {
  readonly begun: GraphState;
  readonly present: Promise<GraphState>;
}

/**
 * Asks a graph for its state at every request. The request begins meanwhile on what the last one was told, because the
 * graph changes seldom, and asks before it answers whether that was right (`confirm` of its context).
 * @param defaultAsOf the day of questions that name none, where it is not the dataset's reference date
 * @param readFirst whether the graph is asked for it once what the request reads is on its way: not where a replica
 *   answers, which has nothing to wait for but this
 */
export function graphStates(
  defaultAsOf: IsoDate | undefined,
  readFirst: boolean,
): (graph: Graph) => Promise<StateAtStart> {
  let last: GraphState | undefined;
  return async (graph) => {
    const begun = last;
    const present =
      begun && readFirst ? soon().then(() => stateOf(graph, defaultAsOf)) : stateOf(graph, defaultAsOf);
    present.then(
      (state) => {
        last = state.revision === null ? undefined : state;
      },
      // Whoever waits for it hears of it; a request that ends before does not.
      () => {
        last = undefined;
      },
    );
    return { begun: begun ?? (await present), present };
  };
}

/** Once a request has come to its first statements. */
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Of a graph that cannot be reached nothing is known, which the fields of the request will say. */
async function stateOf(graph: Graph, defaultAsOf: IsoDate | undefined): Promise<GraphState> {
  const [dataset] = await graph.read(datasetProperties, {}).catch((error: unknown) => {
    if (error instanceof Unavailable) return [];
    throw error;
  });
  return {
    now: dataset?.recordedAt ?? undefined,
    revision: dataset?.revision ?? null,
    defaultAsOf: defaultAsOf ?? dataset?.referenceDate ?? usualReferenceDate,
  };
}
