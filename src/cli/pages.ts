import { ask, askGraphql } from "./ask.ts";
import type { CommandContext } from "./command-context.ts";
import type { ProgressBar } from "./progress.ts";

/** A page as the program's documents ask for it. */
interface ListedPage<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Node[];
}
/** The first page, with the totals of the list. */
export interface Connection<Node> extends ListedPage<Node> {
  readonly totalCount: number;
  readonly totalPatients?: number | null;
}

/** Rows a page: few enough that each is answered well within the time limit of a statement. */
const pageSize = 500;

/**
 * Reads a whole list page by page, all pages as the graph was believed when the first was read.
 * @param document takes $first, $after and $knownAt, and asks for one connection as `list`, with its totals
 * where $counted: to count is as much work as to list
 */
export async function listAll<Node>(
  context: CommandContext,
  document: string,
  variables: Readonly<Record<string, unknown>>,
  { onProgress, stop }: ProgressBar,
): Promise<{ readonly first: Connection<Node>; readonly rows: AsyncGenerator<Node> }> {
  const given = {
    ...variables,
    first: pageSize,
    knownAt: variables.knownAt ?? (await latestInstant(context)),
  };
  const page = async <List extends ListedPage<Node>>(after: string | null): Promise<List> =>
    (await ask<{ list: List }>(context, document, { ...given, after, counted: after === null })).list;
  const first = await page<Connection<Node>>(null);
  async function* rows() {
    let done = 0;
    try {
      for (let list: ListedPage<Node> = first; ; list = await page(list.pageInfo.endCursor)) {
        yield* list.nodes;
        done += list.nodes.length;
        if (!list.pageInfo.hasNextPage) return;
        onProgress(done, first.totalCount);
      }
    } finally {
      stop();
    }
  }
  return { first, rows: rows() };
}

/** When the graph last learned something: what is recorded while pages are read is in none of them. */
async function latestInstant(context: CommandContext): Promise<unknown> {
  const { extensions } = await askGraphql(context, { document: "{ __typename }" });
  return (extensions?.dataset as { knownAt?: unknown } | undefined)?.knownAt;
}
