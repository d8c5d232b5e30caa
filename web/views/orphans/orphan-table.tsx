import { useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { useLinkTo, withParameter } from "../../app/clocks.ts";
import { usePages } from "../../graphql/use-pages.ts";
import { Failure } from "../../parts/failure.tsx";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import { orphanColumns } from "./orphan-columns.tsx";
import { type Order, type OrphansChoice, readOrphansChoice } from "./orphans-choice.ts";
import { moreOrphans, type OrphansData, type OrphansQuestion } from "./orphans-query.ts";
import { Suggestions } from "./suggestions.tsx";

interface OrphanTableProps {
  readonly first: OrphansData["orphanedPractices"];
  readonly question: OrphansQuestion;
  readonly caption: string;
}

/** The practices without a consortium, as they are scrolled to. A row opens to show which consortia its neighbours are in. */
export function OrphanTable({ first, question, caption }: OrphanTableProps) {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const linkTo = useLinkTo();
  const choice = readOrphansChoice(search);
  const { open } = choice;
  const { rows, onSight, next } = usePages(first, question, moreOrphans);
  const columns = useMemo(
    () =>
      orphanColumns({
        linkOf: (code) => linkTo(`/organisations/${code}`),
        open,
        onOpen: (code) =>
          navigate(`${path}?${withParameter(search, "open", code === open ? null : code)}`, {
            replace: true,
          }),
      }),
    [linkTo, navigate, open, path, search],
  );
  if (first.totalCount === 0) return <p>No practice fits. Choose a wider area, or fewer conditions.</p>;
  return (
    <>
      <VirtualTable
        caption={`${caption}: ${first.totalCount}`}
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
        order={{ key: choice.order, direction: choice.direction === "ASC" ? "ascending" : "descending" }}
        onOrder={(key) => navigate(`${path}?${sortedBy(search, choice, key as Order)}`)}
        total={first.totalCount}
        onSight={onSight}
        detail={{ of: open, show: (row) => <Suggestions practice={row} question={question} /> }}
        question={JSON.stringify(question)}
      />
      {next.error && <Failure error={next.error} onRetry={next.retry} />}
    </>
  );
}

function sortedBy(search: string, { order, direction }: OrphansChoice, key: Order): string {
  const turned = order === key && direction === "ASC" ? "DESC" : "ASC";
  return withParameter(withParameter(search, "sort", key), "direction", turned);
}
