import { Link } from "wouter";
import { useClocks, useLinkTo } from "../../app/clocks.ts";
import { inWords } from "../../app/months.ts";
import { useViewQuery } from "../../graphql/use-view-query.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { Failure } from "../../parts/failure.tsx";
import { inCounts } from "../../parts/figures.ts";
import { SourceList } from "../../parts/source-list.tsx";
import { areStandingsKnown } from "../../parts/standings-known.ts";
import { Figures, summaryFigures } from "../../parts/summary-figures.tsx";
import { Waiting } from "../../parts/waiting.tsx";
import { type AreaOrganisation, type AreaSummaryData, areaSummaryQuery, areaWhere } from "./area-query.ts";
import { pctColumns } from "./pct-columns.tsx";
import { TookOver } from "./took-over.tsx";

/** What an SHA, a cluster or a PCT comes to on the day: figures, money, who is left out, and what contradicts itself. */
export function AreaSummary({ area }: { readonly area: AreaOrganisation }) {
  const { asOf, knownAt, atRevision } = useClocks();
  const { code, name } = area;
  const { data, error, waiting, retry } = useViewQuery(areaSummaryQuery, {
    code,
    asOf,
    knownAt,
    atRevision,
    ...areaWhere(area),
  });
  return (
    <>
      {area.__typename === "PCT" && (
        <section>
          <h2>Where its practices went</h2>
          {data && "tookOver" in data && data.tookOver && (
            <TookOver organisation={area} rows={data.tookOver} isPct />
          )}
        </section>
      )}
      <section aria-busy={waiting}>
        <h2>
          Summary of {name} on {inWords(area.asOf)}
        </h2>
        {error && <Failure error={error} onRetry={retry} />}
        {!data && !error && <Waiting />}
        {data && <Answer data={data} area={area} />}
      </section>
    </>
  );
}

function Answer({ data, area }: { readonly data: AreaSummaryData; readonly area: AreaOrganisation }) {
  const { name, code, asOf } = area;
  const { delegationSummary: summary, conflicts, pcts } = data;
  const linkTo = useLinkTo();
  const practices = data.counts.reduce((sum, row) => sum + row.practices, 0);
  const leftOut = summary.practicesOutside + summary.practicesUnclear;
  return (
    <>
      <Figures figures={[...summaryFigures(summary, practices), ["Conflicts", inCounts(conflicts.length)]]} />
      <SourceList
        sources={pcts.nodes.flatMap(({ report }) => report?.source ?? [])}
        title="What these figures rest on"
        counted="PCTs"
      />
      <ul className="area-links">
        <li>
          <Link href={linkTo("/", { in: code })}>The picture of {name}</Link>
        </li>
        <li>
          <Link href={linkTo("/orphans", { in: code })}>
            {areStandingsKnown(summary, practices)
              ? `${inCounts(leftOut)} practices outside or unclear`
              : "Practices outside or unclear"}
            , and why
          </Link>
        </li>
        <li>
          <Link href={linkTo("/flows", { in: code })}>The money of {name}</Link>
        </li>
        <li>
          <Link href={linkTo("/beside", { a: code })}>{name} beside another area, or on another day</Link>
        </li>
        <li>
          <Link href={linkTo("/conflicts", { in: code })}>{conflictsInWords(conflicts)}</Link>
        </li>
      </ul>
      {area.__typename !== "PCT" && (
        <DataTable
          caption={`PCTs of ${name} on ${inWords(asOf)}: ${inCounts(pcts.nodes.length)}`}
          columns={pctColumns(data)}
          rows={pcts.nodes}
          rowKey={(pct) => pct.code}
        />
      )}
    </>
  );
}

/** How many by each rule, such as "3 conflicts: 2 by two-clusters, 1 by over-budget". */
function conflictsInWords(conflicts: AreaSummaryData["conflicts"]): string {
  const counts = new Map<string, number>();
  for (const { rule } of conflicts) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const total = `${inCounts(conflicts.length)} ${conflicts.length === 1 ? "conflict" : "conflicts"}`;
  const byRule = [...counts].map(([rule, count]) => `${inCounts(count)} by ${rule}`);
  return byRule.length === 0 ? total : `${total}: ${byRule.join(", ")}`;
}
