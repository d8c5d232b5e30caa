import { useSearch } from "wouter";
import { useChoose } from "../../app/address.ts";
import { type ChangeKind, changeKinds } from "../../parts/enumerations.ts";
import { inCounts } from "../../parts/figures.ts";
import { inEnglishWords } from "../../parts/words.ts";
import { readCompareChoice } from "./compare-choice.ts";
import type { CompareData } from "./compare-query.ts";

/** How many changes of each kind there are; those that are ticked are listed, or all. */
export function Kinds({ counts }: { readonly counts: CompareData["counted"]["counts"] }) {
  const search = useSearch();
  const chooseInAddress = useChoose();
  const { kinds } = readCompareChoice(search);
  const shown = changeKinds
    .map((kind) => ({ kind, count: counts.find((counted) => counted.kind === kind)?.count ?? 0 }))
    .filter(({ kind, count }) => count > 0 || kinds.includes(kind));
  const choose = (kind: ChangeKind, isChosen: boolean) => {
    const chosen = isChosen ? [...kinds, kind] : kinds.filter((other) => other !== kind);
    chooseInAddress("kinds", chosen.join(","));
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
