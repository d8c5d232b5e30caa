import { useSearch } from "wouter";
import { useChoose } from "../../app/address.ts";
import { AreaSelect } from "../../parts/area-select.tsx";
import { inCounts } from "../../parts/figures.ts";
import { readConflictsChoice } from "./conflicts-choice.ts";
import type { ConflictsData } from "./conflicts-query.ts";

interface ConflictFiltersProps {
  readonly data: ConflictsData;
  /** Whether every rule's conflicts are at hand, so that they can be counted. */
  readonly areCounted: boolean;
}

/** Which of the conflicts are listed; the address holds it. */
export function ConflictFilters({ data, areCounted }: ConflictFiltersProps) {
  const search = useSearch();
  const choose = useChoose();
  const { within, rule } = readConflictsChoice(search);
  const countOf = (name: string) => data.conflicts.filter((conflict) => conflict.rule === name).length;
  return (
    <search className="controls" aria-label="Which conflicts">
      <AreaSelect areas={data} value={within} onChoose={(code) => choose("in", code)} />
      <label>
        Rule{" "}
        <select value={rule ?? ""} onChange={({ target }) => choose("rule", target.value)}>
          <option value="">all</option>
          {data.conflictRules.map(({ name, meaning }) => (
            <option key={name} value={name}>
              {meaning.split(/[.;:,] ?/)[0]}
              {areCounted && ` (${inCounts(countOf(name))})`}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
