import type { FlowGraph, FlowKind } from "./flow-graph.ts";

interface FlowLegendProps {
  readonly graph: FlowGraph;
  readonly meanings: Partial<Readonly<Record<FlowKind, string>>>;
}

/** What each kind of ribbon that is drawn means. */
export function FlowLegend({ graph, meanings }: FlowLegendProps) {
  const drawn = new Set(graph.links.map(({ kind }) => kind));
  return (
    <ul className="legend" aria-label="Legend">
      {(Object.keys(meanings) as FlowKind[])
        .filter((kind) => drawn.has(kind))
        .map((kind) => (
          <li key={kind}>
            <svg width="28" height="14" aria-hidden="true">
              <path
                className={`flow-ribbon flow-${kind.toLowerCase()}`}
                // A line that is exactly level has no box of its own, and a pattern then has nothing to fill.
                d="M0 7L28 7.01"
                strokeWidth="14"
              />
            </svg>
            {meanings[kind]}
          </li>
        ))}
    </ul>
  );
}
