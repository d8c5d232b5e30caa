import { Link } from "wouter";
import { useClocks, useLinkTo } from "../../app/clocks.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { Failure } from "../../parts/failure.tsx";
import { inCounts, inPercent } from "../../parts/figures.ts";
import { Waiting } from "../../parts/waiting.tsx";
import { OrganisationLink } from "./organisation-link.tsx";
import type { OrganisationData } from "./organisation-query.ts";
import { type TookOverRow, tookOverQuery } from "./took-over-query.ts";

interface TookOverProps {
  readonly code: string;
  readonly rows: readonly TookOverRow[];
  /** Whether it is the PCT that ended; else it is the CCG. */
  readonly isPct: boolean;
}

/** Where the practices of a PCT went when it ended, or from where a CCG has its own; in sentences. */
export function TookOver({ code, rows, isPct }: TookOverProps) {
  const linkTo = useLinkTo();
  const mine = rows.filter(({ from, to }) => (isPct ? from : to)?.code === code);
  const known = mine.filter(({ from, to }) => (isPct ? to : from) !== null);
  const untold = mine.filter((row) => !known.includes(row)).reduce((sum, row) => sum + row.practices, 0);
  return (
    <>
      {known.length === 0 && (
        <p>
          No file in this graph says {isPct ? "to which CCG its practices went" : "whose practices it has"}.
        </p>
      )}
      {known.length > 0 && (
        <>
          <p>
            {isPct
              ? "Its practices went, on 1 April 2013, to:"
              : "Its practices came, on 1 April 2013, from:"}
          </p>
          <ul>
            {known.map(({ from, to, practices, shareOfFrom, shareOfTo }) => {
              const other = isPct ? to : from;
              return (
                other && (
                  <li key={other.code}>
                    <OrganisationLink organisation={other} />: {inCounts(practices)}{" "}
                    {practices === 1 ? "practice" : "practices"}, {inPercent(shareOfFrom)} of the PCT,{" "}
                    {inPercent(shareOfTo)} of the CCG
                  </li>
                )
              );
            })}
            {untold > 0 && <li>{inCounts(untold)} of which no file says.</li>}
          </ul>
          {isPct && (
            <p>
              <Link href={linkTo("/flows", { of: "takeover", in: code, asOf: "2013-03-31" })}>
                As a picture, by way of its cluster
              </Link>
            </p>
          )}
        </>
      )}
    </>
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
      {data && <TookOver code={code} rows={data.tookOver} isPct={false} />}
    </section>
  );
}
