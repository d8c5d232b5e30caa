import type { OrderKey } from "../../model/filters.ts";
import type { PageRequest } from "../../query/plan.ts";
import type { Compilation } from "./compilation.ts";

/** The parts of a keyset in Cypher. Missing values come last. */
export interface Keyset {
  /** The names of the sort values, which a line before has worked out. */
  readonly keys: readonly string[];
  /** The condition on a row of the page, beside the page's size; "" where every row may be in it. */
  readonly condition: string;
  readonly order: string;
  /** The parameter that holds how many rows the page may have. */
  readonly size: string;
}

export function keysetOf(page: PageRequest, order: readonly OrderKey[], compilation: Compilation): Keyset {
  const keys = order.map(({ descending }, index) => ({ key: `key${index}`, descending }));
  const bounds = [
    page.after && beyondAll(keys, page.after, "after", compilation),
    page.before && beyondAll(keys, page.before, "before", compilation),
  ].filter(Boolean);
  const sorts = keys.flatMap(({ key, descending }, index) => {
    const sort = `${key}${descending !== page.backwards ? " DESC" : ""}`;
    // What decides between equals is never missing, and without more to sort by an index gives its order.
    return index === keys.length - 1 ? [sort] : [`${key} IS NULL${page.backwards ? " DESC" : ""}`, sort];
  });
  return {
    keys: keys.map(({ key }) => key),
    condition: bounds.join(" AND "),
    order: sorts.join(", "),
    size: compilation.parameter(page.size),
  };
}

/** The condition on the codes of a page in their order, by which an engine starts at an index and stops early. */
export function codesBetween({ after, before }: PageRequest, compilation: Compilation): string {
  const end = before ? [`o.code < ${compilation.parameter(before[0])}`] : [];
  return [`o.code > ${after ? compilation.parameter(after[0]) : '""'}`, ...end].join(" AND ");
}

interface SortKey {
  readonly key: string;
  readonly descending: boolean;
}
type Side = "after" | "before";

/** Rows on one side of a row: equal in the first keys, and beyond it in the next. */
function beyondAll(
  keys: readonly SortKey[],
  values: readonly unknown[],
  side: Side,
  compilation: Compilation,
): string {
  const alternatives = keys.map((key, index) => {
    const equal = keys.slice(0, index).map((earlier, at) => sameValue(earlier.key, values[at], compilation));
    return [...equal, beyond(key, values[index], side, compilation)].join(" AND ");
  });
  return `(${alternatives.map((alternative) => `(${alternative})`).join(" OR ")})`;
}

function sameValue(key: string, value: unknown, compilation: Compilation): string {
  return value === null ? `${key} IS NULL` : `${key} = ${compilation.parameter(value)}`;
}

function beyond({ key, descending }: SortKey, value: unknown, side: Side, compilation: Compilation): string {
  if (value === null) return side === "after" ? "false" : `${key} IS NOT NULL`;
  const further = `${key} ${descending === (side === "after") ? "<" : ">"} ${compilation.parameter(value)}`;
  return side === "after" ? `(${further} OR ${key} IS NULL)` : further;
}
