import type { Graph } from "../graph/graph.ts";

/** A graph that refuses every statement once the signal is aborted: a write in hand is then undone as a whole. */
export function stoppableGraph(graph: Graph, signal: AbortSignal): Graph {
  return {
    engine: graph.engine,
    missing: graph.missing ?? null,
    async read(...given) {
      signal.throwIfAborted();
      return graph.read(...given);
    },
    async findByText(...given) {
      signal.throwIfAborted();
      return graph.findByText(...given);
    },
    write: (work, options) =>
      graph.write(async (transaction) => {
        const answer = await work({
          async run(...given) {
            signal.throwIfAborted();
            return transaction.run(...given);
          },
        });
        signal.throwIfAborted();
        return answer;
      }, options),
    checkHealth: () => graph.checkHealth(),
    async close() {
      throw new Error("A command does not close the graph: whoever runs it does.");
    },
  };
}
