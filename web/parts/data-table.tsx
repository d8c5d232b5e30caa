import { type ReactNode, useMemo, useState } from "react";
import { type Direction, type SortValue, sorted } from "./sorted.ts";
import { VirtualTable } from "./virtual-table.tsx";

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

/** A table whose rows are all at hand: it sorts them by its headings, and draws those in sight. */
export function DataTable<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  const [by, setBy] = useState<{ readonly key: string; readonly direction: Direction }>();
  const sort = columns.find(({ key }) => key === by?.key)?.sort;
  const ordered = useMemo(() => (sort && by ? sorted(rows, sort, by.direction) : rows), [rows, sort, by]);
  const choose = (key: string) =>
    setBy({ key, direction: by?.key === key && by.direction === "ascending" ? "descending" : "ascending" });
  const shown = useMemo(
    () => columns.map((column) => ({ ...column, sorts: column.sort !== undefined })),
    [columns],
  );
  return (
    <VirtualTable
      caption={caption}
      columns={shown}
      rows={ordered}
      rowKey={rowKey}
      order={by}
      onOrder={choose}
    />
  );
}
