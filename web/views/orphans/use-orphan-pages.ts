import { useCallback, useEffect, useMemo, useState } from "react";
import { useViewQuery, type ViewQuery } from "../../graphql/use-view-query.ts";
import { moreOrphansQuery, type OrphanPage, type OrphanRow, type OrphansQuestion } from "./orphans-query.ts";

interface OrphanPages {
  /** The rows at hand, from the first on. */
  readonly rows: readonly OrphanRow[];
  /** Says how far the list is looked at; rows up to there are asked for, a page after the other. */
  readonly onSight: (lastIndex: number) => void;
  /** How the request for the next page goes. */
  readonly next: Pick<ViewQuery<unknown, unknown>, "error" | "retry">;
}

interface Loaded {
  readonly question: string;
  readonly pages: readonly OrphanPage[];
  readonly wanted: number;
}

/** The practices of a question, as many as were looked at: the view's first request brings the first of them. */
export function useOrphanPages(first: OrphanPage, question: OrphansQuestion): OrphanPages {
  const key = JSON.stringify(question);
  const [held, setHeld] = useState<Loaded>({ question: key, pages: [], wanted: 0 });
  const { pages, wanted } = held.question === key ? held : { pages: [], wanted: 0 };
  const rows = useMemo(() => [first, ...pages].flatMap(({ nodes }) => nodes), [first, pages]);
  const { endCursor, hasNextPage } = (pages.at(-1) ?? first).pageInfo;
  const variables = useMemo(() => ({ ...question, after: endCursor }), [question, endCursor]);
  const next = useViewQuery(moreOrphansQuery, variables, { pause: !hasNextPage || wanted < rows.length });
  const page = next.answered === undefined ? undefined : next.data?.orphanedPractices;
  const isNext = hasNextPage && JSON.stringify(next.answered) === JSON.stringify(variables);
  useEffect(() => {
    if (page && isNext) setHeld({ question: key, pages: [...pages, page], wanted });
  }, [page, isNext, key, pages, wanted]);
  const onSight = useCallback(
    (lastIndex: number) =>
      setHeld((before) =>
        before.question === key
          ? { ...before, wanted: lastIndex }
          : { question: key, pages: [], wanted: lastIndex },
      ),
    [key],
  );
  return { rows, onSight, next };
}
