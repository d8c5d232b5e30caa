import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { useIsNarrow } from "./use-is-narrow.ts";
import "./data-table.css";
import { ScrollBox } from "./scroll-box.tsx";
import type { Direction } from "./sorted.ts";
import { TableHeading } from "./table-heading.tsx";
import { type ShownColumn, TableRow } from "./table-row.tsx";
import { useIsPrinting } from "./use-is-printing.ts";
import { useRestoredScroll } from "./use-restored-scroll.ts";

/** What is shown below a row when it is opened: one row at a time. */
export interface Detail<Row> {
  readonly of: string | null;
  readonly show: (row: Row) => ReactNode;
}

interface VirtualTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly ShownColumn<Row>[];
  /** The rows that are at hand, in their order: all, or the first of `total`. */
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** By which column the rows are sorted, where they can be. */
  readonly order?: { readonly key: string; readonly direction: Direction } | undefined;
  readonly onOrder?: (key: string) => void;
  /** How many rows there are, where not all are at hand. */
  readonly total?: number;
  /** Called with the index of the last row in sight, at hand or not. */
  readonly onSight?: (lastIndex: number) => void;
  readonly detail?: Detail<Row>;
  /** What the rows answer: another question's rows are shown from the first. */
  readonly question?: string;
}

/** Room for two lines of text in a cell; for three on a narrow screen, where its columns are narrow too. */
const rowHeightOn = { wide: 40, narrow: 58 } as const;

/** A table of which only the rows in sight are drawn, so that 8,300 scroll as 50 do. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { caption, columns, rows, order, onOrder, total = rows.length, onSight, detail, question } = props;
  const box = useRef<HTMLElement>(null);
  const rowHeight = rowHeightOn[useIsNarrow() ? "narrow" : "wide"];
  const openAt = detail?.of == null ? -1 : rows.findIndex((row) => props.rowKey(row) === detail.of);
  const isDetail = (item: number) => openAt >= 0 && item === openAt + 1;
  const rowAt = (item: number) => (openAt >= 0 && item > openAt ? item - 1 : item);
  const virtual = useVirtualizer({
    count: total + (openAt >= 0 ? 1 : 0),
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (item) => (isDetail(item) ? `detail of ${detail?.of}` : rowAt(item)),
    overscan: 12,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are measured anew
  useEffect(() => virtual.measure(), [virtual, rowHeight]);
  const isPrinting = useIsPrinting();
  const inSight = isPrinting ? printed(rows.length, openAt >= 0) : virtual.getVirtualItems();
  const before = inSight[0]?.start ?? 0;
  const after = isPrinting
    ? total - Math.min(rows.length, maxPrinted)
    : virtual.getTotalSize() - (inSight.at(-1)?.end ?? 0);
  const lastInSight = rowAt(inSight.at(-1)?.index ?? 0);
  useEffect(() => onSight?.(lastInSight), [onSight, lastInSight]);
  useFromTheTop(box, question);
  const saveScroll = useRestoredScroll(box, caption);
  return (
    <ScrollBox className="data-table" box={box} label={caption} onClickCapture={saveScroll}>
      <table aria-rowcount={total + 1 + (openAt >= 0 ? 1 : 0)}>
        <caption>
          <span>{caption}</span>
        </caption>
        <colgroup>
          {columns.map(({ key, width }, index) => (
            <col key={key} style={{ width: `min(${width}rem, ${index === 0 ? 37 : 27}vw)` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <TableHeading
                key={column.key}
                heading={column}
                direction={order?.key === column.key ? order.direction : undefined}
                onChoose={() => onOrder?.(column.key)}
              />
            ))}
          </tr>
        </thead>
        {before > 0 && <Space height={before} columns={columns.length} />}
        <tbody>
          {inSight.map(({ index, key }) => {
            const row = rows[rowAt(index)];
            const place = { "data-index": index, "aria-rowindex": index + 2 };
            if (row === undefined || isDetail(index)) {
              const measured = isDetail(index)
                ? { ref: virtual.measureElement }
                : { style: { height: rowHeight } };
              return (
                <tr key={key} {...place} {...measured} className={isDetail(index) ? "detail" : undefined}>
                  <td colSpan={columns.length}>{row === undefined ? "Loading…" : detail?.show(row)}</td>
                </tr>
              );
            }
            return (
              <TableRow
                key={props.rowKey(row)}
                row={row}
                columns={columns}
                index={index}
                height={rowHeight}
              />
            );
          })}
        </tbody>
        {after > 0 && <Space height={after} columns={columns.length} />}
      </table>
    </ScrollBox>
  );
}

/** Paper does not scroll: it has the rows at hand, so many of them. */
const maxPrinted = 300;

const printed = (rows: number, hasDetail: boolean) =>
  Array.from({ length: Math.min(rows, maxPrinted) + (hasDetail ? 1 : 0) }, (_, index) => ({
    index,
    key: index,
    start: 0,
    end: 0,
  }));

function useFromTheTop(box: { readonly current: HTMLElement | null }, question: string | undefined): void {
  const shown = useRef(question);
  useEffect(() => {
    if (shown.current === question) return;
    shown.current = question;
    box.current?.scrollTo({ top: 0 });
  }, [box, question]);
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
