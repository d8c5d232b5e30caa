import type { Graph, ReadOptions, StatementEvent, StatementObserver } from "../../graph/graph.ts";

/** A statement that ran, or one that failed, of which there are no rows. */
export type WatchedStatement = StatementEvent & { readonly failed?: true };

/** A graph that tells of each of its statements, beside whom its askers have told. */
export function watchedGraph(graph: Graph, watch: (statement: WatchedStatement) => void): Graph {
  const watching = <O extends Pick<ReadOptions, "observe">>(options: O): O => ({
    ...options,
    observe: both(watch, options.observe),
  });
  const failing = async <T>(name: string, asked: Promise<T>): Promise<T> => {
    const started = performance.now();
    try {
      return await asked;
    } catch (error) {
      watch({ name, milliseconds: performance.now() - started, rows: 0, failed: true });
      throw error;
    }
  };
  return {
    engine: graph.engine,
    missing: graph.missing ?? null,
    read: (statement, params, options = {}) =>
      failing(statement.name, graph.read(statement, params, watching(options))),
    ask: (plan, at, options = {}) => failing(plan.name, graph.ask(plan, at, watching(options))),
    findByText: (queries, options = {}) =>
      failing("find by text", graph.findByText(queries, watching(options))),
    write: (work, options = {}) => graph.write(work, watching(options)),
    checkHealth: () => graph.checkHealth(),
    close: () => graph.close(),
  };
}

function both(one: StatementObserver, other: StatementObserver | undefined): StatementObserver {
  if (other === undefined) return one;
  return (event) => {
    one(event);
    other(event);
  };
}
