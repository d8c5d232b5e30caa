import type { Code } from "../../model/code.ts";
import type { Clocks } from "../../model/dates.ts";
import type { ListedEntity, OrderKey } from "../../model/filters.ts";
import { planOf } from "../../query/plan.ts";
import type { Statement } from "../graph.ts";
import { listFromReplica } from "../replica/list.ts";
import { Compilation } from "../where/compilation.ts";
import { sortValueOf } from "../where/expressions.ts";
import { codesBetween, keysetOf, type PageRequest } from "./keyset.ts";
import { type ListRequest, noTotals } from "./list-request.ts";
import { patientsIn, readPatients } from "./patients.ts";
import type { Listing } from "./selection.ts";

export interface ListRow<N> {
  readonly parent: Code;
  readonly page: readonly N[];
  /** The sort values of a row of the page, for its cursor. */
  readonly keysOf: (index: number) => readonly unknown[];
  /** How many there are in all, and the registered patients of those that are practices. */
  readonly total: number;
  readonly patients: number | null;
}

type ListParams = Clocks & { readonly parents: readonly Code[] } & Readonly<Record<string, unknown>>;
export interface BoundList<N> {
  readonly statement: Statement<ListParams, ListRow<N>>;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * The statement that answers a list: a page, totals, or both, grouped a parent a row.
 * @throws BadUserInput, QueryTooComplex for a `where` that cannot be compiled
 */
export function listStatement<N>(listing: Listing<N>, request: ListRequest): BoundList<N> {
  const { entity, link, page } = request;
  const compilation = new Compilation();
  // Where a page is in the order of codes and nothing is counted, no more need be looked at than it shows.
  const inOrder =
    page && !request.totals && request.order.length === 0 ? codesBetween(page, compilation) : "";
  const selection = listing.select(link, request.where, compilation, inOrder);
  const order = [...request.order, { field: listing.tieBreak, descending: false }];
  const rows = page ? pageOf(listing, request, page, order, compilation) : [`RETURN ${totals(entity)}`];
  return {
    statement: {
      name: `list ${link ? `${link.from}.${link.name}` : entity}`,
      filter: { entity, condition: planOf(entity, request.where) },
      cypher: [
        "UNWIND $parents AS parent",
        `CALL (parent) { ${selection}`,
        ...rows,
        "}",
        `RETURN ${["parent", ...(request.totals ? ["total", "patients"] : []), ...(page ? ["page"] : [])].join(", ")}`,
      ].join("\n"),
      *fromReplica(replica, params) {
        const lists = yield* listFromReplica({ ...params, replica }, request, order, params.parents);
        return lists.map((found) => ({ ...found, page: found.page.map(listing.show) }));
      },
      row: (raw) => {
        const rows = page ? (raw.page as unknown[][]) : [];
        return {
          parent: raw.parent as Code,
          ...(request.totals
            ? { total: Number(raw.total), patients: readPatients(raw.patients, raw.total) }
            : noTotals),
          page: rows.map(listing.read),
          keysOf: (index) => rows[index]?.slice(-order.length) ?? [],
        };
      },
    },
    params: compilation.params,
  };
}

const totals = (entity: ListedEntity): string =>
  `count(*) AS total, ${entity === "Practice" ? patientsIn("d.listSize") : "0"} AS patients`;

/**
 * From the selection to the page, or to the page and the totals of all that was selected. Neo4j counts the memory of a
 * row for all that the row holds while it is sorted: beside a list of all rows, a page of many would take more than
 * there is. So where both are asked, all rows are sorted, then counted, and cut to the page.
 */
function pageOf<N>(
  listing: Listing<N>,
  { entity, totals: counted }: ListRequest,
  page: PageRequest,
  order: readonly OrderKey[],
  compilation: Compilation,
): string[] {
  const { keys, condition, size, ...sorted } = keysetOf(page, order, compilation);
  const values = order.map(({ field }, index) => `${sortValueOf(entity, field, "o", "d")} AS ${keys[index]}`);
  const row = [...listing.held, ...keys];
  const withValues = `WITH ${[...listing.held, ...values].join(", ")}`;
  const columns = `RETURN collect([${[listing.columns, ...keys].join(", ")}]) AS page`;
  if (!counted) {
    return [
      withValues,
      ...(condition === "" ? [] : [`WHERE ${condition}`]),
      `WITH ${row.join(", ")} ORDER BY ${sorted.order} LIMIT ${size}`,
      columns,
    ];
  }
  const kept = `[${row.join(", ")}]`;
  return [
    withValues,
    `WITH ${row.join(", ")} ORDER BY ${sorted.order}`,
    `WITH ${totals(entity)}, collect(${condition === "" ? kept : `CASE WHEN ${condition} THEN ${kept} END`}) AS rows`,
    `WITH total, patients, rows[..${size}] AS rows`,
    `CALL (rows) { UNWIND rows AS row`,
    `WITH ${row.map((name, index) => `row[${index}] AS ${name}`).join(", ")}`,
    columns,
    "}",
    "RETURN total, patients, page",
  ];
}
