import type { Graph } from "../graph/graph.ts";
import { type DatasetRow, datasetProperties, statedCoverage } from "../graph/statements/dataset.ts";
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
 * Reads the state that a graph is in, before anything is read of it, so that all of a request is of one state. What its
 * sources cover is read again only where the revision is another.
 */
export class GraphStates {
  readonly #defaultAsOf: IsoDate | undefined;
  #covered: { readonly state: string; readonly coverage: readonly Coverage[] } | undefined;

  /** @param defaultAsOf the day of questions that name none, where it is not the dataset's reference date */
  constructor(defaultAsOf: IsoDate | undefined) {
    this.#defaultAsOf = defaultAsOf;
  }

  /** Of a graph that cannot be reached nothing is known, which the fields of the request will say. */
  async read(graph: Pick<Graph, "read">): Promise<GraphState> {
    const stated = await this.#stated(graph).catch((error: unknown) => {
      if (error instanceof Unavailable) return undefined;
      throw error;
    });
    const { dataset, coverage = [] } = stated ?? {};
    return {
      now: dataset?.recordedAt ?? undefined,
      revision: dataset?.revision ?? null,
      graphId: dataset?.graphId ?? null,
      coverage,
      synthetic: dataset?.synthetic,
      defaultAsOf: this.#defaultAsOf ?? dataset?.referenceDate ?? defaultReferenceDate,
    };
  }

  async #stated(graph: Pick<Graph, "read">) {
    const [dataset] = await graph.read(datasetProperties, {});
    return dataset && { dataset, coverage: await this.#coverage(graph, dataset) };
  }

  async #coverage(graph: Pick<Graph, "read">, { graphId, revision }: DatasetRow) {
    const state = `${graphId} ${revision}`;
    if (this.#covered?.state === state) return this.#covered.coverage;
    const [coverage = []] = await graph.read(statedCoverage, {});
    this.#covered = { state, coverage };
    return coverage;
  }
}
