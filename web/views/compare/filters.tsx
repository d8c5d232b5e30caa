import { Link, useLocation, useSearch } from "wouter";
import { withParameter } from "../../app/address.ts";
import { inWords } from "../../app/months.ts";
import { DayInput } from "../../parts/day-input.tsx";
import { organisationKinds } from "../../parts/enumerations.ts";
import { inEnglishWords } from "../../parts/words.ts";
import { AreaCombobox } from "./area-combobox.tsx";
import { presets, readCompareChoice } from "./compare-choice.ts";

interface CompareFiltersProps {
  /** The organisation that the comparison is confined to. */
  readonly area: { readonly code: string; readonly name: string } | null;
}

/** Which two days are compared, and of whom; the address holds it. The slider rules the later day. */
export function CompareFilters({ area }: CompareFiltersProps) {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const { from, to, organisationKind, inBetween, knownAt, atRevision } = readCompareChoice(search);
  const choose = (changed: Readonly<Record<string, string | null>>) =>
    navigate(addressOf(path, search, changed));
  return (
    <search aria-label="What is compared">
      <div className="controls">
        <span>
          <label htmlFor="compared-from">From</label>{" "}
          <DayInput id="compared-from" value={from} onChoose={(day) => choose({ from: day })} />
        </span>
        <span>
          to <strong>{inWords(to)}</strong>, the day at the top of the page
        </span>
        {from > to && (
          <button type="button" className="button-secondary" onClick={() => choose({ from: to, to: from })}>
            Swap the two days
          </button>
        )}
      </div>
      <ul className="presets" aria-label="Comparisons worth a look">
        {presets.map((preset) => (
          <li key={preset.label}>
            <Link
              href={addressOf(path, search, {
                from: preset.from,
                to: preset.to,
                inBetween: preset.inBetween,
              })}
              aria-current={preset.from === from && preset.to === to ? "true" : undefined}
            >
              {preset.label}
            </Link>
          </li>
        ))}
      </ul>
      <div className="controls">
        <AreaCombobox
          chosen={area}
          days={{ from, to, knownAt, atRevision }}
          onChoose={(code) => choose({ within: code })}
        />
        <label>
          Whose{" "}
          <select
            value={organisationKind ?? ""}
            onChange={({ target }) => choose({ of: target.value || null })}
          >
            <option value="">every organisation's</option>
            {organisationKinds.map((kind) => (
              <option key={kind} value={kind}>
                {inEnglishWords(kind)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={inBetween}
            onChange={({ target }) => choose({ inBetween: target.checked ? "true" : null })}
          />{" "}
          Also what came and went in between
        </label>
      </div>
    </search>
  );
}

function addressOf(path: string, search: string, changed: Readonly<Record<string, string | null>>): string {
  const parameters = Object.entries(changed).reduce(
    (before, [name, value]) => withParameter(before, name, value),
    search,
  );
  return `${path}?${parameters}`;
}
