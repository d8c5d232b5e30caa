import { useCallback, useEffect, useMemo, useRef } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { sortedBy, useChoose, withParameter } from "../../app/address.ts";
import { useLinkTo } from "../../app/clocks.ts";
import { usePages } from "../../graphql/use-pages.ts";
import { Failure } from "../../parts/failure.tsx";
import { inCounts } from "../../parts/figures.ts";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import { orphanColumns } from "./orphan-columns.tsx";
import { readOrphansChoice } from "./orphans-choice.ts";
import { moreOrphans, type OrphanRow, type OrphansData, type OrphansQuestion } from "./orphans-query.ts";
import { Suggestions } from "./suggestions.tsx";

interface OrphanTableProps {
  readonly first: OrphansData["orphanedPractices"];
  /** How many practices of the area are unclear, whatever else is asked for. */
  readonly unclear: number;
  readonly question: OrphansQuestion;
  readonly caption: string;
}

/** The practices without a consortium, as they are scrolled to. A row opens to show which consortia its neighbours are in. */
export function OrphanTable({ first, unclear, question, caption }: OrphanTableProps) {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const choose = useChoose();
  const linkTo = useLinkTo();
  const choice = readOrphansChoice(search);
  const { open } = choice;
  const { rows, onSight, next } = usePages(first, question, moreOrphans);
  const show = useCallback((code: string | null) => choose("open", code, { replace: true }), [choose]);
  const columns = useMemo(
    () =>
      orphanColumns({
        linkOf: (code) => linkTo(`/organisations/${code}`),
        open,
        onOpen: (code) => show(code === open ? null : code),
      }),
    [linkTo, open, show],
  );
  const { box, goTo } = useNextOrphan(open, show);
  if (first.totalCount === 0) return <NoneFits unclear={choice.standing === "OUTSIDE" ? unclear : 0} />;
  return (
    <div ref={box}>
      <VirtualTable
        caption={`${caption}: ${first.totalCount}`}
        columns={columns}
        rows={rows}
        rowKey={({ code }) => code}
        order={{ key: choice.order, direction: choice.direction === "ASC" ? "ascending" : "descending" }}
        onOrder={(key) =>
          navigate(`${path}?${sortedBy(search, key, choice.order === key && choice.direction === "ASC")}`)
        }
        total={first.totalCount}
        onSight={onSight}
        detail={{
          of: open,
          show: (row) => (
            <>
              <Suggestions practice={row} question={question} />
              <NextOrphan next={rows[rows.indexOf(row) + 1]} onGo={goTo} />
            </>
          ),
        }}
        question={JSON.stringify(question)}
      />
      {next.error && <Failure error={next.error} onRetry={next.retry} />}
    </div>
  );
}

/** That none is known to be outside says little where nothing is known of many: the way to those. */
function NoneFits({ unclear }: { readonly unclear: number }) {
  const search = useSearch();
  const [path] = useLocation();
  const ofArea = new URLSearchParams(search);
  for (const name of ["reason", "min", "max", "open"]) ofArea.delete(name);
  return (
    <p>
      No practice fits. Choose a wider area, or fewer conditions.
      {unclear > 0 && (
        <>
          {" "}
          Not known either way:{" "}
          <Link href={`${path}?${withParameter(ofArea.toString(), "standing", "UNCLEAR")}`}>
            {inCounts(unclear)} unclear {unclear === 1 ? "practice" : "practices"}
          </Link>
          .
        </>
      )}
    </p>
  );
}

interface NextOrphanProps {
  /** Undefined at the end of what was fetched. */
  readonly next: OrphanRow | undefined;
  readonly onGo: (code: string) => void;
}

/** The way from one practice to the next, without closing the one and looking for the other. */
function NextOrphan({ next, onGo }: NextOrphanProps) {
  if (!next) return null;
  return (
    <p>
      <button type="button" className="button-secondary" onClick={() => onGo(next.code)}>
        Next: {next.name}
      </button>
    </p>
  );
}

/** Opens another practice and moves the focus to it, since the button that was pressed is gone then. */
function useNextOrphan(open: string | null, show: (code: string) => void) {
  const box = useRef<HTMLDivElement>(null);
  const wanted = useRef<string>(undefined);
  useEffect(() => {
    if (open === null || wanted.current !== open) return;
    wanted.current = undefined;
    box.current?.querySelector<HTMLElement>('.expander[aria-expanded="true"]')?.focus();
  }, [open]);
  const goTo = (code: string) => {
    wanted.current = code;
    show(code);
  };
  return { box, goTo };
}
