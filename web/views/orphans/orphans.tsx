import { useMemo } from "react";
import { useSearch } from "wouter";
import { inWords } from "../../app/months.ts";
import { useViewQuery, type ViewQuery } from "../../graphql/use-view-query.ts";
import { areaName } from "../../parts/area-select.tsx";
import { Download } from "../../parts/download.tsx";
import { View } from "../../parts/view.tsx";
import { Coverage } from "./coverage.tsx";
import { orphansDownload } from "./download-query.ts";
import { OrphanFilters } from "./filters.tsx";
import { OrphanTable } from "./orphan-table.tsx";
import { orphansQuestion } from "./orphans-choice.ts";
import { type OrphansData, type OrphansQuestion, orphansQuery } from "./orphans-query.ts";
import "./orphans.css";

/** Confined to an area, the page is about that area. */
const titleOf = ({ data, answered }: ViewQuery<OrphansData, OrphansQuestion>): string =>
  data && answered?.within ? `Orphans in ${areaName(data, answered.within)}` : "Orphans";

/** What the list is of, in the words of its filter. */
function listedIn({ standing }: OrphansQuestion): string {
  const [only, ...others] = standing ?? [];
  if (only === undefined || others.length > 0) return "Practices in no consortium";
  return only === "OUTSIDE"
    ? "Practices known to be outside every consortium"
    : "Practices of which no consortium is known";
}

/** Whether the list has all of one standing, which is counted already. */
const isOnePart = ({ standing, where }: OrphansQuestion): boolean =>
  standing?.length === 1 && Object.keys(where ?? {}).length === 0;

/** Who was left out: the practices in no consortium on a day, how many patients they have, and where they might belong. */
export function Orphans() {
  const search = useSearch();
  const question = useMemo(() => orphansQuestion(search), [search]);
  const asked = useViewQuery(orphansQuery, question);
  return (
    <View title={titleOf(asked)} asked={asked} query={{ document: orphansQuery, variables: question }}>
      {(data) => {
        const answered = asked.answered ?? question;
        const day = answered.asOf ?? data.dataset.referenceDate;
        const area = areaName(data, answered.within ?? null);
        return (
          <>
            <Coverage data={data} area={area} day={inWords(day)} isOnePart={isOnePart(answered)} />
            <OrphanFilters areas={data} />
            <OrphanTable
              first={data.orphanedPractices}
              unclear={data.delegationSummary.practicesUnclear}
              question={answered}
              caption={`${listedIn(answered)}, ${area}, ${inWords(day)}`}
            />
            <Download
              query={orphansDownload}
              question={answered}
              knownAt={answered.knownAt ?? data.dataset.knownAt}
              fileName={`${day}-orphans${answered.within ? `-${answered.within}` : ""}.csv`}
              loadCsv={async () => (await import("./orphans-csv.ts")).orphansCsv}
              total={data.orphanedPractices.totalCount}
            />
          </>
        );
      }}
    </View>
  );
}
