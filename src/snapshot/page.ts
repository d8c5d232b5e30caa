import type { Work } from "../graph/work.ts";
import type { OrderKey } from "../model/filters.ts";
import type { PageRequest } from "../query/plan.ts";
import type { Value } from "../vocabulary/computed-field.ts";

/** Rows with their sort values. */
export interface Sorted<R> {
  readonly row: R;
  readonly keys: readonly Value[];
}

/** How many rows are sorted in one step. */
const sortedInStep = 1_024;

/** The keyset in memory: rows between the sort values given, in order, as many as asked. */
export function* pageAmong<R>(
  rows: readonly Sorted<R>[],
  order: readonly OrderKey[],
  { after, before, size, backwards }: PageRequest,
): Work<readonly Sorted<R>[]> {
  const compare = (a: readonly unknown[], b: readonly unknown[]) => compareKeys(order, a, b);
  const sign = backwards ? -1 : 1;
  let page: Sorted<R>[] = [];
  for (let start = 0; start < rows.length; start += sortedInStep) {
    // Of the rows of a step only those can come onto the page that come before its last one.
    const last = page.length < size ? undefined : page.at(-1);
    const better = rows
      .slice(start, start + sortedInStep)
      .filter(
        ({ keys }) =>
          (!after || compare(keys, after) > 0) &&
          (!before || compare(keys, before) < 0) &&
          (!last || sign * compare(keys, last.keys) < 0),
      );
    if (better.length > 0)
      page = [...page, ...better].sort((a, b) => sign * compare(a.keys, b.keys)).slice(0, size);
    yield;
  }
  return page;
}

/** By key after key, missing values last either way. */
function compareKeys(order: readonly OrderKey[], a: readonly unknown[], b: readonly unknown[]): number {
  for (const [index, { descending }] of order.entries()) {
    const [left, right] = [a[index] as string | null, b[index] as string | null];
    if (left === right) continue;
    if (left === null || right === null) return left === null ? 1 : -1;
    return left < right === descending ? 1 : -1;
  }
  return 0;
}
