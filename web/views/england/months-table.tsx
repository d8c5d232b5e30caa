import { useState } from "react";
import { Link } from "wouter";
import { useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { type Month, type MonthFigures, monthsOf, monthsQuery } from "../../graphql/months-query.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { Failure } from "../../parts/failure.tsx";
import { inCounts, inPounds } from "../../parts/figures.ts";
import { Waiting } from "../../parts/waiting.tsx";
import type { EnglandChoice } from "./use-england-choice.ts";

interface MonthsTableProps {
  readonly name: string;
  /** Whether any of its practices is in the graph: else nothing is known of who is left out. */
  readonly hasPractices: boolean;
  /** Code of the area, null for England; and the clocks. */
  readonly choice: Pick<EnglandChoice, "within" | "knownAt" | "atRevision">;
}

/** The line under the slider as a table, once it is opened. */
export function MonthsTable(props: MonthsTableProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="months" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{props.name} month by month: delegated, outside, unclear</summary>
      {isOpen && <Months {...props} />}
    </details>
  );
}

function Months({ name, hasPractices, choice: { within, knownAt, atRevision } }: MonthsTableProps) {
  const { data, error, retry } = useViewQuery(monthsQuery, { within, knownAt, atRevision });
  const linkTo = useLinkTo();
  if (error) return <Failure error={error} onRetry={retry} />;
  if (!data) return <Waiting />;
  const known = monthsOf(data).filter((month): month is Row => month.figures !== undefined);
  return (
    <DataTable
      caption={`${name} on the first of each month, while it had PCTs`}
      columns={columnsFor(hasPractices, (asOf) => linkTo("/", { ...(within && { in: within }), asOf }))}
      rows={known}
      rowKey={({ asOf }) => asOf}
    />
  );
}

interface Row extends Month {
  readonly figures: MonthFigures;
}

function columnsFor(hasPractices: boolean, linkOf: (asOf: string) => string): readonly Column<Row>[] {
  const counted = (key: "practicesOutside" | "practicesUnclear", title: string): Column<Row> => ({
    key,
    title,
    width: 8,
    numeric: true,
    cell: ({ figures: { [key]: count } }) =>
      count === null || !hasPractices ? "not known" : inCounts(count),
    sort: ({ figures }) => figures[key],
  });
  return [
    {
      key: "day",
      title: "Day",
      width: 12,
      cell: ({ asOf }) => <Link href={linkOf(asOf)}>{inWords(asOf)}</Link>,
      sort: ({ asOf }) => asOf,
    },
    {
      key: "delegated",
      title: "Delegated",
      width: 8,
      numeric: true,
      cell: ({ figures: { delegatedGbp } }) =>
        delegatedGbp === null ? "none known" : inPounds(delegatedGbp),
      sort: ({ figures }) => figures.delegatedGbp ?? 0,
    },
    counted("practicesOutside", "Practices outside"),
    counted("practicesUnclear", "Practices unclear"),
  ];
}
