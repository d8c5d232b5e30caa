import { useSearch } from "wouter";
import { useChoose } from "../../app/address.ts";
import type { AreaNames } from "../../graphql/area-names.ts";
import { AreaSelect } from "../../parts/area-select.tsx";
import { outsideReasons } from "../../parts/enumerations.ts";
import { inEnglishWords } from "../../parts/words.ts";
import { readOrphansChoice } from "./orphans-choice.ts";
import { PatientsInput } from "./patients-input.tsx";

/** Which of the practices are listed; the address holds it. */
export function OrphanFilters({ areas }: { readonly areas: AreaNames }) {
  const search = useSearch();
  const choose = useChoose();
  const { within, standing, reason, atLeast, atMost } = readOrphansChoice(search);
  return (
    <search className="controls" aria-label="Which practices">
      <AreaSelect areas={areas} value={within} onChoose={(code) => choose("in", code)} />
      <label>
        Standing{" "}
        <select value={standing ?? ""} onChange={({ target }) => choose("standing", target.value)}>
          <option value="">outside or unclear</option>
          <option value="OUTSIDE">known to be outside</option>
          <option value="UNCLEAR">unclear</option>
        </select>
      </label>
      <label>
        Reason{" "}
        <select value={reason ?? ""} onChange={({ target }) => choose("reason", target.value)}>
          <option value="">any or none</option>
          {outsideReasons.map((value) => (
            <option key={value} value={value}>
              {inEnglishWords(value)}
            </option>
          ))}
          <option value="NONE_KNOWN">none known</option>
        </select>
      </label>
      <PatientsInput label="Patients at least" value={atLeast} onChoose={(value) => choose("min", value)} />
      <PatientsInput label="at most" value={atMost} onChoose={(value) => choose("max", value)} />
    </search>
  );
}
