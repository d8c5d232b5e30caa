import { useLocation, useSearch } from "wouter";
import { withParameter } from "../../app/clocks.ts";
import { inCounts } from "../../parts/figures.ts";
import { inEnglishWords } from "../../parts/words.ts";
import { changeKinds, readCompareChoice } from "./compare-choice.ts";
import type { ChangeKind, CompareData } from "./compare-query.ts";

/** How many changes of each kind there are; those that are ticked are listed, or all. */
export function Kinds({ counts }: { readonly counts: CompareData["counted"]["counts"] }) {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const { kinds } = readCompareChoice(search);
  const shown = changeKinds
    .map((kind) => ({ kind, count: counts.find((counted) => counted.kind === kind)?.count ?? 0 }))
    .filter(({ kind, count }) => count > 0 || kinds.includes(kind));
  const choose = (kind: ChangeKind, isChosen: boolean) => {
    const chosen = isChosen ? [...kinds, kind] : kinds.filter((other) => other !== kind);
    navigate(`${path}?${withParameter(search, "kinds", chosen.length === 0 ? null : chosen.join(","))}`);
  };
  return (
    <fieldset className="kinds">
      <legend>Kinds of change: tick which to list</legend>
      {shown.map(({ kind, count }) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={kinds.includes(kind)}
            onChange={({ target }) => choose(kind, target.checked)}
          />
          <span>
            <strong>{inCounts(count)}</strong> {inEnglishWords(kind)}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
