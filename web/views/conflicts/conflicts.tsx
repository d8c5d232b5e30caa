import { useMemo } from "react";
import { useSearch } from "wouter";
import { inWords } from "../../app/months.ts";
import type { VariablesOf } from "../../graphql/graphql.ts";
import { useViewQuery, type ViewQuery } from "../../graphql/use-view-query.ts";
import { areaName } from "../../parts/area-select.tsx";
import { inCounts } from "../../parts/figures.ts";
import { View } from "../../parts/view.tsx";
import { readConflictsChoice } from "./conflicts-choice.ts";
import { type ConflictsData, conflictsQuery } from "./conflicts-query.ts";
import { ConflictFilters } from "./filters.tsx";
import { RuleConflicts } from "./rule-conflicts.tsx";
import "./conflicts.css";

/** Confined to an area, the page is about that area. */
const titleOf = ({ data, answered }: ViewQuery<ConflictsData, VariablesOf<typeof conflictsQuery>>): string =>
  data && answered?.within ? `Conflicts in ${areaName(data, answered.within)}` : "Conflicts";

/** Where the facts of a day contradict each other, side by side with who says so. */
export function Conflicts() {
  const search = useSearch();
  const variables = useMemo(() => {
    const { rule, ...asked } = readConflictsChoice(search);
    return { ...asked, rules: rule === null ? null : [rule] };
  }, [search]);
  const asked = useViewQuery(conflictsQuery, variables);
  return (
    <View title={titleOf(asked)} asked={asked} query={{ document: conflictsQuery, variables }}>
      {(data) => {
        const answered = asked.answered ?? variables;
        const day = inWords(answered.asOf ?? data.dataset.referenceDate);
        const isConfined = Boolean(answered.rules);
        return (
          <>
            <ConflictFilters data={data} areCounted={!isConfined} />
            <p role="status">
              {inCounts(data.conflicts.length)} {data.conflicts.length === 1 ? "conflict" : "conflicts"},{" "}
              {areaName(data, answered.within ?? null)}, {day}.
            </p>
            {data.conflictRules.map((rule) => (
              <RuleConflicts
                key={rule.name}
                rule={rule}
                conflicts={data.conflicts.filter((conflict) => conflict.rule === rule.name)}
              />
            ))}
          </>
        );
      }}
    </View>
  );
}
