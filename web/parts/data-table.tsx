import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef, useState } from "react";
import "./data-table.css";
import { type Direction, type SortValue, sorted } from "./sorted.ts";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** By what its heading sorts; a column without one does not sort. */
  readonly sort?: (row: Row) => SortValue;
  /** Width in rem; the first column takes what is left. */
  readonly width: number;
  readonly numeric?: boolean;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

const rowHeight = 40;

/** A table that sorts by its headings and draws only the rows in sight, so that 8,300 scroll as 50 do. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  const [by, setBy] = useState<{ readonly key: string; readonly direction: Direction }>();
  const sort = columns.find(({ key }) => key === by?.key)?.sort;
  const ordered = useMemo(() => (sort && by ? sorted(rows, sort, by.direction) : rows), [rows, sort, by]);
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: ordered.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const inSight = virtual.getVirtualItems();
  const before = inSight[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0);
  const choose = (key: string) =>
    setBy({ key, direction: by?.key === key && by.direction === "ascending" ? "descending" : "ascending" });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
    <section className="data-table" ref={box} tabIndex={0} aria-label={caption}>
      <table aria-rowcount={ordered.length + 1}>
        <caption>{caption}</caption>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width: `${width}rem` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Heading
                key={column.key}
                column={column}
                direction={by?.key === column.key ? by.direction : undefined}
                onChoose={() => choose(column.key)}
              />
            ))}
          </tr>
        </thead>
        {before > 0 && <Space height={before} columns={columns.length} />}
        <tbody>
          {inSight.map(({ index }) => {
            const row = ordered[index] as Row;
            return (
              <tr key={rowKey(row)} aria-rowindex={index + 2} style={{ height: rowHeight }}>
                {columns.map(({ key, cell, numeric }) => (
                  <td key={key} className={numeric ? "numeric" : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
        {after > 0 && <Space height={after} columns={columns.length} />}
      </table>
    </section>
  );
}

interface HeadingProps<Row> {
  readonly column: Column<Row>;
  readonly direction: Direction | undefined;
  readonly onChoose: () => void;
}

function Heading<Row>({ column, direction, onChoose }: HeadingProps<Row>) {
  const { title, sort, numeric } = column;
  return (
    <th scope="col" aria-sort={direction} className={numeric ? "numeric" : undefined}>
      {sort ? (
        <button type="button" onClick={onChoose}>
          {title}
          <span aria-hidden="true">
            {direction === undefined ? "" : direction === "ascending" ? " ▲" : " ▼"}
          </span>
        </button>
      ) : (
        title
      )}
    </th>
  );
}

/** Stands for the rows out of sight. */
function Space({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tbody aria-hidden="true">
      <tr style={{ height }}>
        <td colSpan={columns} />
      </tr>
    </tbody>
  );
}
