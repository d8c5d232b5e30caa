import { useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { sortedBy } from "../../app/address.ts";
import { useLinkTo } from "../../app/clocks.ts";
import { type PagedQuery, usePages } from "../../graphql/use-pages.ts";
import { Failure } from "../../parts/failure.tsx";
import type { ShownColumn } from "../../parts/table-row.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import { FoundCell, isFoundOrganisation } from "./cells.tsx";
import { type ColumnPath, columnTitle, type FoundRow, valuesAt } from "./columns.ts";
import type { FindChoice } from "./find-choice.ts";
import type { FindQuestion, FoundData, FoundPage } from "./find-query.ts";

interface FoundTableProps {
  readonly caption: string;
  readonly first: FoundPage;
  readonly total: number;
  readonly question: FindQuestion;
  readonly paged: PagedQuery<FoundData, FindQuestion, FoundRow>;
  readonly columns: readonly ColumnPath[];
  /** Whether a column shows states, such as NO_CLEAR_PLANS. */
  readonly isState: (path: ColumnPath) => boolean;
  /** By what the API sorts, such as LIST_SIZE. */
  readonly orders: readonly string[];
  readonly choice: FindChoice;
}

/** The rows that fit, as they are scrolled to; a heading that the API sorts by sorts. */
export function FoundTable(props: FoundTableProps) {
  const { caption, first, total, question, paged, columns, isState, orders, choice } = props;
  const search = useSearch();
  const [path, navigate] = useLocation();
  const linkTo = useLinkTo();
  const { rows, onSight, next } = usePages(first, question, paged);
  const shown = useMemo(
    () =>
      columns.map((column) =>
        shownColumn(column, {
          ...{ orders, rows: first.nodes, isState: isState(column) },
          linkOf: (code) => linkTo(`/organisations/${encodeURIComponent(code)}`),
        }),
      ),
    [columns, isState, orders, first, linkTo],
  );
  if (total === 0) return <p>Nothing fits. Take away a condition, or choose another day.</p>;
  return (
    <>
      <VirtualTable
        caption={caption}
        columns={shown}
        rows={rows}
        rowKey={(row) => String(row.code ?? JSON.stringify(row))}
        order={
          choice.sort === null
            ? undefined
            : { key: choice.sort, direction: choice.direction === "ASC" ? "ascending" : "descending" }
        }
        onOrder={(key) =>
          navigate(`${path}?${sortedBy(search, key, choice.sort === key && choice.direction === "ASC")}`)
        }
        total={total}
        onSight={onSight}
        question={JSON.stringify([question, columns])}
      />
      {next.error && <Failure error={next.error} onRetry={next.retry} />}
    </>
  );
}

interface ShownIn {
  readonly orders: readonly string[];
  readonly rows: readonly FoundRow[];
  readonly isState: boolean;
  readonly linkOf: (code: string) => string;
}

/** A column that the API sorts by has the name that it sorts by. */
function shownColumn(path: ColumnPath, { orders, rows, isState, linkOf }: ShownIn): ShownColumn<FoundRow> {
  const order =
    path.length === 1 ? (path[0] ?? "").replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase() : "";
  const sorts = orders.includes(order);
  const numeric = rows.some((row) => valuesAt(row, path).some((value) => typeof value === "number"));
  const isLong = rows.slice(0, 50).some((row) => lengthOf(valuesAt(row, path)) > 14);
  return {
    key: sorts ? order : path.join("."),
    title: columnTitle(path),
    width: isLong ? 15 : 8.5,
    numeric,
    sorts,
    cell: (row) => <FoundCell row={row} path={path} isState={isState} linkOf={linkOf} />,
  };
}

/** Of a cell's text, roughly. */
const lengthOf = (values: readonly unknown[]): number =>
  values.reduce<number>(
    (sum, value) => sum + (isFoundOrganisation(value) ? value.name : String(value)).length,
    0,
  );
