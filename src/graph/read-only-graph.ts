import { Forbidden } from "../model/errors.ts";
import type { Graph } from "./graph.ts";

/** A graph of which nothing may be changed. */
export function readOnlyGraph(graph: Graph): Graph {
  return {
    engine: graph.engine,
    missing: graph.missing ?? null,
    read: (...given) => graph.read(...given),
    findByText: (...given) => graph.findByText(...given),
    async write() {
      throw writesNothing();
    },
    checkHealth: () => graph.checkHealth(),
    close: () => graph.close(),
  };
}

export const writesNothing = (): Forbidden =>
  new Forbidden(
    "Nothing was written: this graph is only read here (GRAPH_READ_ONLY=1). Change it where it is kept, without that setting.",
  );
