import { useMemo } from "react";
import { useLinkTo } from "../../app/clocks.ts";
import { type RowPage, usePages } from "../../graphql/use-pages.ts";
import { Failure } from "../../parts/failure.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import { changeColumns, type ListedChange } from "./change-columns.tsx";
import { type ChangeRow, type ChangesQuestion, moreChanges } from "./compare-query.ts";

interface ChangeTableProps {
  readonly first: RowPage<ChangeRow>;
  readonly question: ChangesQuestion;
  readonly total: number;
  readonly caption: string;
}

/** The changes by organisation, as they are scrolled to. */
export function ChangeTable({ first, question, total, caption }: ChangeTableProps) {
  const linkTo = useLinkTo();
  const { rows, onSight, next } = usePages(first, question, moreChanges);
  const listed = useMemo(() => rows.map(inItsGroup), [rows]);
  const columns = useMemo(() => changeColumns((code) => linkTo(`/organisations/${code}`)), [linkTo]);
  if (total === 0) return <p>Nothing changed that fits. Choose other days, a wider area or other kinds.</p>;
  return (
    <>
      <VirtualTable
        caption={caption}
        columns={columns}
        rows={listed}
        rowKey={({ key }) => key}
        total={total}
        onSight={onSight}
        question={JSON.stringify(question)}
      />
      {next.error && <Failure error={next.error} onRetry={next.retry} />}
    </>
  );
}

/** The rows come by organisation: the first of each names it to the eye. */
function inItsGroup(change: ChangeRow, index: number, rows: readonly ChangeRow[]): ListedChange {
  return {
    key: `${index} ${change.organisation.code}`,
    change,
    isFirstOfGroup: rows[index - 1]?.organisation.code !== change.organisation.code,
  };
}
