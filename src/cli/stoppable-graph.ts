import { type Graph, seenThrough, type Transaction } from "../graph/graph.ts";

/** A graph that refuses every statement once the signal is aborted: a write in hand is then undone as a whole. */
export function stoppableGraph(graph: Graph, signal: AbortSignal): Graph {
  const stoppable = (transaction: Transaction): Transaction => ({
    async run(...given) {
      signal.throwIfAborted();
      return transaction.run(...given);
    },
  });
  return {
    engine: graph.engine,
    missing: graph.missing ?? null,
    async read(...given) {
      signal.throwIfAborted();
      return graph.read(...given);
    },
    async ask(...given) {
      signal.throwIfAborted();
      return graph.ask(...given);
    },
    async findByText(...given) {
      signal.throwIfAborted();
      return graph.findByText(...given);
    },
    write: (work, options) =>
      graph.write(
        async (transaction) => {
          const answer = await work(stoppable(transaction));
          signal.throwIfAborted();
          return answer;
        },
        seenThrough(stoppable, options),
      ),
    checkHealth: () => graph.checkHealth(),
    async close() {
      throw new Error("A command does not close the graph: whoever runs it does.");
    },
  };
}
