import type { ListedEntity } from "../../model/filters.ts";
import { type ListPlan, type ListRow, noTotals, type PageRequest } from "../../query/plan.ts";
import { patientsIn, readPatients, trustWithCountOf } from "../statements/patients.ts";
import { readCode } from "../statements/read-code.ts";
import { readTally, tallyColumns, tallyIn } from "../statements/rests-on.ts";
import { Compilation } from "./compilation.ts";
import { sortValueOf } from "./expressions.ts";
import { codesBetween, keysetOf } from "./keyset.ts";
import type { Printed } from "./printed.ts";
import type { RowSource } from "./row-source.ts";

/**
 * The statement that answers a list: a page, totals, or both, grouped a parent a row.
 * @throws QueryTooComplex for a condition whose text would take too long to plan
 */
export function printList<Listed>(source: RowSource<Listed>, plan: ListPlan): Printed<ListRow<Listed>> {
  const { entity, link, page, order } = plan;
  const compilation = new Compilation();
  // Where a page is in the order of codes and nothing is counted, no more need be looked at than it shows.
  const inOrder = page && !plan.totals && order.length === 1 ? codesBetween(page, compilation) : "";
  const selection = source.select(link, plan.condition, compilation, inOrder);
  const ordered = inOrder !== "" && selection.includes(inOrder);
  const rows = page ? pageOf(source, plan, page, compilation, ordered) : [`RETURN ${totals(entity)}`];
  return {
    cypher: [
      "UNWIND $parents AS parent",
      `CALL (parent) { ${selection}`,
      ...rows,
      "}",
      `RETURN ${["parent", ...(plan.totals ? totalsColumns : []), ...(page ? ["page"] : [])].join(", ")}`,
    ].join("\n"),
    row: (raw) => {
      const rows = page ? (raw.page as unknown[][]) : [];
      return {
        parent: readCode(raw.parent),
        ...(plan.totals
          ? {
              total: Number(raw.total),
              patients: readPatients(raw.patients, raw.total),
              tally: readTally(raw),
            }
          : noTotals),
        page: rows.map(source.read),
        keysOf: (index) => rows[index]?.slice(-order.length) ?? [],
      };
    },
    params: { ...compilation.params, parents: plan.parents },
  };
}

/**
 * The text of a code or of a fact's id, as no index orders it: otherwise Neo4j plans every subquery of the condition a
 * second time, for rows in the order of an index that it does not go through.
 */
const unindexed = (value: string): string => `toString(${value})`;

const totalsColumns = ["total", "patients", ...tallyColumns];
const totals = (entity: ListedEntity): string =>
  entity === "Practice"
    ? `count(*) AS total, ${patientsIn("d.listSize")} AS patients, ${tallyIn(trustWithCountOf("d"))}`
    : `count(*) AS total, 0 AS patients, ${tallyIn("d.confidence")}`;

/**
 * From the selection to the page, or to the page and the totals of all that was selected. Neo4j counts the memory of a
 * row for all that the row holds while it is sorted: beside a list of all rows, a page of many would take more than
 * there is. So where both are asked, all rows are sorted, then counted, and cut to the page.
 * @param ordered whether the selection goes through an index in the order of the page
 */
function pageOf(
  source: RowSource<unknown>,
  { entity, order, totals: counted }: ListPlan,
  page: PageRequest,
  compilation: Compilation,
  ordered: boolean,
): string[] {
  const { keys, condition, size, ...sorted } = keysetOf(page, order, compilation);
  const values = order.map(({ field }, index) => {
    const value = sortValueOf(entity, field, "o", "d");
    const isLast = index === order.length - 1;
    return `${isLast && !ordered ? unindexed(value) : value} AS ${keys[index]}`;
  });
  const row = [...source.held, ...keys];
  const withValues = `WITH ${[...source.held, ...values].join(", ")}`;
  const read = `[${[source.projection, ...keys].join(", ")}]`;
  const columns = `RETURN collect(${read}) AS page`;
  if (!counted) {
    return [
      withValues,
      ...(condition === "" ? [] : [`WHERE ${condition}`]),
      `WITH ${row.join(", ")} ORDER BY ${sorted.order} LIMIT ${size}`,
      columns,
    ];
  }
  // Out of a list of what fits a condition, the embedded engine takes a relationship for the node of the same number.
  const isRead = entity === "Delegation";
  const kept = isRead ? read : `[${row.join(", ")}]`;
  const cut = [
    withValues,
    `WITH ${row.join(", ")} ORDER BY ${sorted.order}`,
    `WITH ${totals(entity)}, collect(${condition === "" ? kept : `CASE WHEN ${condition} THEN ${kept} END`}) AS rows`,
  ];
  if (isRead) return [...cut, `RETURN ${totalsColumns.join(", ")}, rows[..${size}] AS page`];
  return [
    ...cut,
    `WITH ${totalsColumns.join(", ")}, rows[..${size}] AS rows`,
    `CALL (rows) { UNWIND rows AS row`,
    `WITH ${row.map((name, index) => `row[${index}] AS ${name}`).join(", ")}`,
    columns,
    "}",
    `RETURN ${totalsColumns.join(", ")}, page`,
  ];
}
