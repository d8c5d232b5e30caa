import { useCallback, useEffect, useMemo, useState } from "react";
import type { TypedDocumentNode } from "urql";
import { useViewQuery, type ViewQuery } from "./use-view-query.ts";

export type Variables = Readonly<Record<string, unknown>>;

/** Some rows of a list, and where the next follow. */
export interface RowPage<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** What a list is asked, but for the place in it. */
export interface PagedQuery<Data, Question extends Variables, Row> {
  readonly document: TypedDocumentNode<Data, Question & { after?: string | null }>;
  readonly pageOf: (data: Data) => RowPage<Row>;
}

interface Pages<Row> {
  /** The rows at hand, from the first on. */
  readonly rows: readonly Row[];
  /** Says how far the list is looked at; rows up to there are asked for, a page after the other. */
  readonly onSight: (lastIndex: number) => void;
  /** How the request for the next page goes. */
  readonly next: Pick<ViewQuery<unknown, unknown>, "error" | "retry">;
}

interface Loaded<Row> {
  readonly question: string;
  readonly pages: readonly RowPage<Row>[];
  readonly wanted: number;
}

/** The rows of a list, as many as were looked at: the view's own request brings the first of them. */
export function usePages<Data, Question extends Variables, Row>(
  first: RowPage<Row>,
  question: Question,
  { document, pageOf }: PagedQuery<Data, Question, Row>,
): Pages<Row> {
  const key = JSON.stringify(question);
  const [loaded, setLoaded] = useState<Loaded<Row>>({ question: key, pages: [], wanted: 0 });
  const { pages, wanted } = loaded.question === key ? loaded : { pages: [], wanted: 0 };
  const rows = useMemo(() => [first, ...pages].flatMap(({ nodes }) => nodes), [first, pages]);
  const { endCursor, hasNextPage } = (pages.at(-1) ?? first).pageInfo;
  const variables = useMemo(() => ({ ...question, after: endCursor }), [question, endCursor]);
  const next = useViewQuery(document, variables, { pause: !hasNextPage || wanted < rows.length });
  const { data, answered } = next;
  const isNext = hasNextPage && JSON.stringify(answered) === JSON.stringify(variables);
  useEffect(() => {
    if (data && isNext) setLoaded({ question: key, pages: [...pages, pageOf(data)], wanted });
  }, [data, isNext, key, pages, pageOf, wanted]);
  const onSight = useCallback(
    (lastIndex: number) =>
      setLoaded((before) => {
        if (before.question !== key) return { question: key, pages: [], wanted: lastIndex };
        return lastIndex > before.wanted ? { ...before, wanted: lastIndex } : before;
      }),
    [key],
  );
  return { rows, onSight, next };
}
