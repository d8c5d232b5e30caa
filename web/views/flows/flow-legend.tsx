import type { FlowKind } from "./flow-graph.ts";

/** What each kind of ribbon means. */
export function FlowLegend({ meanings }: { readonly meanings: Partial<Readonly<Record<FlowKind, string>>> }) {
  return (
    <ul className="flow-legend" aria-label="Legend">
      {(Object.keys(meanings) as FlowKind[]).map((kind) => (
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
