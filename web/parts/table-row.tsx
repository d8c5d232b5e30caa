import { memo, type ReactNode } from "react";
import type { Heading } from "./table-heading.tsx";

export interface ShownColumn<Row> extends Heading {
  readonly cell: (row: Row) => ReactNode;
  /** Width in rem, on a wide screen. */
  readonly width: number;
}

interface TableRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly ShownColumn<Row>[];
  readonly index: number;
  readonly height: number;
}

/** A row that stays in sight is not drawn again while the table is scrolled, as long as its columns are the same. */
export const TableRow = memo(function TableRow<Row>({ row, columns, index, height }: TableRowProps<Row>) {
  return (
    <tr data-index={index} aria-rowindex={index + 2} style={{ height }}>
      {columns.map(({ key, cell, numeric }) => (
        <td key={key} className={numeric ? "numeric" : undefined}>
          <div className="cell">{cell(row)}</div>
        </td>
      ))}
    </tr>
  );
}) as <Row>(props: TableRowProps<Row>) => ReactNode;
