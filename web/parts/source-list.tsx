import { inCounts } from "./figures.ts";
import type { ShownSource } from "./source-link.tsx";

interface SourceListProps {
  readonly title: string;
  readonly sources: readonly ShownSource[];
  /** What each source was counted for, such as "PCTs". */
  readonly counted: string;
}

/** The sources of figures that were added up, each once, the one most relied on first. */
export function SourceList({ title, sources, counted }: SourceListProps) {
  if (sources.length === 0) return null;
  return (
    <details className="source-list">
      <summary>{title}</summary>
      <ul>
        {counts(sources).map(({ source, count }) => (
          <li key={source.code} className={source.code === "SYNTHETIC" ? "synthetic" : undefined}>
            {source.url ? <a href={source.url}>{source.title}</a> : source.title}. {source.publisher},{" "}
            {source.published}: {inCounts(count)} {counted}.
          </li>
        ))}
      </ul>
    </details>
  );
}

function counts(sources: readonly ShownSource[]): readonly { source: ShownSource; count: number }[] {
  const byCode = new Map<string, { source: ShownSource; count: number }>();
  for (const source of sources) {
    const count = (byCode.get(source.code)?.count ?? 0) + 1;
    byCode.set(source.code, { source, count });
  }
  return [...byCode.values()].sort((a, b) => b.count - a.count);
}
