import { type ReactNode, useEffect } from "react";
import type { ViewQuery } from "../graphql/use-view-query.ts";
import { Cite } from "./cite.tsx";
import { Failure } from "./failure.tsx";
import { QueryButton, type ShownQuery } from "./query-button.tsx";
import { Waiting } from "./waiting.tsx";

interface ViewProps<Data> {
  readonly title: string;
  readonly asked: ViewQuery<Data, unknown>;
  readonly query: ShownQuery;
  readonly children: (data: Data) => ReactNode;
}

/** A view: its heading, its query in GraphiQL, and its answer; or that it is on its way, or what went wrong with it. */
export function View<Data>({ title, asked, query, children }: ViewProps<Data>) {
  useEffect(() => {
    document.title = `${title} · commissioning-graph`;
  }, [title]);
  const { data, error, waiting, retry } = asked;
  return (
    <article className="view" aria-busy={waiting}>
      <header className="view-heading">
        <h1>{title}</h1>
        {waiting && data !== undefined && (
          <span className="waiting" role="status">
            Loading…
          </span>
        )}
        <QueryButton {...query} />
      </header>
      {error && <Failure error={error} onRetry={retry} />}
      {data !== undefined && (
        // Figures of the day, or the area, before: at once seen to be old, until the next ones have come.
        <div className={waiting || (error && error.graphQLErrors.length === 0) ? "outdated" : undefined}>
          {children(data)}
        </div>
      )}
      {data === undefined && !error && <Waiting />}
      {data !== undefined && <Cite title={title} revision={asked.revision} />}
    </article>
  );
}
