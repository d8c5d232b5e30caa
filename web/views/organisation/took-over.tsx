import { Link } from "wouter";
import { useClocks, useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { Failure } from "../../parts/failure.tsx";
import { inCounts, inPercent } from "../../parts/figures.ts";
import { SourceLink } from "../../parts/source-link.tsx";
import { type CrosswalkRow, type TakeoverRow, takeoverRows } from "../../parts/takeover-rows.ts";
import { Waiting } from "../../parts/waiting.tsx";
import { OrganisationLink } from "./organisation-link.tsx";
import type { OrganisationData } from "./organisation-query.ts";
import { tookOverQuery } from "./took-over-query.ts";

interface TookOverProps {
  readonly organisation: Pick<OrganisationData, "code" | "history">;
  readonly rows: readonly CrosswalkRow[];
  /** Whether it is the PCT that ended; else it is the CCG. */
  readonly isPct: boolean;
}

/**
 * Where the practices of a PCT went when it ended, or from where a CCG has its own: as they went in this graph, or, where
 * none of them did, as successions say; what is not known of it in the same sentence.
 */
export function TookOver({ organisation: { code, history }, rows, isPct }: TookOverProps) {
  const linkTo = useLinkTo();
  const mine = rows.filter(({ from, to }) => (isPct ? from : to)?.code === code);
  const all = takeoverRows(mine, successionsOf(history, code, isPct), isPct ? "from" : "to");
  const known = all.filter(({ from, to }) => (isPct ? to : from) !== null);
  const unknown = all.filter((row) => !known.includes(row));
  if (known.length === 0)
    return (
      <p>
        {isPct
          ? "Nobody in this graph says to which CCG its practices went."
          : "Nobody in this graph says whose practices it has."}
      </p>
    );
  return (
    <>
      <p>{introduction(known, isPct)}</p>
      <ul>
        {known.map((row) => (
          <Went key={`${row.from?.code} ${row.to?.code} ${row.said?.factId}`} row={row} isPct={isPct} />
        ))}
        {unknown.length > 0 && (
          <li>
            {inCounts(unknown.reduce((sum, { practices }) => sum + (practices ?? 0), 0))} of which no file
            says.
          </li>
        )}
      </ul>
      {isPct && (
        <p>
          <Link href={linkTo("/flows", { of: "takeover", in: code, asOf: "2013-03-31" })}>
            As a picture, by way of its cluster
          </Link>
        </p>
      )}
    </>
  );
}

function introduction(known: readonly TakeoverRow[], isPct: boolean): string {
  const went = isPct ? "Its practices went" : "Its practices came";
  const to = isPct ? "to" : "from";
  if (known.every(({ said }) => said === undefined)) return `${went}, on 1 April 2013, ${to}:`;
  const unknown = isPct ? "none of its practices here is in a CCG" : "none of its practices is in this graph";
  return `${went}, as successions say (${unknown}), ${to}:`;
}

/** The successions of a PCT, or to a CCG, that are still believed. */
const successionsOf = (history: OrganisationData["history"], code: string, isPct: boolean) =>
  history.flatMap((fact) =>
    fact.__typename === "Succession" &&
    fact.knownTo === null &&
    (isPct ? fact.predecessor : fact.successor).code === code
      ? [fact]
      : [],
  );

/** One of those that took over, or that went before: how much of both, and who says so. */
function Went({ row, isPct }: { readonly row: TakeoverRow; readonly isPct: boolean }) {
  const { practices, shareOfFrom, shareOfTo, said } = row;
  const other = isPct ? row.to : row.from;
  if (other === null) return null;
  return (
    <li>
      <OrganisationLink organisation={other} />
      {said?.validFrom && `, on ${inWords(said.validFrom)}`}
      {practices === null
        ? ", how many practices nobody says"
        : `: ${inCounts(practices)} ${practices === 1 ? "practice" : "practices"}`}
      {shareOfFrom !== null && `, ${inPercent(shareOfFrom)} of the PCT`}
      {shareOfTo !== null && `, ${inPercent(shareOfTo)} of the CCG`}
      {said && (
        <>
          {" "}
          <SourceLink source={said.source} confidence={said.confidence} />
        </>
      )}
    </li>
  );
}

/** Of a clinical commissioning group: its predecessors, by the practices that it has. */
export function GroupOrigins({ organisation }: { readonly organisation: OrganisationData }) {
  const { knownAt, atRevision } = useClocks();
  const { code } = organisation;
  const { data, error, retry } = useViewQuery(tookOverQuery, { code, knownAt, atRevision });
  return (
    <section>
      <h2>Whose practices it took over</h2>
      {error && <Failure error={error} onRetry={retry} />}
      {!data && !error && <Waiting />}
      {data && <TookOver organisation={organisation} rows={data.tookOver} isPct={false} />}
    </section>
  );
}
