import { Forbidden } from "../model/errors.ts";
import { type Graph, writtenBy } from "./graph.ts";

/** A graph of which nothing may be changed. */
export const readOnlyGraph = (graph: Graph): Graph =>
  writtenBy(graph, async () => {
    throw writesNothing();
  });

export const writesNothing = (): Forbidden =>
  new Forbidden(
    "Nothing was written: this graph is only read here (GRAPH_READ_ONLY=1). Change it where it is kept, without that setting.",
  );
